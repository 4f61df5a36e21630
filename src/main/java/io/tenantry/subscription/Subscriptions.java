package io.tenantry.subscription;

import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.BillingContracts;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The subscriptions: ordering, adopting and reading them. Quantities and prices change through {@link LicenseChanges}. */
@Service
@Transactional
public class Subscriptions {

    private final Ledger ledger;
    private final SubscriptionOrdering ordering;
    private final Corrections corrections;
    private final Adoption adoption;
    private final LedgerSnapshots snapshots;
    private final Comparison comparison;
    private final Attachment attachment;
    private final Turns turns;
    private final Waits waits;
    private final SellingPrices prices;
    private final Repricing repricing;
    private final BillingContracts contracts;
    private final SubscriptionViews views;
    private final LedgerTrail trail;

    Subscriptions(
            Ledger ledger,
            SubscriptionOrdering ordering,
            Corrections corrections,
            Adoption adoption,
            LedgerSnapshots snapshots,
            Comparison comparison,
            Attachment attachment,
            Turns turns,
            Waits waits,
            SellingPrices prices,
            Repricing repricing,
            BillingContracts contracts,
            SubscriptionViews views,
            LedgerTrail trail) {
        this.ledger = ledger;
        this.ordering = ordering;
        this.corrections = corrections;
        this.adoption = adoption;
        this.snapshots = snapshots;
        this.comparison = comparison;
        this.attachment = attachment;
        this.turns = turns;
        this.waits = waits;
        this.prices = prices;
        this.repricing = repricing;
        this.contracts = contracts;
        this.views = views;
        this.trail = trail;
    }

    /**
     * Orders a subscription or add-on: it awaits provisioning, and so does its Create change. Publishes
     * {@link SubscriptionRequested}.
     *
     * @throws Refused if account, contract, product, unit, currency, price, quantity, date or parent forbid it; then
     *     nothing is written
     */
    public SubscriptionView create(NewSubscription order) {
        return create(order, Placement.ALONE);
    }

    /** The same for one that follows its parent by a ratio, or is billed on its parent's line. */
    public SubscriptionView create(NewSubscription order, Placement placement) {
        var subscription = ordering.place(order, placement);
        waits.untilItsDay(ledger.creationOf(subscription));
        trail.acted(
                subscription.number(),
                "subscription-ordered",
                "",
                Map.of("partNumber", order.partNumber(), "quantity", order.quantity(), "from", order.startDate()));
        return views.get(subscription.number());
    }

    @Transactional(readOnly = true)
    public SubscriptionView get(String number) {
        return views.get(number);
    }

    /** Those of a filter, by number. */
    @Transactional(readOnly = true)
    public Page<SubscriptionView> all(SubscriptionFilter filter, Paging paging) {
        return views.all(filter, paging);
    }

    /**
     * The decisions whether it can be sold are asked for anew, so that whatever stopped its order before is over: its
     * Create change waits for its day, or for nothing.
     */
    public void decidedAnew(String subscriptionNumber) {
        waits.anew(ledger.creationOf(ledger.subscription(subscriptionNumber)));
    }

    /** Facts for the decisions unit-matching, currency-matching and price-coverage. */
    @Transactional(readOnly = true)
    public SalesFacts salesFacts(String subscriptionNumber) {
        var subscription = ledger.subscription(subscriptionNumber);
        var contract = subscription.owner().billingContractId();
        if (contract == null) {
            throw new Refused(
                    "contract-missing",
                    subscription + " has no billing contract; map its provider account and attach a contract");
        }
        return prices.quote(new Sale(
                        subscription.toString(),
                        subscription.productId(),
                        subscription.price().salesUnit(),
                        subscription.commitment().term(),
                        repricing.dayOf(subscription),
                        contracts.get(contract),
                        subscription.price().perUnit()))
                .facts();
    }

    /**
     * Whether an add-on's parent is provisioned. Locks the parent until the transaction ends, so that the answer cannot
     * go stale before a process waits for the parent. While it is not, the add-on's Create change says so.
     */
    public Turn parentTurn(String subscriptionNumber) {
        var subscription = ledger.subscription(subscriptionNumber);
        var turn = turns.ofAddOn(subscription);
        waits.follow(ledger.creationOf(subscription).number(), turn);
        return turn;
    }

    /**
     * Puts right what kept it from being sold. A changed price or product is appended to the ledger as a change of
     * quantity 0. Publishes {@link SubscriptionCorrected}.
     *
     * @param version of the subscription as the caller read it; null corrects whatever there is
     * @throws Refused if it still cannot be sold like that; then nothing is written
     */
    public SubscriptionView correct(String number, Correction correction, @Nullable Long version) {
        var subscription = ledger.lock(number);
        if (version != null) {
            Stale.check(subscription.toString(), version, subscription.version());
        }
        corrections.correct(subscription, correction);
        return views.get(subscription.number());
    }

    /**
     * Moves all that is in force on a contract to another one of its customer, at that contract's prices: the one was set
     * up wrongly, and nothing was ever invoiced by it.
     *
     * @return their numbers
     * @throws Refused if the contract was invoiced, or one of them cannot be sold on the other; then none moves
     */
    public List<String> moveAll(String fromContract, String toContract, String reason) {
        return corrections.moveAll(contracts.get(fromContract), toContract, reason);
    }

    /** Attaches the customer's subscriptions that have no contract to its only default contract; returns how many. */
    public int attachToDefaultContract(UUID customerId) {
        return attachment.toDefaultContract(customerId);
    }

    /** Attaches subscriptions to a contract of their customer, which may be another than its default; returns their numbers. */
    public List<String> attach(Collection<UUID> ids, BillingContractView contract) {
        return attachment.to(ids, contract);
    }

    /** How the subscriptions of these tenants stand, to be taken before their provider is asked. */
    @Transactional(readOnly = true)
    public LedgerSnapshot snapshot(Collection<UUID> accountIds) {
        return snapshots.of(accountIds);
    }

    /**
     * Adopts what exists at the provider and is unknown here, with a Create change of source PROVIDER that is Not
     * Applicable for provisioning; takes over what was changed there as an Update change. What was touched here since the
     * snapshot, or is on its way to the provider, is left alone. Repeating it with the same facts changes nothing.
     */
    public AdoptionOutcome adopt(List<SeenSubscription> seen, LedgerSnapshot snapshot) {
        return adoption.adopt(seen, snapshot);
    }

    /**
     * The same where the facts are as fresh as can be.
     *
     * @return how many changes were written
     */
    public int adopt(List<SeenSubscription> seen) {
        return adoption.adopt(seen, null).changes().size();
    }

    /**
     * What the provider and the ledger still say differently, apart from what is under way.
     *
     * @param wholly the tenants of which everything was read, so that what is not among it is missing there
     */
    public List<SeenDifference> differences(String provider, List<SeenSubscription> seen, Collection<UUID> wholly) {
        return comparison.of(provider, seen, wholly);
    }
}
