package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import io.tenantry.catalog.Products;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what a person wants into a planned change, or refuses with the reason. Writes nothing. */
@Component
class ChangePlanning {

    /** The longest term there is: a later day is a mistyped year. */
    private static final int YEARS_AHEAD = 3;

    private final Products products;
    private final LedgerCalendar calendar;

    ChangePlanning(Products products, LedgerCalendar calendar) {
        this.products = products;
        this.calendar = calendar;
    }

    PlannedChange plan(Subscription subscription, ChangeCommand command) {
        requireReason(command.reason());
        var delta = delta(subscription, command);
        var day = effectiveDate(subscription, command);
        var product = product(subscription, command);
        var deactivates = command.kind() == ChangeCommand.Kind.DEACTIVATE;
        return new PlannedChange(
                deactivates ? SubscriptionEvent.DEACTIVATE : SubscriptionEvent.UPDATE,
                delta,
                product,
                price(subscription, command),
                !deactivates || command.refund(),
                day,
                day.isAfter(calendar.today()) ? calendar.provisionOn(day, delta) : calendar.now(),
                command.reason());
    }

    static void requireReason(String reason) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing", "Say why; the reason is kept with the change");
        }
    }

    private static int delta(Subscription subscription, ChangeCommand command) {
        return switch (command.kind()) {
            case DEACTIVATE -> -subscription.quantity();
            case PRICE, PRODUCT -> 0;
            case QUANTITY -> quantityDelta(subscription, command.quantity(), command.quantityDelta());
        };
    }

    private static int quantityDelta(Subscription subscription, @Nullable Integer total, @Nullable Integer wanted) {
        if ((total == null) == (wanted == null)) {
            throw new Refused("invalid-quantity", "Give either the new quantity or by how much it changes");
        }
        var delta = total == null ? wanted.longValue() : (long) total - subscription.quantity();
        var after = subscription.quantity() + delta;
        if (after < 1 || after > Subscription.MAX_QUANTITY) {
            throw new Refused(
                    "invalid-quantity",
                    subscription + " has quantity " + subscription.quantity() + " and would have " + after
                            + "; give 1 to " + Subscription.MAX_QUANTITY + ", or deactivate it");
        }
        if (delta == 0) {
            throw new Refused("no-change", subscription + " has quantity " + subscription.quantity() + " already");
        }
        return (int) delta;
    }

    private LocalDate effectiveDate(Subscription subscription, ChangeCommand command) {
        var today = calendar.today();
        return switch (command.effective()) {
            case IMMEDIATE ->
                requireInForce(
                        subscription, laterOf(today, subscription.commitment().startDate()));
            case ON_DATE -> requireInForce(subscription, requireDate(command.effectiveDate(), today));
            case ON_RENEWAL -> renewal(subscription, today);
        };
    }

    private static LocalDate requireDate(@Nullable LocalDate date, LocalDate today) {
        if (date == null) {
            throw new Refused("invalid-effective-date", "A change on a date needs the date");
        }
        if (date.isAfter(today.plusYears(YEARS_AHEAD))) {
            throw new Refused(
                    "invalid-effective-date",
                    "Effective date " + date + " lies more than " + YEARS_AHEAD + " years ahead; give "
                            + today.plusYears(YEARS_AHEAD) + " at the latest");
        }
        return date;
    }

    /** What is changed before it starts, changes as it starts. */
    private static LocalDate laterOf(LocalDate today, LocalDate start) {
        return start.isAfter(today) ? start : today;
    }

    private static LocalDate requireInForce(Subscription subscription, LocalDate day) {
        var commitment = subscription.commitment();
        if (day.isBefore(commitment.startDate())) {
            throw new Refused(
                    "invalid-effective-date",
                    "Effective date " + day + " lies before the start of " + subscription + " on "
                            + commitment.startDate() + "; give that day or a later one");
        }
        if (commitment.endDate() != null && day.isAfter(commitment.endDate())) {
            throw new Refused(
                    "invalid-effective-date",
                    "Effective date " + day + " lies after the end of " + subscription + " on " + commitment.endDate());
        }
        return day;
    }

    private static LocalDate renewal(Subscription subscription, LocalDate today) {
        var commitment = subscription.commitment();
        if (!commitment.autoRenew()) {
            throw new Refused(
                    "does-not-renew", subscription + " does not renew (auto-renew is off); give a date instead");
        }
        return commitment
                .renewals()
                .nextRenewal(today)
                .orElseThrow(() -> new Refused(
                        "does-not-renew", subscription + " has no term, so it never renews; give a date instead"));
    }

    private @Nullable UUID product(Subscription subscription, ChangeCommand command) {
        if (command.kind() != ChangeCommand.Kind.PRODUCT) {
            return null;
        }
        var partNumber = command.partNumber() == null ? "" : command.partNumber();
        var provider = subscription.atProvider().provider();
        var product = products.find(provider, partNumber)
                .filter(ProductView::active)
                .orElseThrow(() -> new Refused(
                        "product-unknown",
                        "Product '" + partNumber + "' of " + provider
                                + " is not sold; load the provider's price sheet, or choose another product"));
        if (product.id().equals(subscription.productId())) {
            throw new Refused("no-change", subscription + " is " + product.title() + " already");
        }
        return product.id();
    }

    private static @Nullable BigDecimal price(Subscription subscription, ChangeCommand command) {
        var price = command.unitPrice();
        if (price == null) {
            if (command.kind() == ChangeCommand.Kind.PRICE) {
                throw new Refused("invalid-price", "A change of price needs the new price of one sales unit");
            }
            return null;
        }
        requireSameCurrency(subscription, price);
        return price.amount();
    }

    private static void requireSameCurrency(Subscription subscription, Money price) {
        var present = subscription.price();
        if (!present.isKnown()) {
            throw new Refused(
                    "price-missing",
                    subscription + " has no price yet; correct it (POST /api/v1/subscriptions/" + subscription.number()
                            + "/corrections) instead of changing its price");
        }
        if (!price.currency().getCurrencyCode().equals(present.currency())) {
            throw new Refused(
                    "invalid-price",
                    subscription + " is sold in " + present.currency() + ", not in "
                            + price.currency().getCurrencyCode());
        }
    }
}
