package io.tenantry.invoicing;

import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.DueContracts;
import io.tenantry.shared.Together;
import io.tenantry.subscription.LedgerForBilling;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Gathers what reckoning wants to know of many contracts, in a constant number of statements. */
@Component
class ContractFiles {

    private final DueContracts contracts;
    private final LedgerForBilling ledger;
    private final Allocations allocations;
    private final ContentsFiles contents;
    private final InvoicingProperties properties;
    private final JdbcTemplate batches;

    ContractFiles(
            DueContracts contracts,
            LedgerForBilling ledger,
            Allocations allocations,
            ContentsFiles contents,
            InvoicingProperties properties,
            JdbcTemplate batches) {
        this.contracts = contracts;
        this.ledger = ledger;
        this.allocations = allocations;
        this.contents = contents;
        this.properties = properties;
        this.batches = batches;
    }

    /** Locks the contracts and reads all that their invoices depend on. */
    List<ContractFacts> open(Collection<UUID> contractIds) {
        var found = contracts.lock(contractIds);
        contents.lock(found.keySet());
        return gather(found.keySet(), new Together(batches), together -> found);
    }

    /** The same without a lock, for what is only shown. */
    List<ContractFacts> read(Collection<UUID> contractIds) {
        return read(contractIds, new Together(batches));
    }

    /** The same, together with questions that were put before. */
    List<ContractFacts> read(Collection<UUID> contractIds, Together together) {
        return gather(contractIds, together, asked -> contracts.read(contractIds, asked));
    }

    private List<ContractFacts> gather(
            Collection<UUID> ids, Together together, Function<Together, Map<UUID, BillingContractView>> contractsOf) {
        var found = contractsOf.apply(together);
        var settled = allocations.of(ids, together);
        var subscriptions = ledger.of(ids, together);
        var cycles = cycles(ids, together);
        var limits = limits(ids, together);
        var held = contents.read(ids, together);
        together.ask();
        var terms = new LinkedHashMap<UUID, BillingTerms>();
        found.forEach((id, contract) -> terms.put(id, new BillingTerms(contract, properties.processRefunds())));
        var complete = contents.complete(new ContentsFiles.Asked(terms, subscriptions), held);
        return found.keySet().stream()
                .map(contract -> {
                    var its = Objects.requireNonNull(complete.get(contract));
                    return new ContractFacts(
                            Objects.requireNonNull(terms.get(contract)),
                            subscriptions.getOrDefault(contract, List.of()),
                            settled,
                            cycles.getOrDefault(contract, LookedAt.none()),
                            its,
                            new IssueRules(its.pricing().tables(), limits.get(contract)));
                })
                .toList();
    }

    /** The first and the last cycle by the index's ends, however many lie between. */
    private static Map<UUID, LookedAt> cycles(Collection<UUID> contractIds, Together together) {
        var byContract = new HashMap<UUID, LookedAt>();
        together.add(
                """
                select c.id, looked.first, looked.last,
                       array(select b.cycle_number from billing_cycle b
                             where b.billing_contract_id = c.id
                               and b.status in ('PENDING', 'ERROR', 'SKIPPED')) as except,
                       array(select b.cycle_number from billing_cycle b
                             where b.billing_contract_id = c.id and b.status = 'SKIPPED') as skipped
                from unnest(?) as c (id)
                cross join lateral (
                    select (select min(b.cycle_number) from billing_cycle b
                            where b.billing_contract_id = c.id) as first,
                           (select max(b.cycle_number) from billing_cycle b
                            where b.billing_contract_id = c.id) as last) as looked
                where looked.first is not null
                """,
                contractIds,
                row -> byContract.put(
                        row.getObject("id", UUID.class),
                        new LookedAt(
                                row.getInt("first"),
                                row.getInt("last"),
                                numbers(row, "except"),
                                numbers(row, "skipped"))));
        return byContract;
    }

    private static Set<Integer> numbers(ResultSet row, String column) throws SQLException {
        return Set.of((Integer[]) row.getArray(column).getArray());
    }

    /** In the contract's currency; a contract without one lets any amount go out. */
    private static Map<UUID, BigDecimal> limits(Collection<UUID> contractIds, Together together) {
        var limits = new HashMap<UUID, BigDecimal>();
        together.add(
                "select id, invoice_limit from billing_contract where id = any(?) and invoice_limit is not null",
                contractIds,
                row -> limits.put(row.getObject("id", UUID.class), row.getBigDecimal("invoice_limit")));
        return limits;
    }
}
