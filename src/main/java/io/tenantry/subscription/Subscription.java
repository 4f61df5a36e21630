package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import io.tenantry.contract.BillingContractView;
import io.tenantry.decision.QuantityChangeWindow;
import io.tenantry.shared.Ids;
import io.tenantry.shared.Refused;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a customer has licensed. Quantity, product and price are the running sum of its license changes. */
@Entity
class Subscription {

    static final int MAX_QUANTITY = 1_000_000;

    private static final Set<SubscriptionStatus> ENDED =
            EnumSet.of(SubscriptionStatus.INACTIVE, SubscriptionStatus.CANCELLED, SubscriptionStatus.EXPIRED);

    @Id
    private UUID id;

    private String number;
    private String name;

    @Enumerated(EnumType.STRING)
    private SubscriptionStatus status;

    @Embedded
    private @Nullable Owner owner;

    @Embedded
    private AtProvider atProvider;

    private @Nullable UUID productId;
    private int quantity;

    @Embedded
    private @Nullable Price price;

    @Embedded
    private Commitment commitment;

    @Embedded
    private Appearance appearance;

    @Embedded
    private @Nullable ReductionRule reductionRule;

    @Embedded
    private Bond bond;

    @Embedded
    private @Nullable Outlook outlook;

    private @Nullable UUID linkedToId;

    @Enumerated(EnumType.STRING)
    private ChangeSource channel;

    private @Nullable Instant provisionedAt;
    private int changeCount;

    @Version
    private @Nullable Long version;

    protected Subscription() {}

    Subscription(SubscriptionDraft draft) {
        id = Ids.next();
        number = draft.number();
        name = draft.name();
        owner = draft.owner();
        atProvider = draft.atProvider();
        commitment = draft.commitment();
        appearance = draft.appearance();
        bond = Bond.to(draft.parentId());
        outlook = Outlook.NONE;
        channel = draft.channel();
        provisionedAt = draft.provisionedAt();
        status =
                channel == ChangeSource.PROVIDER ? SubscriptionStatus.ACTIVE : SubscriptionStatus.AWAITING_PROVISIONING;
        if (draft.product() != null) {
            takesRulesOf(draft.product());
        }
    }

    /** Appends to the ledger, and is the running sum afterwards. */
    LicenseChange append(String changeNumber, LedgerEntry entry, Authorship author) {
        quantity = quantityAfter(entry.quantityDelta());
        if (entry.productId() != null) {
            productId = entry.productId();
        }
        if (entry.price() != null) {
            price = entry.price();
        }
        changeCount++;
        return new LicenseChange(this, changeNumber, entry, author);
    }

    /** @throws Refused if nothing of that quantity can be licensed */
    int quantityAfter(int delta) {
        var after = (long) quantity + delta;
        if (after < 0 || after > MAX_QUANTITY) {
            throw new Refused(
                    "invalid-quantity",
                    "Subscription " + number + " has quantity " + quantity + "; a change by " + delta + " leaves "
                            + after + ", which is not between 0 and " + MAX_QUANTITY);
        }
        return (int) after;
    }

    /** Part number and reduction rules are the product's; the product itself moves with a license change. */
    void takesRulesOf(ProductView product) {
        atProvider = atProvider.withPart(product.providerPartNumber());
        reductionRule = ReductionRule.of(product);
    }

    void orderedAs(String partNumber) {
        atProvider = atProvider.withPart(partNumber);
    }

    /** For another tenant of its customer. */
    void orderedFor(UUID account) {
        atProvider = atProvider.ofTenant(account);
    }

    void belongsTo(UUID customer) {
        owner = new Owner(customer, owner().billingContractId(), owner().priceListId());
    }

    /** To another customer, whose contract is yet to be found. */
    void goesTo(UUID customer) {
        owner = new Owner(customer, null, null);
    }

    void attachTo(BillingContractView contract) {
        owner = new Owner(contract.customerId(), contract.id(), contract.priceListId());
    }

    /** The caller keeps the history. */
    void hangOn(@Nullable Subscription parent, @Nullable Integer ratio) {
        bond = bond.with(parent == null ? null : parent.id, ratio);
    }

    void billAt(BillAt where) {
        bond = bond.billed(where);
    }

    void appear(Appearance how) {
        appearance = how;
    }

    void lookAhead(Outlook ahead) {
        outlook = ahead;
    }

    /** Is provisioned by a linked parent from now on: each of its changes goes there by its delta. */
    void linkTo(Subscription linkedParent) {
        linkedToId = linkedParent.id;
    }

    /** Moves on; the caller keeps the history. */
    void become(SubscriptionStatus next) {
        status = next;
    }

    void provisioned(Instant at) {
        provisionedAt = at;
    }

    void knownAtProviderAs(@Nullable String orderId, @Nullable String subscriptionId) {
        atProvider = atProvider.knownAs(orderId, subscriptionId);
    }

    /** Where the provider has not told when its term ends, that is computed as soon as something depends on it. */
    void knowItsTermEnd(LocalDate today) {
        if (commitment.commitmentEnd() == null) {
            commitment
                    .renewals()
                    .nextRenewal(today.plusDays(1))
                    .ifPresent(renewal -> committedUntil(renewal.minusDays(1), commitment.autoRenew()));
        }
    }

    void renews(boolean byItself) {
        commitment = commitment.renewing(byItself);
        if (!byItself) {
            outlook = outlook().renewingTo(null);
        }
    }

    /** The terms that it goes on with, from the day on which it does. */
    void recommit(Commitment next) {
        commitment = next;
    }

    /** The provider's subscription is another one here now. */
    void noLongerAtProvider() {
        atProvider = atProvider.unknown();
    }

    void committedUntil(@Nullable LocalDate end, boolean renews) {
        commitment = commitment.until(end, renews);
    }

    /** Whether nothing is licensed by it any more. */
    boolean hasEnded() {
        return ENDED.contains(status);
    }

    /** The first renewal from a day on; empty where it ends with its term. */
    Optional<LocalDate> nextRenewal(LocalDate from) {
        return commitment.autoRenew() ? commitment.renewals().nextRenewal(from) : Optional.empty();
    }

    /**
     * What the reduction window wants to know for a change that reaches the provider on {@code day}. With the Create
     * change provisioned on 3 March, 10 March is day 7.
     */
    QuantityChangeWindow.Question reduction(int delta, LocalDate day, LedgerCalendar calendar) {
        return new QuantityChangeWindow.Question(
                delta,
                reductionRule().quantityReductionBehavior(),
                reductionRule().quantityReductionWindow(),
                provisionedAt == null ? null : ChronoUnit.DAYS.between(calendar.dayOf(provisionedAt), day),
                commitment
                        .renewals()
                        .lastRenewal(day)
                        .map(renewal -> ChronoUnit.DAYS.between(renewal, day))
                        .orElse(null));
    }

    @Override
    public String toString() {
        return "Subscription " + number + " (" + name + ")";
    }

    UUID id() {
        return id;
    }

    String number() {
        return number;
    }

    String name() {
        return name;
    }

    SubscriptionStatus status() {
        return status;
    }

    Owner owner() {
        return owner == null ? Owner.NOBODY : owner;
    }

    AtProvider atProvider() {
        return atProvider;
    }

    @Nullable
    UUID productId() {
        return productId;
    }

    int quantity() {
        return quantity;
    }

    Price price() {
        return price == null ? Price.unknown(null) : price;
    }

    Commitment commitment() {
        return commitment;
    }

    Appearance appearance() {
        return appearance;
    }

    ReductionRule reductionRule() {
        return reductionRule == null ? ReductionRule.NONE : reductionRule;
    }

    @Nullable
    UUID parentId() {
        return bond.parentId();
    }

    Bond bond() {
        return bond;
    }

    Outlook outlook() {
        return outlook == null ? Outlook.NONE : outlook;
    }

    /** The parent that provisions it, for a linked subscription. */
    @Nullable
    UUID linkedToId() {
        return linkedToId;
    }

    ChangeSource channel() {
        return channel;
    }

    @Nullable
    Instant provisionedAt() {
        return provisionedAt;
    }

    int changeCount() {
        return changeCount;
    }

    long version() {
        return version == null ? 0 : version;
    }
}
