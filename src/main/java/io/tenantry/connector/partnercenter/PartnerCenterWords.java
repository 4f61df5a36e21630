package io.tenantry.connector.partnercenter;

import io.tenantry.connector.partnercenter.PartnerCenterResources.CustomTermEndDate;
import io.tenantry.connector.partnercenter.PartnerCenterResources.MadeCart;
import io.tenantry.connector.partnercenter.PartnerCenterResources.NextProduct;
import io.tenantry.connector.partnercenter.PartnerCenterResources.Subscription;
import io.tenantry.provider.CustomTermEnd;
import io.tenantry.provider.NextTerm;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.provider.RefundWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates Partner Center's words into ours and back. */
final class PartnerCenterWords {

    private static final Set<String> BILLING_PLANS = Set.of("MONTHLY", "ANNUAL", "TRIENNIAL");
    private static final List<String> TERMS = List.of("P1M", "P1Y", "P3Y");

    private PartnerCenterWords() {}

    static ProviderSubscription subscription(Subscription wire) {
        return new ProviderSubscription(
                wire.id(),
                orEmpty(wire.orderId()),
                partNumber(wire.offerId()),
                nameOf(wire),
                wire.seats(),
                orEmpty(wire.status()).toLowerCase(Locale.ROOT),
                orEmpty(wire.termDuration()),
                billingPlan(wire.billingCycle()),
                wire.autoRenewEnabled(),
                wire.isTrial(),
                startOf(wire),
                commitmentEnd(wire),
                emptyToNull(wire.parentSubscriptionId()),
                refundable(wire),
                instantOrNull(wire, wire.cancellationAllowedUntilDate()),
                nextTerm(wire),
                null);
    }

    /** Seats whose end of window is not said are left out: we could not tell when it is too late. */
    private static List<RefundWindow> refundable(Subscription wire) {
        var refundable = wire.refundableQuantity();
        if (refundable == null || refundable.details() == null) {
            return List.of();
        }
        return refundable.details().stream()
                .filter(seats -> seats.quantity() > 0 && emptyToNull(seats.allowedUntilDateTime()) != null)
                .map(seats -> new RefundWindow(
                        seats.quantity(), instant(subject(wire), orEmpty(seats.allowedUntilDateTime()))))
                .sorted(Comparator.comparing(RefundWindow::until))
                .toList();
    }

    /** What the schedule does not say stays as it is in the present term. */
    private static @Nullable NextTerm nextTerm(Subscription wire) {
        var scheduled = wire.scheduledNextTermInstructions();
        if (scheduled == null) {
            return null;
        }
        var product = Objects.requireNonNullElse(scheduled.product(), new NextProduct(null, null, null, null));
        var end = instantOrNull(wire, scheduled.customTermEndDate());
        return new NextTerm(
                product.productId() == null
                        ? partNumber(wire.offerId())
                        : product.productId() + ":" + orEmpty(product.skuId()),
                Objects.requireNonNullElse(scheduled.quantity(), wire.seats()),
                Objects.requireNonNullElse(product.termDuration(), orEmpty(wire.termDuration())),
                billingPlan(product.billingCycle() == null ? wire.billingCycle() : product.billingCycle()),
                end == null ? null : LocalDate.ofInstant(end, ZoneOffset.UTC));
    }

    /** {@code CFQ7TTC0LH18:0001:CFQ7TTC0K971} is {@code CFQ7TTC0LH18:0001}; an old offer's GUID stays as it is. */
    static String partNumber(@Nullable String offer) {
        var offerId = orEmpty(offer);
        var lastPart = offerId.lastIndexOf(':');
        return lastPart > offerId.indexOf(':') ? offerId.substring(0, lastPart) : offerId;
    }

    static String billingCycle(String billingPlan) {
        return billingPlan.toLowerCase(Locale.ROOT);
    }

    private static String billingPlan(@Nullable String billingCycle) {
        var plan = orEmpty(billingCycle).toUpperCase(Locale.ROOT);
        return BILLING_PLANS.contains(plan) ? plan : "";
    }

    /** Whether one term is shorter than another; what is no term of Partner Center's is not. */
    static boolean isShorter(@Nullable String term, String other) {
        var length = TERMS.indexOf(orEmpty(term).toUpperCase(Locale.ROOT));
        return length >= 0 && length < TERMS.indexOf(other);
    }

    private static String nameOf(Subscription wire) {
        var friendly = orEmpty(wire.friendlyName());
        return friendly.isBlank() ? orEmpty(wire.offerName()) : friendly;
    }

    static CustomTermEnd customTermEnd(CustomTermEndDate wire) {
        return new CustomTermEnd(
                day("co-termination day", wire.allowedCustomTermEndDate()),
                wire.cotermSubscriptionIds() == null ? List.of() : wire.cotermSubscriptionIds());
    }

    static Instant creationOf(MadeCart cart) {
        var written = emptyToNull(cart.creationTimestamp());
        if (written == null) {
            throw new ProviderUnavailable("Partner Center does not say when it made cart " + cart.id());
        }
        return instant("cart", written);
    }

    private static Instant startOf(Subscription wire) {
        var start = emptyToNull(wire.effectiveStartDate());
        var written = start == null ? wire.creationDate() : start;
        if (written == null) {
            throw new ProviderUnavailable("Partner Center's subscription " + wire.id()
                    + " has neither effectiveStartDate nor creationDate; look at it there");
        }
        return instant(subject(wire), written);
    }

    private static @Nullable LocalDate commitmentEnd(Subscription wire) {
        var end = instantOrNull(wire, wire.commitmentEndDate());
        return end == null ? null : LocalDate.ofInstant(end, ZoneOffset.UTC);
    }

    private static @Nullable Instant instantOrNull(Subscription wire, @Nullable String written) {
        var present = emptyToNull(written);
        return present == null ? null : instant(subject(wire), present);
    }

    /** The day in UTC, by which Partner Center counts. */
    static LocalDate day(String subject, String written) {
        return LocalDate.ofInstant(instant(subject, written), ZoneOffset.UTC);
    }

    /** Partner Center thinks in UTC and leaves the zone out now and then. */
    static Instant instant(String subject, String written) {
        try {
            var time = DateTimeFormatter.ISO_DATE_TIME.parseBest(written, OffsetDateTime::from, LocalDateTime::from);
            return time instanceof OffsetDateTime zoned
                    ? zoned.toInstant()
                    : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException unreadable) {
            throw new ProviderUnavailable(
                    "Partner Center's " + subject + " has the date '" + written
                            + "', which is not ISO 8601; look at it there",
                    unreadable);
        }
    }

    private static String subject(Subscription wire) {
        return "subscription " + wire.id();
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
