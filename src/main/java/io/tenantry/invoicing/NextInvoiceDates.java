package io.tenantry.invoicing;

import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.BillingContracts;
import io.tenantry.contract.DueContracts;
import io.tenantry.invoicing.schedule.BillingCalendar;
import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The next invoice dates, as a person moves them. The cycle in force on the new date is billed first; those before it
 * that were not billed are skipped, kept with the reason, and never billed unless the date is moved back. Open drafts are
 * voided, because they were computed for the old date: the next run writes what is wanted anew.
 *
 * <p>Monthly from 1 January in advance, held as drafts for January, February and March: moved to 2 March, January and
 * February are skipped, and the next run bills March as usual.
 */
@Service
@Transactional
public class NextInvoiceDates {

    private final BillingContracts contracts;
    private final DueContracts locks;
    private final HeldDrafts held;
    private final DraftReview review;
    private final Allocations allocations;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    NextInvoiceDates(
            BillingContracts contracts,
            DueContracts locks,
            HeldDrafts held,
            DraftReview review,
            Allocations allocations,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.contracts = contracts;
        this.locks = locks;
        this.held = held;
        this.review = review;
        this.allocations = allocations;
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * Moves the next invoice date of a contract.
     *
     * @throws Stale if the contract is not of this version any more
     */
    public BillingContractView move(String contractNumber, LocalDate date, String reason, long version) {
        var id = contracts.get(contractNumber).id();
        var contract = Objects.requireNonNull(locks.lock(List.of(id)).get(id));
        Stale.check("Billing contract " + contractNumber, version, contract.version());
        move(contract, date, reason);
        return Objects.requireNonNull(locks.read(List.of(id)).get(id));
    }

    /** @param contract as it is now, held by the caller */
    void move(BillingContractView contract, LocalDate date, String reason) {
        requireSensible(contract, date, reason);
        var calendar = new BillingTerms(contract, false).calendar();
        var first = calendar.firstDueNumber(date);
        var drafts = held.allDrafts(contract.id());
        var from = drafts.stream()
                .map(draft -> calendar.numberOn(draft.period().from()))
                .reduce(calendar.firstDueNumber(contract.nextInvoiceDate()), Math::min);
        drafts.forEach(draft -> review.voidDraft(draft, draft.version(), reason));
        skip(contract.id(), calendar, from, first, reason);
        takeUpAgain(contract.id(), first, reason);
        allocations.lookAgain(contract.id());
        locks.moveNextInvoiceDate(contract.id(), date);
        events.publishEvent(new AuditFact(
                contract.number(),
                "next-invoice-date-moved",
                reason.strip(),
                Map.of(
                        "from", contract.nextInvoiceDate().toString(),
                        "to", date.toString(),
                        "voided", drafts.stream().map(InvoiceView::reference).toList())));
    }

    private static void requireSensible(BillingContractView contract, LocalDate date, String reason) {
        if (reason.isBlank()) {
            throw new Refused(
                    "reason-missing", "Say why the next invoice date of contract " + contract.number() + " is moved");
        }
        if (!contract.status().equals("ACTIVE")) {
            throw new Refused(
                    "contract-inactive",
                    "Contract " + contract.number()
                            + " is not active and bills no more; open a new one for its subscriptions");
        }
        if (date.isBefore(contract.startDate())) {
            throw new Refused(
                    "before-contract-start",
                    "Contract " + contract.number() + " starts on " + contract.startDate()
                            + "; its next invoice date cannot be " + date + ", which is before");
        }
        var end = contract.endDate();
        if (end != null && date.isAfter(end.plusDays(Math.max(0, contract.billingOffsetDays())))) {
            throw new Refused(
                    "after-contract-end",
                    "Contract " + contract.number() + " ends on " + end + "; nothing of it is billed on " + date
                            + ". Deactivate it if nothing shall be billed any more");
        }
    }

    /** What was billed stays so; what was not is left out. */
    private void skip(UUID contract, BillingCalendar calendar, int from, int to, String reason) {
        for (var number = from; number < to; number++) {
            calendar.cycle(number).ifPresent(cycle -> skip(contract, cycle, calendar.billOn(cycle), reason.strip()));
        }
    }

    private void skip(UUID contract, Cycle cycle, LocalDate billOn, String reason) {
        jdbc.sql(
                        """
                        insert into billing_cycle (billing_contract_id, cycle_number, period, bill_on, status, message)
                        values (:contract, :number, daterange(:from, :to), :billOn, 'SKIPPED', :reason)
                        on conflict (billing_contract_id, cycle_number) do update
                        set status = 'SKIPPED', message = excluded.message, version = billing_cycle.version + 1
                        where billing_cycle.status in ('PENDING', 'ERROR')
                        """)
                .param("contract", contract)
                .param("number", cycle.number())
                .param("from", cycle.period().from())
                .param("to", cycle.period().to())
                .param("billOn", billOn)
                .param("reason", reason)
                .update();
    }

    private void takeUpAgain(UUID contract, int first, String reason) {
        jdbc.sql(
                        """
                        update billing_cycle set status = 'PENDING', message = :reason, version = version + 1
                        where billing_contract_id = :contract and cycle_number >= :first and status = 'SKIPPED'
                        """)
                .param("contract", contract)
                .param("first", first)
                .param("reason", reason.strip())
                .update();
    }
}
