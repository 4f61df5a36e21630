package io.tenantry.customer.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.customer.AgreementView;
import io.tenantry.customer.Agreements;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/provider-accounts/{number}/agreement")
@Tag(name = "Customers")
class AgreementsController {

    private final Agreements agreements;

    AgreementsController(Agreements agreements) {
        this.agreements = agreements;
    }

    record AgreementBody(
            @Nullable @Schema(description = "The day it was accepted; nothing where it is not accepted")
                    LocalDate acceptedOn,
            @Nullable @Schema(description = "Who accepted it for the tenant") String acceptedBy,
            @NotBlank @Schema(description = "Where it is known from") String reason) {

        Agreements.@Nullable Acceptance acceptance() {
            return acceptedOn == null ? null : new Agreements.Acceptance(acceptedOn, acceptedBy);
        }
    }

    @GetMapping
    @Operation(summary = "Whether a tenant has accepted the provider's customer agreement")
    AgreementView get(@PathVariable String number) {
        return agreements.of(number);
    }

    @PutMapping
    @Operation(summary = "Say what is known of the agreement; changes that wait for it go on when it is accepted")
    AgreementView record(@PathVariable String number, @Valid @RequestBody AgreementBody body) {
        return agreements.record(number, body.acceptance(), body.reason());
    }
}
