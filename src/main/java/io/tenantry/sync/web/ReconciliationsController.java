package io.tenantry.sync.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.invoicing.ChangeImpact;
import io.tenantry.invoicing.ChangeImpacts;
import io.tenantry.subscription.Keep;
import io.tenantry.sync.Reconciliations;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/license-changes/{number}/reconciliation")
@Tag(name = "Providers")
class ReconciliationsController {

    private final Reconciliations reconciliations;
    private final ChangeImpacts impacts;

    ReconciliationsController(Reconciliations reconciliations, ChangeImpacts impacts) {
        this.reconciliations = reconciliations;
        this.impacts = impacts;
    }

    record Wish(@NotNull Keep keep, @NotBlank String reason) {}

    /**
     * @param takenOver number of the change that tells what happened at the provider; null if nothing differed any more
     * @param impact what that is worth
     */
    record Answer(@Nullable String takenOver, @Nullable ChangeImpact impact) {}

    @PostMapping
    @Operation(
            summary = "Bring a change that was not sent together with what somebody changed at the provider: keep both,"
                    + " theirs, or ours")
    Answer reconcile(@PathVariable String number, @Valid @RequestBody Wish wish) {
        return reconciliations
                .reconcile(number, wish.keep(), wish.reason().strip())
                .map(taken -> new Answer(taken, impacts.of(List.of(taken)).get(taken)))
                .orElseGet(() -> new Answer(null, null));
    }
}
