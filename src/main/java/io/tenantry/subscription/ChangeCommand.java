package io.tenantry.subscription;

import io.tenantry.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants a subscription to change.
 *
 * @param quantity the new total, for QUANTITY and ACTIVATE; or use the delta
 * @param quantityDelta signed, for QUANTITY; or use the total
 * @param unitPrice the new price of one sales unit, for PRICE, and for PRODUCT where the price list's is not meant
 * @param partNumber of the new product, for PRODUCT
 * @param refund whether a DEACTIVATE may be credited, if the contract allows refunds
 * @param effectiveDate the day, for ON_DATE
 * @param provisionOn day on which the provider is told, for a scheduled change; null tells it on the effective date
 * @param version of the subscription as the caller read it; null changes whatever there is
 */
public record ChangeCommand(
        String subscriptionNumber,
        Kind kind,
        @Nullable Integer quantity,
        @Nullable Integer quantityDelta,
        @Nullable Money unitPrice,
        @Nullable String partNumber,
        boolean refund,
        Effective effective,
        @Nullable LocalDate effectiveDate,
        @Nullable LocalDate provisionOn,
        String reason,
        @Nullable Long version) {

    /** One that the provider is told of as it takes effect. */
    public ChangeCommand(
            String subscriptionNumber,
            Kind kind,
            @Nullable Integer quantity,
            @Nullable Integer quantityDelta,
            @Nullable Money unitPrice,
            @Nullable String partNumber,
            boolean refund,
            Effective effective,
            @Nullable LocalDate effectiveDate,
            String reason,
            @Nullable Long version) {
        this(
                subscriptionNumber,
                kind,
                quantity,
                quantityDelta,
                unitPrice,
                partNumber,
                refund,
                effective,
                effectiveDate,
                null,
                reason,
                version);
    }

    public enum Kind {
        QUANTITY,
        PRICE,
        PRODUCT,
        ACTIVATE,
        DEACTIVATE
    }

    public enum Effective {
        IMMEDIATE,
        ON_DATE,
        ON_RENEWAL
    }

    /** A new total, now. */
    public static ChangeCommand quantity(String subscriptionNumber, int total, String reason) {
        return new ChangeCommand(
                subscriptionNumber,
                Kind.QUANTITY,
                total,
                null,
                null,
                null,
                true,
                Effective.IMMEDIATE,
                null,
                reason,
                null);
    }

    /** A new price of one sales unit, now. */
    public static ChangeCommand price(String subscriptionNumber, Money unitPrice, String reason) {
        return new ChangeCommand(
                subscriptionNumber,
                Kind.PRICE,
                null,
                null,
                unitPrice,
                null,
                true,
                Effective.IMMEDIATE,
                null,
                reason,
                null);
    }

    /** Another product of the same family, now, at the price list's price. */
    public static ChangeCommand product(String subscriptionNumber, String partNumber, String reason) {
        return new ChangeCommand(
                subscriptionNumber,
                Kind.PRODUCT,
                null,
                null,
                null,
                partNumber,
                true,
                Effective.IMMEDIATE,
                null,
                reason,
                null);
    }

    /** What was deactivated here comes back with a quantity, now. */
    public static ChangeCommand activate(String subscriptionNumber, int total, String reason) {
        return new ChangeCommand(
                subscriptionNumber,
                Kind.ACTIVATE,
                total,
                null,
                null,
                null,
                true,
                Effective.IMMEDIATE,
                null,
                reason,
                null);
    }

    /** The end of it, now. */
    public static ChangeCommand deactivate(String subscriptionNumber, boolean refund, String reason) {
        return new ChangeCommand(
                subscriptionNumber,
                Kind.DEACTIVATE,
                null,
                null,
                null,
                null,
                refund,
                Effective.IMMEDIATE,
                null,
                reason,
                null);
    }

    public ChangeCommand on(LocalDate date) {
        return new ChangeCommand(
                subscriptionNumber,
                kind,
                quantity,
                quantityDelta,
                unitPrice,
                partNumber,
                refund,
                Effective.ON_DATE,
                date,
                provisionOn,
                reason,
                version);
    }

    /** The provider is told on a day of its own. */
    public ChangeCommand toldOn(LocalDate day) {
        return new ChangeCommand(
                subscriptionNumber,
                kind,
                quantity,
                quantityDelta,
                unitPrice,
                partNumber,
                refund,
                effective,
                effectiveDate,
                day,
                reason,
                version);
    }
}
