package io.tenantry.invoicing;

import io.tenantry.shared.Money;
import io.tenantry.subscription.BillableChange;
import io.tenantry.subscription.BillableSubscription;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/**
 * Says what license changes are worth: the contract's next invoice is reckoned once with the ledger up to the change and
 * once up to the one before it, by the same {@link Reckoner} that writes invoices; the difference is the change's.
 *
 * <p>Ten seats at 12.00 become fifteen on 20 January, billed monthly in advance: 120.00 a month become 180.00, and the
 * invoice of February has 60.00 × 12/31 = 23.23 for January and 60.00 for February more, together 83.23.
 */
@Service
public class ChangeImpacts {

    private record Asked(String number, UUID contractId, UUID subscriptionId, int sequence) {}

    private final ContractFiles files;
    private final Reckoner reckoner;
    private final JdbcClient jdbc;

    ChangeImpacts(ContractFiles files, Reckoner reckoner, JdbcClient jdbc) {
        this.files = files;
        this.reckoner = reckoner;
        this.jdbc = jdbc;
    }

    /**
     * By number of the change; one of a subscription without a contract is not among them. Reads each contract once, and
     * keeps nothing of what decisions on the way would leave.
     */
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    public Map<String, ChangeImpact> of(List<String> changeNumbers) {
        TransactionInterceptor.currentTransactionStatus().setRollbackOnly();
        var asked = jdbc.sql(
                        """
                        select c.number, s.billing_contract_id as contract_id, s.id as subscription_id, c.sequence
                        from license_change c join subscription s on s.id = c.subscription_id
                        where c.number = any(:numbers) and s.billing_contract_id is not null""")
                .param("numbers", changeNumbers.toArray(String[]::new))
                .query(Asked.class)
                .list();
        Set<UUID> contracts = new HashSet<>();
        asked.forEach(each -> contracts.add(each.contractId()));
        var facts = new HashMap<UUID, ContractFacts>();
        if (!contracts.isEmpty()) {
            files.read(contracts)
                    .forEach(each -> facts.put(each.terms().contract().id(), each));
        }
        var impacts = new HashMap<String, ChangeImpact>();
        for (var each : asked) {
            var contract = facts.get(each.contractId());
            if (contract != null) {
                impacts.put(each.number(), impact(each, contract));
            }
        }
        return impacts;
    }

    private ChangeImpact impact(Asked asked, ContractFacts facts) {
        var next = facts.terms().contract().nextInvoiceDate();
        var before = net(upTo(facts, asked, asked.sequence() - 1), next);
        var after = net(upTo(facts, asked, asked.sequence()), next);
        return new ChangeImpact(
                asked.number(),
                monthly(facts, asked, asked.sequence() - 1),
                monthly(facts, asked, asked.sequence()),
                next,
                before == null || after == null ? null : after.minus(before));
    }

    private static ContractFacts upTo(ContractFacts facts, Asked asked, int sequence) {
        return new ContractFacts(
                facts.terms(),
                facts.subscriptions().stream()
                        .map(each -> each.id().equals(asked.subscriptionId()) ? each.upTo(sequence) : each)
                        .filter(each -> !each.changes().isEmpty())
                        .toList(),
                facts.settled(),
                facts.cycles(),
                facts.contents(),
                facts.issue());
    }

    private @Nullable Money net(ContractFacts facts, LocalDate asOf) {
        var reckoned = Reckoned.of(reckoner, facts, asOf);
        var none = Money.of("0", facts.terms().contract().currency());
        if (reckoned.reckoning() == null) {
            return reckoned.verdict().status().equals("SET_ASIDE") ? null : none;
        }
        return reckoned.reckoning().drafts().stream()
                .map(draft -> draft.totals().net())
                .reduce(none, Money::plus);
    }

    private static @Nullable Money monthly(ContractFacts facts, Asked asked, int sequence) {
        var currency = facts.terms().contract().currency();
        return facts.subscriptions().stream()
                .filter(each -> each.id().equals(asked.subscriptionId()))
                .map(BillableSubscription::changes)
                .flatMap(List::stream)
                .filter(change -> change.sequence() == sequence)
                .findFirst()
                .map(ChangeImpacts::monthly)
                .orElse(sequence == 0 ? Money.of("0", currency).rounded() : null);
    }

    private static @Nullable Money monthly(BillableChange change) {
        return change.monthlyUnitPrice() == null
                ? null
                : change.monthlyUnitPrice().times(change.quantityAfter()).rounded();
    }
}
