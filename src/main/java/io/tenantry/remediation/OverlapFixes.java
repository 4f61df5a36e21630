package io.tenantry.remediation;

import io.tenantry.catalog.Products;
import io.tenantry.catalog.QuantityReduction;
import io.tenantry.contract.BillingContracts;
import io.tenantry.invoicing.BillingRuns;
import io.tenantry.invoicing.DraftReviews;
import io.tenantry.shared.BusinessCalendar;
import io.tenantry.subscription.AddOns;
import io.tenantry.subscription.Correction;
import io.tenantry.subscription.SubscriptionMoves;
import io.tenantry.subscription.SubscriptionView;
import io.tenantry.subscription.Subscriptions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Sets apart what lies over each other: a subscription and its successor, two contracts, the rules of a tree. */
@Component
class OverlapFixes implements FixMaker {

    private final SubscriptionMoves moves;
    private final Subscriptions subscriptions;
    private final BillingContracts contracts;
    private final DraftReviews reviews;
    private final BillingRuns runs;
    private final Products products;
    private final BusinessCalendar calendar;

    OverlapFixes(
            SubscriptionMoves moves,
            Subscriptions subscriptions,
            BillingContracts contracts,
            DraftReviews reviews,
            BillingRuns runs,
            Products products,
            BusinessCalendar calendar) {
        this.moves = moves;
        this.subscriptions = subscriptions;
        this.contracts = contracts;
        this.reviews = reviews;
        this.runs = runs;
        this.products = products;
        this.calendar = calendar;
    }

    @Override
    public Map<Fix, Consumer<FixOrder>> fixes() {
        return Map.of(
                Fix.END_REPLACED, this::endReplaced,
                Fix.MOVE_TO_CONTRACT, this::moveToContract,
                Fix.ALIGN_RULES, this::alignRules);
    }

    /**
     * Ten monthly seats since 1 June became ten annual ones on 16 June: the old ones are owed for 15 days, the new ones
     * from the 16th on. Drafts that say otherwise are made anew.
     */
    private void endReplaced(FixOrder order) {
        var successor = subscriptions.get(order.given("new").orElseGet(() -> order.known(Fact.REPLACED_NEW)));
        var old = subscriptions.get(order.given("old").orElseGet(() -> order.known(Fact.REPLACED_OLD)));
        moves.replaced(successor.number(), old.number(), new AddOns.Act(order.reason(), successor.version()));
        for (var contract : contractsOf(old, successor)) {
            var review = reviews.get(contract);
            if (!review.drafts().isEmpty()) {
                reviews.voidDrafts(contract, review.version(), order.reason(), null);
                runs.request(calendar.today(), List.of(contract));
            }
        }
    }

    private static List<String> contractsOf(SubscriptionView one, SubscriptionView other) {
        return Stream.of(one.contractNumber(), other.contractNumber())
                .flatMap(Stream::ofNullable)
                .distinct()
                .sorted()
                .toList();
    }

    private void moveToContract(FixOrder order) {
        var from = contracts.get(order.known(Fact.CONTRACT_NUMBER));
        subscriptions.moveAll(
                from.number(), contracts.get(order.text("contract")).number(), order.reason());
    }

    /** The product is corrected for all that is sold from now on; of what is sold already, the one that was named. */
    private void alignRules(FixOrder order) {
        var own = subscriptions.get(order.known(Fact.SUBSCRIPTION_NUMBER));
        var linked = subscriptions.get(order.known(Fact.LINKED_STRICTEST));
        var product = products.get(linked.provider(), linked.partNumber());
        var behavior = own.quantityReductionBehavior();
        products.change(
                linked.provider(),
                linked.partNumber(),
                new Products.ProductRules(
                        new QuantityReduction(
                                behavior == null ? null : QuantityReduction.Behavior.valueOf(behavior),
                                own.quantityReductionWindow()),
                        product.active(),
                        null,
                        product.version()));
        subscriptions.correct(
                linked.number(), new Correction(null, null, linked.partNumber(), null, order.reason()), null);
    }
}
