package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Allocated;
import io.tenantry.invoicing.proration.Contribution;
import io.tenantry.invoicing.proration.Owed;
import io.tenantry.invoicing.schedule.BillingCalendar;
import io.tenantry.invoicing.schedule.BillingPolicy;
import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
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
    private final class Sheet {

        private final ContractFacts facts;
        private final LocalDate asOf;
        private final BillingCalendar calendar;
        private final TreeMap<Integer, Cycle> past = new TreeMap<>();
        private final List<SubscriptionAccount> billable = new ArrayList<>();
        private final List<String> setAside = new ArrayList<>();
        private final List<InvoiceDraft> drafts = new ArrayList<>();
        private final List<Reckoning.BilledCycle> cycles = new ArrayList<>();
        private final List<Waiver> unattached = new ArrayList<>();
        private Allocated allocated;

        private Sheet(ContractFacts facts, LocalDate asOf) {
            this.facts = facts;
            this.asOf = asOf;
            calendar = facts.terms().calendar();
            allocated = facts.allocated();
            facts.billedCycles().forEach(number -> calendar.cycle(number).ifPresent(cycle -> past.put(number, cycle)));
        }

        private Reckoning reckon() {
            openAccounts();
            var next = facts.terms().contract().nextInvoiceDate();
            calendar.dueCycles(next, asOf).forEach(this::bill);
            calendar.closesOn()
                    .filter(closing -> !closing.isAfter(asOf) && !next.isAfter(closing))
                    .ifPresent(closing -> close());
            return new Reckoning(
                    reviewed(), cycles, unattached, List.copyOf(setAside), calendar.nextInvoiceDateAfter(asOf));
        }

        private void openAccounts() {
            for (var subscription : facts.subscriptions()) {
                try {
                    if (subscription.billable()) {
                        billable.add(SubscriptionAccounts.open(
                                subscription, facts.terms().currency()));
                    }
                } catch (Refused refused) {
                    setAside.add(refused.getMessage());
                }
            }
        }

        private void bill(Cycle cycle) {
            var draft = facts.terms().policy() == BillingPolicy.ADVANCE
                    ? draft(List.copyOf(past.headMap(cycle.number()).values()), cycle, cycle)
                    : draft(
                            Stream.concat(past.headMap(cycle.number()).values().stream(), Stream.of(cycle))
                                    .toList(),
                            null,
                            cycle);
            past.put(cycle.number(), cycle);
            cycles.add(new Reckoning.BilledCycle(cycle, calendar.billOn(cycle), keep(draft)));
        }

        /** After the last cycle: changes within it have no later invoice to come with. */
        private void close() {
            if (!past.isEmpty()) {
                keep(draft(List.copyOf(past.values()), null, past.lastEntry().getValue()));
            }
        }

        private InvoiceDraft draft(List<Cycle> before, @Nullable Cycle ahead, Cycle billed) {
            var lines = new ArrayList<DraftLine>();
            var waivers = new ArrayList<Waiver>();
            var settled = new ArrayList<Contribution>();
            var horizon = new Owed.Horizon(facts.terms().rule(), before, ahead);
            for (var account : billable) {
                var written = new Lines(facts.terms(), account, allocated);
                written.add(Owed.of(account.ledger(), horizon, allocated));
                lines.addAll(written.lines());
                waivers.addAll(written.waivers());
            }
            if (!lines.isEmpty()) {
                lines.addAll(included(billed));
            }
            lines.forEach(line -> settled.addAll(line.contributions()));
            waivers.forEach(waiver -> settled.add(waiver.contribution()));
            allocated = allocated.plus(settled);
            return InvoiceDraft.of(facts.terms().contract(), billed.period(), lines, waivers);
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
            drafts.add(
                    draft.total().isNegative()
                            ? draft.forReview("credits exceed charges: it goes out as a credit note")
                            : draft);
            return true;
        }

        private List<InvoiceDraft> reviewed() {
            var all = new ArrayList<InvoiceDraft>();
            for (var draft : drafts) {
                all.add(
                        drafts.size() == 1
                                ? draft
                                : draft.forReview("catch-up: " + drafts.size() + " cycles of contract "
                                        + draft.contract().number() + " are billed at once"));
            }
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
