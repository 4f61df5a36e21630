package io.tenantry.subscription;

import io.tenantry.catalog.BundleView;
import io.tenantry.catalog.Bundles;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders bundles: the whole tree at once or nothing. A part of which there are 5 for each is ordered 25 times for 5
 * bundles, and follows the bundle by that ratio from then on. Provisioning best practices §4.
 */
@Service
@Transactional
public class BundleOrders {

    private final Bundles bundles;
    private final SubscriptionOrdering ordering;
    private final SellingPrices prices;
    private final Buyers buyers;
    private final LedgerTrail trail;
    private final SubscriptionTrees trees;

    BundleOrders(
            Bundles bundles,
            SubscriptionOrdering ordering,
            SellingPrices prices,
            Buyers buyers,
            LedgerTrail trail,
            SubscriptionTrees trees) {
        this.bundles = bundles;
        this.ordering = ordering;
        this.prices = prices;
        this.buyers = buyers;
        this.trail = trail;
        this.trees = trees;
    }

    /**
     * Orders a bundle with all its parts. Publishes {@link SubscriptionRequested} for each.
     *
     * @throws Refused if the bundle is not published, or one of the orders is refused; then nothing is ordered
     */
    public TreeView order(NewBundleOrder order) {
        var bundle = requirePublished(order.bundlePartNumber());
        var price = order.rollUp() ? rollUp(order, bundle) : order.unitPrice();
        var top = ordering.place(
                line(order, bundle.partNumber(), order.quantity(), null)
                        .with(price, true, true)
                        .order(),
                new Placement(Bundles.PROVIDER, null, BillAt.SELF));
        addParts(order, bundle, top);
        trail.acted(
                top.number(),
                "bundle-ordered",
                "",
                Map.of("bundle", bundle.partNumber(), "quantity", order.quantity(), "from", order.startDate()));
        return trees.of(top);
    }

    private void addParts(NewBundleOrder order, BundleView bundle, Subscription top) {
        var placed = new HashMap<Integer, Subscription>();
        for (var part : bundle.parts()) {
            var above = part.above() == null ? top : Objects.requireNonNull(placed.get(part.above()));
            var quantity = Math.multiplyExact(above.quantity(), part.quantity());
            var child = ordering.place(
                    line(order, part.partNumber(), quantity, above.number())
                            .with(null, part.billable(), part.showOnInvoice())
                            .order(),
                    new Placement(part.provider(), part.quantity(), BillAt.SELF));
            placed.put(part.position(), child);
            if (part.provider().equals(Bundles.PROVIDER)) {
                addParts(order, requirePublished(part.partNumber()), child);
            }
        }
    }

    /** What all parts without a price of their own would cost for one bundle, in the bundle's sales unit. */
    private @Nullable Money rollUp(NewBundleOrder order, BundleView bundle) {
        Money sum = null;
        var each = new HashMap<Integer, Integer>();
        for (var part : bundle.parts()) {
            var above = part.above() == null ? 1 : Objects.requireNonNull(each.get(part.above()));
            var quantity = Math.multiplyExact(above, part.quantity());
            each.put(part.position(), quantity);
            if (!part.billable()) {
                var cost = priceOf(order, part).times(quantity);
                sum = sum == null ? cost : sum.plus(cost);
            }
        }
        return sum;
    }

    private Money priceOf(NewBundleOrder order, BundleView.Part part) {
        var buyer = buyers.require(order.providerAccountNumber(), order.contractNumber());
        var price = prices.require(prices.quote(new Sale(
                part.title() + " (" + part.partNumber() + ")",
                part.productId(),
                order.salesUnit(),
                order.term(),
                order.startDate(),
                buyer.contract(),
                null)));
        return Objects.requireNonNull(price.perUnit());
    }

    private BundleView requirePublished(String partNumber) {
        var bundle = bundles.get(partNumber);
        if (bundle.publishedAt() == null) {
            throw new Refused(
                    "bundle-not-published",
                    "Bundle " + partNumber + " (" + bundle.title() + ") is not published yet; publish it first");
        }
        return bundle;
    }

    private static Line line(NewBundleOrder order, String partNumber, int quantity, @Nullable String parent) {
        return new Line(order, partNumber, quantity, parent, null, true, true);
    }

    private record Line(
            NewBundleOrder bundle,
            String partNumber,
            int quantity,
            @Nullable String parent,
            @Nullable Money price,
            boolean billable,
            boolean showOnInvoice) {

        Line with(@Nullable Money agreed, boolean costs, boolean printed) {
            return new Line(bundle, partNumber, quantity, parent, agreed, costs, printed);
        }

        NewSubscription order() {
            return new NewSubscription(
                    bundle.providerAccountNumber(),
                    partNumber,
                    null,
                    bundle.contractNumber(),
                    quantity,
                    bundle.salesUnit(),
                    bundle.term(),
                    bundle.billingPlan(),
                    price,
                    bundle.startDate(),
                    bundle.autoRenew(),
                    parent,
                    billable,
                    showOnInvoice,
                    bundle.displayOnPortal());
        }
    }
}
