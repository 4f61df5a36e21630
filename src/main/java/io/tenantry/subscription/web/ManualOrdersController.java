package io.tenantry.subscription.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.subscription.ManualAnswer;
import io.tenantry.subscription.ManualOrder;
import io.tenantry.subscription.ManualOrders;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Orders by hand", description = "Changes at providers without an API: a person does them and says so")
class ManualOrdersController {

    private final ManualOrders orders;

    ManualOrdersController(ManualOrders orders) {
        this.orders = orders;
    }

    /** What a person says became of it. */
    record Confirmation(
            @NotNull @Schema(description = "false if it is impossible: the change fails with the reason") Boolean done,
            @NotBlank @Schema(description = "What was done, or why it cannot be") String reason,
            @Nullable @Schema(description = "The id at the provider; needed for a new subscription")
                    String providerSubscriptionId,
            @Nullable String providerOrderId) {

        ManualAnswer answer() {
            return new ManualAnswer(done, reason, providerSubscriptionId, providerOrderId);
        }
    }

    @GetMapping("/manual-orders")
    @Operation(summary = "What waits to be done at a provider by hand, the oldest first, 200 at the most")
    List<ManualOrder> open() {
        return orders.open();
    }

    @PostMapping("/license-changes/{number}/confirmations")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Say that a change was made at the provider by hand, or why it cannot be")
    void confirm(@PathVariable String number, @Valid @RequestBody Confirmation confirmation) {
        orders.answer(number, confirmation.answer());
    }
}
