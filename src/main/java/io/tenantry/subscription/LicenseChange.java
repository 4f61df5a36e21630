package io.tenantry.subscription;

import io.tenantry.shared.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the change ledger (LCL). What it says of the change is written once; only its two statuses and what the
 * provider answered move.
 */
@Entity
class LicenseChange {

    private static final Set<WaitingFor> ON_ITS_WAY =
            EnumSet.of(WaitingFor.EFFECTIVE_DATE, WaitingFor.EARLIER_CHANGE, WaitingFor.PROVIDER_PENDING);

    @Id
    private UUID id;

    private String number;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "subscription_id")
    private Subscription subscription;

    private int sequence;

    @Enumerated(EnumType.STRING)
    private SubscriptionEvent event;

    private int quantityDelta;
    private int quantityAfter;
    private @Nullable UUID productId;

    @Embedded
    private @Nullable Price price;

    private boolean setsPrice;

    private LocalDate effectiveDate;

    @Enumerated(EnumType.STRING)
    private ChangeSource source;

    private String actor;
    private String reason;
    private Instant createdAt;
    private boolean refund;

    @Enumerated(EnumType.STRING)
    private ProvisioningStatus provisioningStatus;

    @Enumerated(EnumType.STRING)
    private BillingStatus billingStatus;

    private @Nullable UUID followsId;

    @Embedded
    private @Nullable TermInstruction instruction;

    @Enumerated(EnumType.STRING)
    private @Nullable SubscriptionStatus foundStatus;

    private UUID providerRequestId;
    private @Nullable String preparedOrder;
    private @Nullable String providerMessage;
    private @Nullable Instant provisionedAt;

    /** Written by {@link Waits}; here as it was when the change was read. */
    @Column(insertable = false, updatable = false)
    @Enumerated(EnumType.STRING)
    private @Nullable WaitingFor waitingFor;

    private @Nullable UUID pushedById;

    private @Nullable UUID undoesId;

    @Embedded
    private @Nullable FormerTerm formerTerm;

    private @Nullable UUID anewForId;

    @Version
    private @Nullable Long version;

    protected LicenseChange() {}

    LicenseChange(Subscription changed, String number, LedgerEntry entry, Authorship author) {
        id = Ids.next();
        this.number = number;
        subscription = changed;
        sequence = changed.changeCount();
        event = entry.event();
        quantityDelta = entry.quantityDelta();
        quantityAfter = changed.quantity();
        productId = changed.productId();
        price = changed.price();
        setsPrice = entry.price() != null || sequence == 1;
        effectiveDate = entry.effectiveDate();
        source = entry.source();
        actor = author.actor();
        reason = entry.reason();
        createdAt = author.at();
        refund = entry.refund();
        followsId = entry.follows();
        instruction = entry.instruction();
        undoesId = entry.undoes();
        foundStatus = changed.status();
        formerTerm = instructs(Instruction.TRIAL_TO_PAID) ? FormerTerm.of(changed.commitment()) : null;
        provisioningStatus = entry.provisioningStatus();
        billingStatus = BillingStatus.ACTIVE;
        providerRequestId = UUID.randomUUID();
    }

    /** The linked child's change that it provisions; once and for all. */
    void pushedBy(LicenseChange child) {
        pushedById = child.id;
    }

    /** The status of its subscription before it; unknown of those from before that was kept. */
    SubscriptionStatus foundStatus() {
        return foundStatus == null ? SubscriptionStatus.ACTIVE : foundStatus;
    }

    /** The change that was undone and is made anew by it; once and for all. */
    void standsFor(LicenseChange undone) {
        anewForId = undone.id;
    }

    /** Keeps the reference of the prepared order, so that a repeat places that one and no second. */
    void orderPrepared(String reference) {
        preparedOrder = reference;
    }

    void provisioned(Instant at) {
        provisioningStatus = ProvisioningStatus.PROVISIONED;
        provisionedAt = at;
        providerMessage = null;
    }

    /** A definite no: the next try is a new intent, with a request id and an order of its own. */
    void failed(String words) {
        provisioningStatus = ProvisioningStatus.FAILED_PROVISIONING;
        providerMessage = words;
        providerRequestId = UUID.randomUUID();
        preparedOrder = null;
    }

    /** The request id stays: if the outcome of an earlier try is unknown, the provider still recognises it. */
    void requeue() {
        provisioningStatus = ProvisioningStatus.AWAITING_PROVISIONING;
    }

    /** An order that the provider has not got starts on another day. */
    void takesEffectOn(LocalDate day) {
        effectiveDate = day;
    }

    void notApplicable() {
        provisioningStatus = ProvisioningStatus.NOT_APPLICABLE;
    }

    void bill(BillingStatus status) {
        billingStatus = status;
    }

    /** Whether it changes neither quantity nor anything else that the provider would have to be told. */
    boolean isSettledCorrection() {
        return quantityDelta == 0
                && instruction == null
                && event == SubscriptionEvent.UPDATE
                && provisioningStatus == ProvisioningStatus.NOT_APPLICABLE;
    }

    /**
     * Whether it cannot get to the provider by itself: it failed, or waits for something that a person or another has
     * to do. One that is on its way is merely waited for.
     */
    boolean needsHelp() {
        return provisioningStatus == ProvisioningStatus.FAILED_PROVISIONING
                || waitingFor != null && !ON_ITS_WAY.contains(waitingFor);
    }

    /** Whether all tries to reach the provider ended without an answer. */
    boolean isStuck() {
        return provisioningStatus == ProvisioningStatus.AWAITING_PROVISIONING
                && waitingFor == WaitingFor.PROVIDER_UNREACHABLE;
    }

    /** Whether the provider has to hear of it from us: it was asked for here, or follows a change that was. */
    boolean isOurs() {
        return source == ChangeSource.PORTAL || followsId != null || pushedById != null;
    }

    /** Whether the provider was told something by it that an earlier change would undo. */
    boolean supersedes(LicenseChange earlier) {
        return quantityDelta != 0 || isOurs() && (instruction != null || !Objects.equals(productId, earlier.productId));
    }

    /** Whether the customer owes more by it, or gets something: what is given back or ended needs nobody's credit. */
    boolean owesMore() {
        return instructs(Instruction.MOVE)
                || event != SubscriptionEvent.DEACTIVATE
                        && quantityDelta >= 0
                        && (instruction == null || !instruction.instruction().owesLess());
    }

    /** Whether it starts a subscription with seats that another one gives up; that one's change is told to the provider. */
    boolean entersByAMove() {
        return event == SubscriptionEvent.CREATE && followsId != null;
    }

    /** Whether the provider has yet to confirm it, or has refused it. */
    boolean isOpen() {
        return !provisioningStatus.isSettled();
    }

    boolean is(SubscriptionEvent kind) {
        return event == kind;
    }

    @Override
    public String toString() {
        return "License change " + number + " of " + subscription.number();
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

    int sequence() {
        return sequence;
    }

    SubscriptionEvent event() {
        return event;
    }

    int quantityDelta() {
        return quantityDelta;
    }

    int quantityAfter() {
        return quantityAfter;
    }

    @Nullable
    UUID productId() {
        return productId;
    }

    Price price() {
        return price == null ? Price.unknown(null) : price;
    }

    /** Whether a price of its own came with it. */
    boolean setsPrice() {
        return setsPrice;
    }

    LocalDate effectiveDate() {
        return effectiveDate;
    }

    ChangeSource source() {
        return source;
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

    boolean refund() {
        return refund;
    }

    ProvisioningStatus provisioningStatus() {
        return provisioningStatus;
    }

    BillingStatus billingStatus() {
        return billingStatus;
    }

    /** The parent's change that caused it. */
    @Nullable
    UUID followsId() {
        return followsId;
    }

    @Nullable
    TermInstruction instruction() {
        return instruction;
    }

    boolean instructs(Instruction what) {
        return instruction != null && instruction.instruction() == what;
    }

    /** The change that it takes back; null where it says something of its own. */
    @Nullable
    UUID undoesId() {
        return undoesId;
    }

    /** The term before a trial's conversion; null for all else. */
    @Nullable
    FormerTerm formerTerm() {
        return formerTerm;
    }

    /** The undone change in whose place it stands; null where it stands in none. */
    @Nullable
    UUID anewForId() {
        return anewForId;
    }

    UUID providerRequestId() {
        return providerRequestId;
    }

    @Nullable
    String preparedOrder() {
        return preparedOrder;
    }

    @Nullable
    String providerMessage() {
        return providerMessage;
    }

    @Nullable
    Instant provisionedAt() {
        return provisionedAt;
    }

    long version() {
        return version == null ? 0 : version;
    }
}
