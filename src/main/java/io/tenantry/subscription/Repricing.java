package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives a subscription a price or product that it should have had, by appending to its ledger.
 *
 * <p>Where no price was known, every change counts again at the price, each from its own day: ten seats from 1 January
 * and five more from 1 March, priced at 12.00 later, owe 120.00 from January and 60.00 more from March. Where a price
 * was known, the new one counts from the latest change on.
 */
@Component
class Repricing {

    private final Ledger ledger;
    private final LedgerCalendar calendar;

    Repricing(Ledger ledger, LedgerCalendar calendar) {
        this.ledger = ledger;
        this.calendar = calendar;
    }

    /** The day whose price list item applies: what was found at the provider takes the price of the day it is sold here. */
    LocalDate dayOf(Subscription subscription) {
        return subscription.channel() == ChangeSource.PROVIDER
                ? calendar.today()
                : subscription.commitment().startDate();
    }

    void apply(Subscription subscription, @Nullable ProductView product, Price price, String reason) {
        var productId = product == null ? null : product.id();
        if (price.sameAs(subscription.price()) && Objects.equals(productId, subscription.productId())) {
            return;
        }
        var written = ledger.of(subscription);
        if (subscription.price().isKnown() || written.size() == 1) {
            ledger.append(
                    subscription,
                    LedgerEntry.corrected(LedgerChecks.latest(written), reason)
                            .to(productId)
                            .at(price));
            return;
        }
        restate(
                subscription,
                written,
                LedgerEntry.corrected(calendar.today(), reason).to(productId).at(price));
    }

    /** Takes all back at no price, which is worth nothing, and enters it again at the price. */
    private void restate(Subscription subscription, List<LicenseChange> written, LedgerEntry pattern) {
        var first = written.get(0);
        ledger.append(
                subscription,
                LedgerEntry.corrected(first.effectiveDate(), "Takes back what had no price: " + pattern.reason())
                        .by(-subscription.quantity()));
        for (var change : written) {
            if (change.quantityDelta() != 0) {
                var again = ledger.append(
                        subscription,
                        LedgerEntry.corrected(
                                        change.effectiveDate(), "Prices " + change.number() + ": " + pattern.reason())
                                .by(change.quantityDelta())
                                .to(pattern.productId())
                                .at(pattern.price())
                                .refunding(change.refund()));
                again.bill(change.billingStatus());
            }
        }
    }
}
