package io.tenantry.subscription;

import io.tenantry.catalog.Products;
import io.tenantry.contract.BillingContracts;
import io.tenantry.shared.Refused;
import io.tenantry.subscription.SeenDifference.Kind;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings our books to what is at the provider from a day on, and tells nobody: for what happened there long ago and was
 * noticed late. Only what is owed by the day is corrected; what moves no money is adopted as it is.
 *
 * <p>A subscription of 10 seats at 12.00 a month that ended there on 16 March owes 15 of March's 31 days: 58.06.
 */
@Component
class RepairCorrections {

    private final Ledger ledger;
    private final LedgerCalendar calendar;
    private final Replacements replacements;
    private final Products products;
    private final BillingContracts contracts;
    private final SellingPrices prices;

    RepairCorrections(
            Ledger ledger,
            LedgerCalendar calendar,
            Replacements replacements,
            Products products,
            BillingContracts contracts,
            SellingPrices prices) {
        this.ledger = ledger;
        this.calendar = calendar;
        this.replacements = replacements;
        this.products = products;
        this.contracts = contracts;
        this.prices = prices;
    }

    /**
     * @param seen null for what the provider has no more
     * @throws Refused if nothing differs, if it moves no money, or if the day is not the subscription's
     */
    void correct(Subscription subscription, Kind kind, @Nullable SeenSubscription seen, LocalDate from, String reason) {
        if (seen == null) {
            end(subscription, SubscriptionStatus.CANCELLED, from, reason);
            return;
        }
        switch (kind) {
            case QUANTITY -> quantity(subscription, seen, from, reason);
            case STATUS -> status(subscription, seen, from, reason);
            case PRODUCT, TERM -> terms(subscription, seen, from, reason);
            default ->
                throw new Refused(
                        "repair-unfit",
                        "What differs of " + subscription
                                + " is owed on no day, so there is nothing to correct from one"
                                + " on; adopt what the provider says, or send ours again");
        }
    }

    private void quantity(Subscription subscription, SeenSubscription seen, LocalDate from, String reason) {
        var delta = seen.quantity() - subscription.quantity();
        if (delta == 0) {
            throw same(subscription, "quantity " + seen.quantity());
        }
        requireDay(subscription, from, false);
        ledger.append(subscription, LedgerEntry.corrected(from, reason).by(delta));
    }

    private void status(Subscription subscription, SeenSubscription seen, LocalDate from, String reason) {
        var theirs = SeenStatus.of(seen.status());
        if (theirs.hasEnded() && !subscription.hasEnded()) {
            end(subscription, theirs.oursOr(SubscriptionStatus.CANCELLED), from, reason);
        } else if (subscription.hasEnded() && theirs == SeenStatus.LIVE) {
            goOn(subscription, seen, from, reason);
        } else {
            throw new Refused(
                    "repair-unfit",
                    "Whether " + subscription + " is suspended changes nothing of what is owed; adopt what the provider"
                            + " says, or send ours again");
        }
    }

    private void end(Subscription subscription, SubscriptionStatus as, LocalDate from, String reason) {
        requireDay(subscription, from, false);
        if (subscription.quantity() > 0) {
            ledger.append(subscription, LedgerEntry.ended(from, reason).by(-subscription.quantity()));
        }
        ledger.move(subscription, as, reason);
    }

    private void goOn(Subscription subscription, SeenSubscription seen, LocalDate from, String reason) {
        if (replacements.isReplaced(subscription)) {
            throw new Refused(
                    "repair-unfit", subscription + " goes on as another subscription; its days would be billed twice");
        }
        requireDay(subscription, from, false);
        ledger.append(
                subscription,
                LedgerEntry.asked(SubscriptionEvent.ACTIVATE, from, reason)
                        .settledHere()
                        .by(seen.quantity() - subscription.quantity()));
        subscription.committedUntil(seen.commitmentEnd(), seen.autoRenew());
        ledger.move(subscription, SubscriptionStatus.ACTIVE, reason);
    }

    /** Product and term set the price, so they are corrected together. */
    private void terms(Subscription subscription, SeenSubscription seen, LocalDate from, String reason) {
        var edit = SeenEdit.of(subscription, seen);
        if (!edit.reprices()) {
            throw same(subscription, "product and term");
        }
        requireDay(subscription, from, true);
        var product = products.find(seen.provider(), seen.partNumber())
                .orElseThrow(() -> new Refused(
                        "product-unknown",
                        "Product '" + seen.partNumber() + "' is not in the catalog; load the price sheet of "
                                + seen.provider() + " that has it"));
        var now = subscription.commitment();
        var term = seen.termOr(now.term());
        ledger.append(
                subscription,
                LedgerEntry.corrected(from, reason).to(product.id()).at(price(subscription, product.id(), term, from)));
        subscription.takesRulesOf(product);
        if (edit.changesTerm()) {
            subscription.recommit(now.as(term, seen.billingPlanOr(now.billingPlan())));
            subscription.committedUntil(seen.commitmentEnd(), now.autoRenew());
        }
    }

    /** Where there is none the old one goes on, and a finding says so. */
    private @Nullable Price price(Subscription subscription, UUID product, String term, LocalDate from) {
        var contract = subscription.owner().billingContractId();
        if (contract == null) {
            return null;
        }
        var price = prices.findPrice(new Sale(
                subscription.toString(),
                product,
                subscription.price().salesUnit(),
                term,
                from,
                contracts.get(contract),
                null));
        return price.isKnown() ? price : null;
    }

    /** Days before a price was set would be billed at one that they never had. */
    private void requireDay(Subscription subscription, LocalDate from, boolean reprices) {
        var written = ledger.of(subscription);
        var first = written.get(0).effectiveDate();
        if (from.isAfter(calendar.today()) || from.isBefore(first)) {
            throw new Refused(
                    "invalid-day",
                    "A correction from " + from + " is outside the life of " + subscription + "; give a day from "
                            + first + " to " + calendar.today());
        }
        var border = reprices ? LedgerChecks.latest(written) : ProviderDates.latestPrice(written);
        if (from.isBefore(border)) {
            throw new Refused(
                    "out-of-order",
                    "A correction from " + from + " would bill days at a price that they never had; give " + border
                            + " or a later day");
        }
    }

    private static Refused same(Subscription subscription, String what) {
        return new Refused("nothing-to-correct", subscription + " has " + what + " already");
    }
}
