package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Owed;
import io.tenantry.invoicing.proration.Settled;
import io.tenantry.invoicing.schedule.BillingCalendar;
import io.tenantry.invoicing.schedule.BillingPolicy;
import io.tenantry.invoicing.schedule.Cycle;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /**
     * Computes what changes within the cycles that were billed already owe up to their cycle's end, and no cycle ahead.
     *
     * @param upTo the last day whose changes count
     */
    Reckoning reckonChanges(ContractFacts facts, LocalDate upTo) {
        return new Sheet(facts, upTo).reckonChanges();
    }

    /** The working sheet of one contract. */
    private static final class Sheet {

        private final ContractFacts facts;
        private final LocalDate asOf;
        private final BillingCalendar calendar;
        private final List<SubscriptionAccount> billable = new ArrayList<>();
        private final QuarantineSheet quarantine;
        private final Set<UUID> taken = new HashSet<>();
        private final List<InvoiceDraft> drafts = new ArrayList<>();
        private final List<Reckoning.LookedAtCycle> cycles = new ArrayList<>();
        private final List<Waiver> unattached = new ArrayList<>();

        private LocalDate effectiveBy = LocalDate.MAX;

        private Sheet(ContractFacts facts, LocalDate asOf) {
            this.facts = facts;
            this.asOf = asOf;
            calendar = facts.terms().calendar();
            quarantine = new QuarantineSheet(facts);
        }

        private Reckoning reckon() {
            openAccounts();
            var next = facts.terms().contract().nextInvoiceDate();
            var due = calendar.dueCycles(next, asOf);
            due.stream().findFirst().ifPresent(this::leaveOutBefore);
            var closing = !next.isAfter(asOf)
                    && calendar.closesOn().filter(day -> !day.isAfter(asOf)).isPresent();
            if (closing) {
                close(due);
            } else {
                due.stream()
                        .filter(cycle -> !facts.cycles().skips(cycle.number()))
                        .forEach(cycle -> bill(cycle, false));
            }
            return new Reckoning(
                    reviewed(),
                    List.copyOf(cycles),
                    List.copyOf(unattached),
                    settled(closing),
                    quarantine.quarantined(),
                    quarantine.released(),
                    nextInvoiceDate());
        }

        /** Beyond its end, a contract is looked at again while something of it waits for a repair or for its day. */
        private LocalDate nextInvoiceDate() {
            var next = calendar.nextInvoiceDateAfter(asOf);
            if (!next.equals(BillingCalendar.NEVER)) {
                return next;
            }
            return quarantine.quarantined().isEmpty()
                    ? facts.contents().nextItemAfter(asOf).orElse(next)
                    : asOf.plusDays(1);
        }

        private Reckoning reckonChanges() {
            openAccounts();
            effectiveBy = asOf;
            var billed = lastLookedAt(calendar.numberOn(asOf));
            if (billed != null) {
                keep(draft(billed.number(), null, billed));
            }
            return new Reckoning(
                    reviewed(),
                    List.of(),
                    List.copyOf(unattached),
                    settledBeyond(),
                    quarantine.quarantined(),
                    List.of(),
                    facts.terms().contract().nextInvoiceDate());
        }

        private boolean changesOnly() {
            return effectiveBy.isBefore(LocalDate.MAX);
        }

        /** Nothing is settled wholly that was not before: what is billed here lies beyond. */
        private Map<UUID, Settled> settledBeyond() {
            var reached = new HashMap<UUID, Settled>();
            billable.forEach(account -> reached.put(account.subscription().id(), account.settled()));
            return reached;
        }

        private void openAccounts() {
            for (var subscription : facts.subscriptions()) {
                if (!subscription.billable()) {
                    continue;
                }
                if (!SubscriptionAccounts.isPriced(subscription)) {
                    quarantine.block(subscription, null);
                    continue;
                }
                var account = SubscriptionAccounts.open(
                        subscription, facts.settled(subscription), facts.terms().currency());
                var negative = account.ledger().negativeFrom();
                if (negative == null) {
                    billable.add(account);
                } else {
                    quarantine.block(subscription, negative);
                }
            }
        }

        /** Cycles that the next invoice date was moved past: those not looked at yet, and those taken back. */
        private void leaveOutBefore(Cycle firstDue) {
            facts.cycles().openBefore(firstDue.number()).forEach(number -> calendar.cycle(number)
                    .ifPresent(cycle -> lookedAt(cycle, "SKIPPED")));
        }

        /**
         * After the end: changes within the last cycle have no later invoice to come with, and come with that cycle. What
         * was looked at before is not billed by itself again; what is still open of it comes with the last one, too.
         */
        private void close(List<Cycle> due) {
            var left = new ArrayList<>(due);
            left.removeIf(cycle -> facts.cycles().skips(cycle.number()) || wasLookedAt(cycle.number()));
            var last = lastLookedAt();
            if (last != null && left.stream().allMatch(cycle -> cycle.number() < last.number())) {
                left.add(last);
            }
            for (var index = 0; index < left.size(); index++) {
                bill(left.get(index), index == left.size() - 1);
            }
        }

        /** @param wholly with all changes within it, though it was billed in advance */
        private void bill(Cycle cycle, boolean wholly) {
            var ahead = wholly || facts.terms().policy() == BillingPolicy.ARREARS ? null : cycle;
            var draft = draft(ahead == null ? cycle.number() : cycle.number() - 1, ahead, cycle);
            quarantine.lookAt(
                    cycle,
                    ahead == null ? cycle.period().lastDay() : cycle.period().from());
            lookedAt(cycle, keep(draft) ? "INVOICED" : "NOTHING_DUE");
        }

        /** @param lastPast number of the last cycle that is settled with all its changes */
        private InvoiceDraft draft(int lastPast, @Nullable Cycle ahead, Cycle billed) {
            var lines = new ArrayList<DraftLine>();
            var waivers = new ArrayList<Waiver>();
            for (var index = 0; index < billable.size(); index++) {
                var account = billable.get(index);
                var past = past(account.openFrom(), lastPast, billed);
                var horizon = new Owed.Horizon(facts.terms().rule(), past, ahead, effectiveBy);
                for (var written : Lines.of(facts, account, horizon)) {
                    lines.addAll(written.lines());
                    waivers.addAll(written.waivers());
                    quarantine.add(written.quarantined());
                    account = account.with(account.settled().plus(written.settles()));
                }
                billable.set(index, account);
            }
            if (!lines.isEmpty() && !changesOnly()) {
                lines.addAll(included(billed));
            }
            var lastChance = changesOnly() || ahead == null && facts.terms().policy() == BillingPolicy.ADVANCE;
            lines.addAll(items(lastChance ? asOf : calendar.billOn(billed)));
            var taxed = new ArrayList<>(facts.contents().taxation().settle(lines));
            taxed.addAll(DiscountLines.of(facts, taxed));
            return InvoiceDraft.of(facts.terms().contract(), billed.period(), taxed, waivers);
        }

        /** Those whose day has come, each on the oldest invoice that can take it along. */
        private List<DraftLine> items(LocalDate day) {
            var due = new ArrayList<DraftLine>();
            for (var item : facts.contents().items()) {
                if (item.isDue(day) && taken.add(item.id())) {
                    due.add(ItemLines.of(item, facts.contents().taxation()));
                }
            }
            return due;
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
            return lastLookedAt(Integer.MAX_VALUE);
        }

        private @Nullable Cycle lastLookedAt(int upTo) {
            var number = facts.cycles().lastUpTo(upTo);
            return number.isPresent() ? calendar.cycle(number.getAsInt()).orElse(null) : null;
        }

        private void lookedAt(Cycle cycle, String status) {
            cycles.add(new Reckoning.LookedAtCycle(cycle, calendar.billOn(cycle), status));
        }

        /** Parts of a bundle that cost nothing of their own but are to be seen on its invoice. */
        private List<DraftLine> included(Cycle billed) {
            return facts.subscriptions().stream()
                    .filter(subscription -> !subscription.billable() && subscription.showOnInvoice())
                    .flatMap(subscription -> Lines.included(facts, subscription, billed).stream())
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
                var until = quarantine.before(
                        account.subscription().id(),
                        !wholly && account.ledger().movesAfter(last.period().from())
                                ? last.period().from()
                                : last.period().to());
                reached.put(
                        account.subscription().id(),
                        account.settled().reaching(account.ledger().lastSequence(), until));
            }
            return reached;
        }

        private List<InvoiceDraft> reviewed() {
            var all = new ArrayList<InvoiceDraft>();
            drafts.forEach(draft -> all.add(facts.issue().apply(draft.lawful(), drafts.size())));
            return all;
        }
    }
}
