package io.tenantry.invoicing;

import io.tenantry.invoicing.run.ChangeLogLooks;
import io.tenantry.invoicing.schedule.BillingPolicy;
import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What changed within the cycles that were billed, invoiced between two full cycles. Quarterly from 1 January 2018 in
 * advance, ten seats at 12.00 a month from the 15th: looked at on the 20th, 305.81 are owed up to 31 March, and the run
 * on 2 April bills the next quarter, 360.00, and nothing twice.
 */
@Component
class ChangeLogs {

    private static final int SHORTEST_FREQUENCY = 3;

    private final Reckoner reckoner;
    private final ChangeLogLooks looks;

    ChangeLogs(Reckoner reckoner, ChangeLogLooks looks) {
        this.reckoner = reckoner;
        this.looks = looks;
    }

    /** As a run sees it: what cannot be looked at is set aside with its reason. */
    Reckoned reckoned(ContractFacts facts, LocalDate upTo) {
        var refusal = refusal(facts, upTo);
        if (refusal != null) {
            return new Reckoned(SetAside.uncomputed(facts, refusal), null);
        }
        try {
            var reckoning = reckoner.reckonChanges(facts, upTo);
            return new Reckoned(RunVerdict.of(reckoning), reckoning);
        } catch (RuntimeException broken) {
            return new Reckoned(SetAside.uncomputed(facts, broken), null);
        }
    }

    /** @throws Refused if the contract has no change-log invoices, or not before earlier cycles are billed */
    Reckoning reckon(ContractFacts facts, LocalDate upTo) {
        var refusal = refusal(facts, upTo);
        if (refusal != null) {
            throw refusal;
        }
        return reckoner.reckonChanges(facts, upTo);
    }

    /** Called once the reckonings are written. */
    void keep(Collection<UUID> contracts, Collection<Reckoning> written, LocalDate upTo) {
        var drafts = written.stream()
                .flatMap(reckoning -> reckoning.drafts().stream())
                .map(InvoiceDraft::id)
                .toList();
        if (!drafts.isEmpty()) {
            looks.keep(drafts, upTo);
        }
        looks.looked(contracts, upTo);
    }

    private static @Nullable Refused refusal(ContractFacts facts, LocalDate upTo) {
        var contract = facts.terms().contract();
        if (!contract.status().equals("ACTIVE")) {
            return new Refused(
                    "contract-inactive",
                    "Contract " + contract.number()
                            + " is not active and bills no more; open a new one for its subscriptions");
        }
        if (contract.frequencyMonths() < SHORTEST_FREQUENCY) {
            return new Refused(
                    "change-log-too-frequent",
                    "Contract " + contract.number() + " is billed every "
                            + (contract.frequencyMonths() == 1 ? "month" : contract.frequencyMonths() + " months")
                            + ": its changes come with the next invoice. Change-log invoices are for contracts of 3"
                            + " months and more");
        }
        if (facts.terms().policy() == BillingPolicy.ARREARS) {
            return new Refused(
                    "change-log-in-arrears",
                    "Contract " + contract.number() + " is billed in arrears: its changes come with their cycle's"
                            + " invoice, when the cycle is over");
        }
        return unbilled(facts, upTo);
    }

    private static @Nullable Refused unbilled(ContractFacts facts, LocalDate upTo) {
        var contract = facts.terms().contract();
        var missing = facts.terms().calendar().dueCycles(contract.nextInvoiceDate(), upTo).stream()
                .filter(cycle ->
                        !facts.cycles().has(cycle.number()) && !facts.cycles().skips(cycle.number()))
                .map(cycle -> cycle.period().from() + " to " + cycle.period().lastDay())
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? null
                : new Refused(
                        "earlier-cycles-not-billed",
                        "One or more previous billing schedules have not been invoiced. Please generate invoice for"
                                + " earlier schedules and retry. Contract " + contract.number() + ": " + missing);
    }
}
