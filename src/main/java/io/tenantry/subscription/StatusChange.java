package io.tenantry.subscription;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who moved which status from where to where, when and why. Never changed. */
@Entity
class StatusChange {

    enum Kind {
        SUBSCRIPTION,
        PROVISIONING,
        BILLING,
        SCHEDULED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "status_change_id")
    @SequenceGenerator(name = "status_change_id", sequenceName = "status_change_id", allocationSize = 50)
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "subscription_id")
    private @Nullable Subscription subscription;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "license_change_id")
    private @Nullable LicenseChange licenseChange;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "scheduled_license_change_id")
    private @Nullable ScheduledLicenseChange scheduledLicenseChange;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private @Nullable String fromStatus;
    private String toStatus;
    private String actor;
    private String reason;
    private Instant at;

    protected StatusChange() {}

    private StatusChange(Kind kind, StatusMove move, Authorship author) {
        this.kind = kind;
        fromStatus = move.from() == null ? null : move.from().name();
        toStatus = move.to().name();
        reason = move.reason();
        actor = author.actor();
        at = author.at();
    }

    static StatusChange of(Subscription subject, StatusMove move, Authorship author) {
        var change = new StatusChange(Kind.SUBSCRIPTION, move, author);
        change.subscription = subject;
        return change;
    }

    static StatusChange of(LicenseChange subject, StatusMove move, Authorship author) {
        var change =
                new StatusChange(move.to() instanceof BillingStatus ? Kind.BILLING : Kind.PROVISIONING, move, author);
        change.licenseChange = subject;
        return change;
    }

    static StatusChange of(ScheduledLicenseChange subject, StatusMove move, Authorship author) {
        var change = new StatusChange(Kind.SCHEDULED, move, author);
        change.scheduledLicenseChange = subject;
        return change;
    }

    StatusChangeView view() {
        return new StatusChangeView(kind.name(), fromStatus, toStatus, actor, reason, at);
    }
}
