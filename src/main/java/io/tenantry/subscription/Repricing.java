package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives a subscription a price or product that it should have had, by appending to its ledger.
 *
 * <p>Where no price was known, the new one counts from the first day that had none, and every change is worth something
 * from its own day on: ten seats from 1 January and five more from 20 January, priced at 12.00 later, owe 120.00 and
 * 60.00 × 12/31 = 23.23 in January and 180.00 from February on. Four seats that were given back on 20 January are not
 * charged from then on; nothing is refunded by that, because nothing was billed. Where a price was known, the new one
 * counts from the latest change on.
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
        var from = subscription.price().isKnown() ? LedgerChecks.latest(written) : LedgerChecks.unpricedFrom(written);
        ledger.append(
                subscription, LedgerEntry.corrected(from, reason).to(productId).at(price));
    }
}
