package io.tenantry.subscription;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** The change ledger as billing reads it: many contracts in a constant number of statements. */
@Service
public class LedgerForBilling {

    /**
     * The subscriptions of each contract, by subscription number.
     *
     * @return has every contract asked for; one without subscriptions has an empty list
     */
    public Map<UUID, List<BillableSubscription>> of(Collection<UUID> contractIds) {
        throw new UnsupportedOperationException();
    }
}
