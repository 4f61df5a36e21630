package io.tenantry.subscription;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change that is about to be appended.
 *
 * @param productId null leaves the product as it is
 * @param price null leaves the price as it is
 * @param actor null is who acts now
 * @param follows the change of another subscription that causes it
 * @param instruction what the provider is told besides quantity and product
 * @param undoes the change of the same subscription that it takes back, of which then nothing is left
 */
record LedgerEntry(
        SubscriptionEvent event,
        LocalDate effectiveDate,
        String reason,
        int quantityDelta,
        @Nullable UUID productId,
        @Nullable Price price,
        boolean refund,
        ChangeSource source,
        ProvisioningStatus provisioningStatus,
        @Nullable String actor,
        @Nullable UUID follows,
        @Nullable TermInstruction instruction,
        @Nullable UUID undoes) {

    /** Asked for by a person, and to be told to the provider. */
    static LedgerEntry asked(SubscriptionEvent event, LocalDate effectiveDate, String reason) {
        return new LedgerEntry(
                event,
                effectiveDate,
                reason,
                0,
                null,
                null,
                true,
                ChangeSource.PORTAL,
                ProvisioningStatus.AWAITING_PROVISIONING,
                null,
                null,
                null,
                null);
    }

    /** Happened at the provider, who need not be told. */
    static LedgerEntry seen(SubscriptionEvent event, LocalDate effectiveDate, String reason) {
        return asked(event, effectiveDate, reason).settled(ChangeSource.PROVIDER);
    }

    /** Puts our own books right; the provider need not be told. */
    static LedgerEntry corrected(LocalDate effectiveDate, String reason) {
        return asked(SubscriptionEvent.UPDATE, effectiveDate, reason).settled(ChangeSource.SYSTEM);
    }

    /** Ends by itself, at the provider too. */
    static LedgerEntry ended(LocalDate effectiveDate, String reason) {
        return asked(SubscriptionEvent.DEACTIVATE, effectiveDate, reason).settled(ChangeSource.SYSTEM);
    }

    /** Done already; it only has to be written down. */
    LedgerEntry settledHere() {
        return settled(ChangeSource.SYSTEM);
    }

    /** Caused by the change of a linked child; the provider has to be told of it. */
    static LedgerEntry caused(SubscriptionEvent event, LocalDate effectiveDate, String reason) {
        var asked = asked(event, effectiveDate, reason);
        return new LedgerEntry(
                event,
                effectiveDate,
                reason,
                0,
                null,
                null,
                true,
                ChangeSource.SYSTEM,
                asked.provisioningStatus(),
                null,
                null,
                null,
                null);
    }

    LedgerEntry by(int delta) {
        return new LedgerEntry(
                event,
                effectiveDate,
                reason,
                delta,
                productId,
                price,
                refund,
                source,
                provisioningStatus,
                actor,
                follows,
                instruction,
                undoes);
    }

    LedgerEntry to(@Nullable UUID product) {
        return new LedgerEntry(
                event,
                effectiveDate,
                reason,
                quantityDelta,
                product,
                price,
                refund,
                source,
                provisioningStatus,
                actor,
                follows,
                instruction,
                undoes);
    }

    LedgerEntry at(@Nullable Price newPrice) {
        return new LedgerEntry(
                event,
                effectiveDate,
                reason,
                quantityDelta,
                productId,
                newPrice,
                refund,
                source,
                provisioningStatus,
                actor,
                follows,
                instruction,
                undoes);
    }

    LedgerEntry refunding(boolean mayRefund) {
        return new LedgerEntry(
                event,
                effectiveDate,
                reason,
                quantityDelta,
                productId,
                price,
                mayRefund,
                source,
                provisioningStatus,
                actor,
                follows,
                instruction,
                undoes);
    }

    /** Caused by a change of the parent; the provider has to be told of both. */
    LedgerEntry following(LicenseChange change) {
        return following(change.id());
    }

    LedgerEntry following(UUID change) {
        return new LedgerEntry(
                event,
                effectiveDate,
                reason,
                quantityDelta,
                productId,
                price,
                refund,
                ChangeSource.SYSTEM,
                provisioningStatus,
                actor,
                change,
                instruction,
                undoes);
    }

    LedgerEntry instructing(TermInstruction what) {
        return new LedgerEntry(
                event,
                effectiveDate,
                reason,
                quantityDelta,
                productId,
                price,
                refund,
                source,
                provisioningStatus,
                actor,
                follows,
                what,
                undoes);
    }

    /** Takes back what another change said, for our own books only. */
    LedgerEntry undoing(LicenseChange change) {
        return new LedgerEntry(
                event,
                effectiveDate,
                reason,
                -change.quantityDelta(),
                productId,
                price,
                true,
                ChangeSource.SYSTEM,
                ProvisioningStatus.NOT_APPLICABLE,
                actor,
                null,
                null,
                change.id());
    }

    LedgerEntry askedBy(String name) {
        return new LedgerEntry(
                event,
                effectiveDate,
                reason,
                quantityDelta,
                productId,
                price,
                refund,
                source,
                provisioningStatus,
                name,
                follows,
                instruction,
                undoes);
    }

    private LedgerEntry settled(ChangeSource by) {
        return new LedgerEntry(
                event,
                effectiveDate,
                reason,
                quantityDelta,
                productId,
                price,
                refund,
                by,
                ProvisioningStatus.NOT_APPLICABLE,
                actor,
                follows,
                instruction,
                undoes);
    }
}
