package io.tenantry.invoicing;

import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.DueContracts;
import io.tenantry.subscription.BillableChange;
import io.tenantry.subscription.BillableSubscription;
import io.tenantry.subscription.LedgerForBilling;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gathers what reckoning wants to know of many contracts, in a constant number of statements. */
@Component
class ContractFiles {

    private final DueContracts contracts;
    private final LedgerForBilling ledger;
    private final Allocations allocations;
    private final InvoicingProperties properties;
    private final JdbcClient jdbc;

    ContractFiles(
            DueContracts contracts,
            LedgerForBilling ledger,
            Allocations allocations,
            InvoicingProperties properties,
            JdbcClient jdbc) {
        this.contracts = contracts;
        this.ledger = ledger;
        this.allocations = allocations;
        this.properties = properties;
        this.jdbc = jdbc;
    }

    /** Locks the contracts and reads all that their invoices depend on. */
    List<ContractFacts> open(Collection<UUID> contractIds) {
        var locked = contracts.lock(contractIds);
        var subscriptions = ledger.of(contractIds);
        var allocated = allocations.of(changeIds(subscriptions.values()));
        var cycles = billedCycles(contractIds);
        var reviews = openReviews(contractIds);
        return locked.values().stream()
                .map(contract -> new ContractFacts(
                        terms(contract),
                        subscriptions.getOrDefault(contract.id(), List.of()),
                        allocated,
                        cycles.getOrDefault(contract.id(), Set.of()),
                        reviews.getOrDefault(contract.id(), Set.of())))
                .toList();
    }

    private BillingTerms terms(BillingContractView contract) {
        return new BillingTerms(contract, properties.processRefunds());
    }

    private static List<UUID> changeIds(Collection<List<BillableSubscription>> subscriptions) {
        return subscriptions.stream()
                .flatMap(List::stream)
                .flatMap(subscription -> subscription.changes().stream())
                .map(BillableChange::id)
                .toList();
    }

    private Map<UUID, Set<Integer>> billedCycles(Collection<UUID> contractIds) {
        var byContract = new HashMap<UUID, Set<Integer>>();
        jdbc.sql(
                        """
                        select billing_contract_id, cycle_number from billing_cycle
                        where billing_contract_id = any(:contracts) and status in ('INVOICED', 'NOTHING_DUE')
                        """)
                .param("contracts", contractIds.toArray(UUID[]::new))
                .query((row, number) -> byContract
                        .computeIfAbsent(row.getObject("billing_contract_id", UUID.class), id -> new HashSet<>())
                        .add(row.getInt("cycle_number")))
                .list();
        return byContract;
    }

    private Map<UUID, Set<String>> openReviews(Collection<UUID> contractIds) {
        var byContract = new HashMap<UUID, Set<String>>();
        jdbc.sql(
                        """
                        select billing_contract_id, review_reason from invoice
                        where billing_contract_id = any(:contracts) and status = 'DRAFT' and review_reason is not null
                        """)
                .param("contracts", contractIds.toArray(UUID[]::new))
                .query((row, number) -> byContract
                        .computeIfAbsent(row.getObject("billing_contract_id", UUID.class), id -> new HashSet<>())
                        .add(row.getString("review_reason")))
                .list();
        return byContract;
    }
}
