package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Owed;
import io.tenantry.invoicing.proration.Settled;
import io.tenantry.invoicing.schedule.BillingCalendar;
import io.tenantry.invoicing.schedule.BillingPolicy;
import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Computes what a contract owes up to a day, and writes nothing: a preview and a run over all contracts ask the same.
 *
 * <p>In advance, cycle k is billed with the changes effective by its first day, and with all that is still open of the
 * cycles before it. In arrears it is billed wholly. More than one invoice at once is a catch-up: they are drafts that
 * wait for a person, oldest first.
 */
@Component
class Reckoner {

    Reckoning reckon(ContractFacts facts, LocalDate asOf) {
        return new Sheet(facts, asOf).reckon();
    }

    /** The working sheet of one contract. */
    private static final class Sheet {

        private final ContractFacts facts;
        private final LocalDate asOf;
        private final BillingCalendar calendar;
        private final List<SubscriptionAccount> billable = new ArrayList<>();
        private final List<String> setAside = new ArrayList<>();
        private final List<InvoiceDraft> drafts = new ArrayList<>();
        private final List<Reckoning.LookedAtCycle> cycles = new ArrayList<>();
        private final List<Waiver> unattached = new ArrayList<>();

        private Sheet(ContractFacts facts, LocalDate asOf) {
            this.facts = facts;
            this.asOf = asOf;
            calendar = facts.terms().calendar();
        }

        private Reckoning reckon() {
            openAccounts();
            var next = facts.terms().contract().nextInvoiceDate();
            var due = calendar.dueCycles(next, asOf);
            due.stream().findFirst().ifPresent(this::leaveOutBefore);
            due.stream().filter(cycle -> !facts.cycles().skips(cycle.number())).forEach(this::bill);
            var closing = calendar.closesOn()
                    .filter(day -> !day.isAfter(asOf) && !next.isAfter(day))
                    .isPresent();
            if (closing) {
                close();
            }
            return new Reckoning(
                    reviewed(),
                    List.copyOf(cycles),
                    List.copyOf(unattached),
                    settled(closing),
                    List.copyOf(setAside),
                    calendar.nextInvoiceDateAfter(asOf));
        }

        private void openAccounts() {
            for (var subscription : facts.subscriptions()) {
                try {
                    if (subscription.billable()) {
                        billable.add(SubscriptionAccounts.open(
                                subscription,
                                facts.settled(subscription),
                                facts.terms().currency()));
                    }
                } catch (Refused refused) {
                    setAside.add(refused.getMessage());
                }
            }
        }

        /** Cycles that the next invoice date was moved past. */
        private void leaveOutBefore(Cycle firstDue) {
            if (facts.cycles().any()) {
                for (var number = facts.cycles().last() + 1; number < firstDue.number(); number++) {
                    calendar.cycle(number).ifPresent(cycle -> lookedAt(cycle, "SKIPPED"));
                }
            }
        }

        private void bill(Cycle cycle) {
            var draft = facts.terms().policy() == BillingPolicy.ADVANCE
                    ? draft(cycle.number() - 1, cycle, cycle)
                    : draft(cycle.number(), null, cycle);
            lookedAt(cycle, keep(draft) ? "INVOICED" : "NOTHING_DUE");
        }

        /** After the last cycle: changes within it have no later invoice to come with. */
        private void close() {
            var last = lastLookedAt();
            if (last != null) {
                keep(draft(last.number(), null, last));
            }
        }

        /** @param lastPast number of the last cycle that is settled with all its changes */
        private InvoiceDraft draft(int lastPast, @Nullable Cycle ahead, Cycle billed) {
            var lines = new ArrayList<DraftLine>();
            var waivers = new ArrayList<Waiver>();
            for (var index = 0; index < billable.size(); index++) {
                var account = billable.get(index);
                var past = past(Owed.openFrom(account.ledger(), account.settled()), lastPast, billed);
                var horizon = new Owed.Horizon(facts.terms().rule(), past, ahead);
                var written = new Lines(facts.terms(), account);
                written.add(Owed.of(account.ledger(), horizon, account.settled()));
                lines.addAll(written.lines());
                waivers.addAll(written.waivers());
                billable.set(index, account.with(account.settled().plus(written.settles())));
            }
            if (!lines.isEmpty()) {
                lines.addAll(included(billed));
            }
            return InvoiceDraft.of(facts.terms().contract(), billed.period(), lines, waivers);
        }

        /** The cycles that were looked at before, from the one in force on a day; the billed one, if it is past, too. */
        private List<Cycle> past(LocalDate from, int last, Cycle billed) {
            var past = new ArrayList<Cycle>();
            for (var number = calendar.numberOn(from); number <= last; number++) {
                if (number == billed.number() || wasLookedAt(number)) {
                    calendar.cycle(number).ifPresent(past::add);
                }
            }
            return past;
        }

        private boolean wasLookedAt(int number) {
            return facts.cycles().has(number)
                    || cycles.stream()
                            .anyMatch(one -> one.cycle().number() == number
                                    && !one.status().equals("SKIPPED"));
        }

        private @Nullable Cycle lastLookedAt() {
            for (var index = cycles.size() - 1; index >= 0; index--) {
                if (!cycles.get(index).status().equals("SKIPPED")) {
                    return cycles.get(index).cycle();
                }
            }
            for (var number = facts.cycles().last(); number >= facts.cycles().first(); number--) {
                if (!facts.cycles().skips(number)) {
                    return calendar.cycle(number).orElse(null);
                }
            }
            return null;
        }

        private void lookedAt(Cycle cycle, String status) {
            cycles.add(new Reckoning.LookedAtCycle(cycle, calendar.billOn(cycle), status));
        }

        /** Parts of a bundle that cost nothing of their own but are to be seen on its invoice. */
        private List<DraftLine> included(Cycle billed) {
            return facts.subscriptions().stream()
                    .filter(subscription -> !subscription.billable() && subscription.showOnInvoice())
                    .flatMap(subscription -> Lines.included(facts.terms(), subscription, billed).stream())
                    .toList();
        }

        private boolean keep(InvoiceDraft draft) {
            if (draft.lines().isEmpty()) {
                unattached.addAll(draft.waivers());
                return false;
            }
            drafts.add(draft);
            return true;
        }

        /**
         * Up to where all changes are settled now. In advance that is the end of the cycle, unless something changes
         * within it; then it is its start, and what was billed from there on lies beyond.
         */
        private Map<UUID, Settled> settled(boolean closing) {
            var last = lastLookedAt();
            if (last == null || cycles.isEmpty() && !closing) {
                return Map.of();
            }
            var wholly = closing || facts.terms().policy() == BillingPolicy.ARREARS;
            var reached = new HashMap<UUID, Settled>();
            for (var account : billable) {
                var until = !wholly && account.ledger().movesAfter(last.period().from())
                        ? last.period().from()
                        : last.period().to();
                reached.put(
                        account.subscription().id(),
                        account.settled().reaching(account.ledger().lastSequence(), until));
            }
            return reached;
        }

        private List<InvoiceDraft> reviewed() {
            var all = new ArrayList<InvoiceDraft>();
            drafts.forEach(draft -> all.add(facts.issue().apply(draft, drafts.size())));
            reviewOfSetAside().ifPresent(all::add);
            return all;
        }

        /** Subscriptions that cannot be billed wait on a draft without lines; the rest of the invoice goes on. */
        private Optional<InvoiceDraft> reviewOfSetAside() {
            if (setAside.isEmpty() || cycles.isEmpty()) {
                return Optional.empty();
            }
            var reason = String.join("; ", setAside);
            if (facts.openReviews().contains(reason)) {
                return Optional.empty();
            }
            var period = cycles.get(cycles.size() - 1).cycle().period();
            return Optional.of(InvoiceDraft.of(facts.terms().contract(), period, List.of(), List.of())
                    .forReview(reason));
        }
    }
}
