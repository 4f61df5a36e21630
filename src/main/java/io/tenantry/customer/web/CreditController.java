package io.tenantry.customer.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.customer.CreditControlView;
import io.tenantry.customer.CreditHoldView;
import io.tenantry.customer.CreditHolds;
import io.tenantry.shared.web.ETags;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Customers")
class CreditController {

    private final CreditHolds holds;

    CreditController(CreditHolds holds) {
        this.holds = holds;
    }

    record HoldBody(@NotNull Boolean held, @NotBlank @Schema(description = "Kept with the hold") String reason) {}

    record ControlBody(@NotNull Boolean enforced, @NotBlank @Schema(description = "Kept") String reason) {}

    @GetMapping("/customers/{number}/credit-hold")
    @Operation(summary = "Whether a customer's credit is held, with who said so and why")
    CreditHoldView get(@PathVariable String number) {
        return holds.of(number);
    }

    @PutMapping("/customers/{number}/credit-hold")
    @Operation(summary = "Hold a customer's credit, which stops its provisioning, or lift the hold")
    CreditHoldView set(@PathVariable String number, @Valid @RequestBody HoldBody body) {
        return holds.set(number, body.held(), body.reason());
    }

    @GetMapping("/credit-control")
    @Operation(summary = "Whether credit hold blocks anything at all")
    ResponseEntity<CreditControlView> control() {
        return answer(holds.control());
    }

    @PutMapping("/credit-control")
    @Operation(summary = "Switch credit hold on or off for the whole house")
    ResponseEntity<CreditControlView> enforce(
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody ControlBody body) {
        return answer(holds.enforce(body.enforced(), body.reason(), ETags.expected(ifMatch)));
    }

    private static ResponseEntity<CreditControlView> answer(CreditControlView control) {
        return ETags.ok(control, control.version());
    }
}
