package io.tenantry.sync.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.sync.ContractSyncs;
import io.tenantry.sync.UnknownSubscription;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/billing-contracts/{number}")
@Tag(name = "Providers")
class ContractSyncsController {

    private final ContractSyncs syncs;

    ContractSyncsController(ContractSyncs syncs) {
        this.syncs = syncs;
    }

    record Picked(@Nullable Set<String> providerSubscriptionIds) {}

    record Adopted(List<String> subscriptions) {}

    @GetMapping("/unknown-subscriptions")
    @Operation(summary = "What the customer's tenants have at their providers and nobody here knows of; asks now")
    List<UnknownSubscription> unknown(@PathVariable String number) {
        return syncs.unknown(number);
    }

    @PostMapping("/subscription-syncs")
    @Operation(summary = "Sync Subscriptions: adopt what was picked onto this contract, take over what has changed")
    Adopted sync(@PathVariable String number, @RequestBody(required = false) @Nullable Picked picked) {
        var ids = picked == null || picked.providerSubscriptionIds() == null
                ? Set.<String>of()
                : picked.providerSubscriptionIds();
        return new Adopted(syncs.adopt(number, ids));
    }
}
