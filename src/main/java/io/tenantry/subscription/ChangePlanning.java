package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import io.tenantry.catalog.Products;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import java.time.Instant;
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
        var dates = dates(day, command.provisionOn(), delta);
        return new PlannedChange(
                event(command.kind()),
                delta,
                product,
                price(subscription, command),
                !deactivates || command.refund(),
                day,
                dates.mergeOn(),
                dates.provisionOn(),
                command.reason());
    }

    /**
     * A scheduled change as it is to be from now on. What the caller leaves open stays; the provider is told on the
     * effective date again if that moves.
     */
    PlannedChange replan(ScheduledLicenseChange scheduled, ScheduledChangeEdit edit) {
        requireReason(edit.reason());
        var subscription = scheduled.subscription();
        var day = edit.effectiveDate() == null
                ? scheduled.effectiveDate()
                : requireScheduled(requireInForce(subscription, requireDate(edit.effectiveDate(), calendar.today())));
        var delta =
                edit.quantityDelta() == null ? scheduled.deltaNow() : requireQuantity(scheduled, edit.quantityDelta());
        var price = edit.unitPrice();
        if (price != null) {
            requireSameCurrency(subscription, price);
        }
        var keepsDates = edit.effectiveDate() == null && edit.provisionOn() == null;
        var dates = keepsDates
                ? new Dates(scheduled.mergeOn(), scheduled.provisionOn())
                : dates(day, edit.provisionOn(), delta);
        return new PlannedChange(
                scheduled.changeType(),
                delta,
                scheduled.productId(),
                price == null ? scheduled.unitPrice() : price.amount(),
                edit.refund() == null ? scheduled.refund() : edit.refund(),
                day,
                dates.mergeOn(),
                dates.provisionOn(),
                edit.reason());
    }

    /** When a scheduled change takes effect, and when the provider is told. */
    private record Dates(Instant mergeOn, Instant provisionOn) {}

    private Dates dates(LocalDate day, @Nullable LocalDate provisionOn, int delta) {
        if (!day.isAfter(calendar.today())) {
            if (provisionOn != null && provisionOn.isAfter(calendar.today())) {
                throw new Refused(
                        "invalid-effective-date",
                        "A change that takes effect on " + day
                                + " goes to the provider at once; leave Provision On out, or schedule the change");
            }
            return new Dates(calendar.now(), calendar.now());
        }
        var effective = calendar.provisionOn(day, delta);
        var told = provisionOn == null ? effective : toldOn(provisionOn, delta);
        return new Dates(told.isBefore(effective) ? told : effective, told);
    }

    private Instant toldOn(LocalDate day, int delta) {
        requireDate(day, calendar.today());
        if (!day.isAfter(calendar.today())) {
            throw new Refused(
                    "invalid-effective-date",
                    "Provision On " + day + " of a scheduled change is not in the future; give "
                            + calendar.today().plusDays(1) + " or a later day");
        }
        return calendar.provisionOn(day, delta);
    }

    private LocalDate requireScheduled(LocalDate day) {
        if (!day.isAfter(calendar.today())) {
            throw new Refused(
                    "invalid-effective-date",
                    "Effective date " + day + " of a scheduled change is not in the future; give "
                            + calendar.today().plusDays(1) + " or a later day, or cancel it and change at once");
        }
        return day;
    }

    private static int requireQuantity(ScheduledLicenseChange scheduled, int delta) {
        if (scheduled.changeType() == SubscriptionEvent.DEACTIVATE) {
            throw new Refused(
                    "invalid-quantity",
                    scheduled + " gives back all there is on its day; it has no quantity to change");
        }
        return delta == scheduled.quantityDelta() ? delta : quantityDelta(scheduled.subscription(), null, delta);
    }

    static SubscriptionEvent event(ChangeCommand.Kind kind) {
        return switch (kind) {
            case ACTIVATE -> SubscriptionEvent.ACTIVATE;
            case DEACTIVATE -> SubscriptionEvent.DEACTIVATE;
            default -> SubscriptionEvent.UPDATE;
        };
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
            case QUANTITY, ACTIVATE -> quantityDelta(subscription, command.quantity(), command.quantityDelta());
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

    static LocalDate requireInForce(Subscription subscription, LocalDate day) {
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
        requireProduct(subscription);
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

    /** What nobody here knows cannot be exchanged for something else: the provider would be told nothing of it. */
    static void requireProduct(Subscription subscription) {
        if (subscription.productId() == null) {
            throw new Refused(
                    "product-unknown",
                    subscription + " is '" + subscription.atProvider().providerPartNumber()
                            + "', which is no product of the catalog; set its product first (POST /api/v1/subscriptions/"
                            + subscription.number() + "/corrections), then change it");
        }
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
