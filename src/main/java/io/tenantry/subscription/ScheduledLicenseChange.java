package io.tenantry.subscription;

import io.tenantry.shared.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change that is wanted on a later day (SLCL). On that day it is merged: archived, with a license change. */
@Entity
class ScheduledLicenseChange {

    @Id
    private UUID id;

    private String number;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "subscription_id")
    private Subscription subscription;

    @Enumerated(EnumType.STRING)
    private SubscriptionEvent changeType;

    private int quantityDelta;
    private @Nullable UUID productId;
    private @Nullable BigDecimal unitPrice;
    private boolean refund;
    private LocalDate effectiveDate;
    private Instant mergeOn;
    private Instant provisionOn;

    @Enumerated(EnumType.STRING)
    private ScheduledStatus status;

    @Enumerated(EnumType.STRING)
    private @Nullable MergeCause cause;

    private @Nullable String message;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "license_change_id")
    private @Nullable LicenseChange licenseChange;

    private String actor;
    private String reason;
    private Instant createdAt;

    @Version
    private @Nullable Long version;

    protected ScheduledLicenseChange() {}

    ScheduledLicenseChange(Subscription subject, String number, PlannedChange plan, Authorship author) {
        id = Ids.next();
        this.number = number;
        subscription = subject;
        changeType = plan.event();
        productId = plan.productId();
        become(plan);
        status = ScheduledStatus.PENDING;
        actor = author.actor();
        reason = plan.reason();
        createdAt = author.at();
    }

    /** Who planned it first stays its author; who moves or corrects it is in the audit. */
    private void become(PlannedChange plan) {
        quantityDelta = plan.quantityDelta();
        unitPrice = plan.unitPrice();
        refund = plan.refund();
        effectiveDate = plan.effectiveDate();
        mergeOn = plan.mergeOn();
        provisionOn = plan.provisionOn();
    }

    void edit(PlannedChange plan) {
        become(plan);
    }

    void merged(LicenseChange into) {
        status = ScheduledStatus.ARCHIVED;
        licenseChange = into;
        message = null;
        cause = null;
    }

    void mergeFailed(MergeCause why, String words) {
        status = ScheduledStatus.MERGE_FAILED;
        cause = why;
        message = words;
    }

    void retry() {
        status = ScheduledStatus.PENDING;
        message = null;
        cause = null;
    }

    void cancel() {
        status = ScheduledStatus.CANCELLED;
        cause = null;
    }

    /** Whether its time has come: the process is merging it. */
    boolean isDue(Instant now) {
        return status == ScheduledStatus.PENDING && !mergeOn.isAfter(now);
    }

    boolean isOpen() {
        return status == ScheduledStatus.PENDING || status == ScheduledStatus.MERGE_FAILED;
    }

    /** A deactivation gives back whatever there is on its day. */
    int deltaNow() {
        return changeType == SubscriptionEvent.DEACTIVATE ? -subscription.quantity() : quantityDelta;
    }

    @Override
    public String toString() {
        return "Scheduled license change " + number + " of " + subscription.number();
    }

    UUID id() {
        return id;
    }

    String number() {
        return number;
    }

    Subscription subscription() {
        return subscription;
    }

    SubscriptionEvent changeType() {
        return changeType;
    }

    int quantityDelta() {
        return quantityDelta;
    }

    @Nullable
    UUID productId() {
        return productId;
    }

    @Nullable
    BigDecimal unitPrice() {
        return unitPrice;
    }

    boolean refund() {
        return refund;
    }

    LocalDate effectiveDate() {
        return effectiveDate;
    }

    Instant mergeOn() {
        return mergeOn;
    }

    Instant provisionOn() {
        return provisionOn;
    }

    ScheduledStatus status() {
        return status;
    }

    @Nullable
    MergeCause cause() {
        return cause;
    }

    @Nullable
    String message() {
        return message;
    }

    @Nullable
    LicenseChange licenseChange() {
        return licenseChange;
    }

    String actor() {
        return actor;
    }

    String reason() {
        return reason;
    }

    Instant createdAt() {
        return createdAt;
    }

    long version() {
        return version == null ? 0 : version;
    }
}
