package io.tenantry.connector.partnercenter;

import io.tenantry.connector.partnercenter.PartnerCenterResources.Cart;
import io.tenantry.connector.partnercenter.PartnerCenterResources.CartLine;
import io.tenantry.connector.partnercenter.PartnerCenterResources.Checkout;
import io.tenantry.connector.partnercenter.PartnerCenterResources.MadeCart;
import io.tenantry.connector.partnercenter.PartnerCenterResources.Order;
import io.tenantry.connector.partnercenter.PartnerCenterResources.OrderLine;
import io.tenantry.provider.AlreadyPlaced;
import io.tenantry.provider.LicenseOrder;
import io.tenantry.provider.PlacedOrder;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.ProviderUnavailable;
import java.net.HttpURLConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Buys in two steps, a cart and its checkout, so that a lost answer never leads to a second order. */
final class PartnerCenterOrders {

    private static final Set<String> DEAD_ORDERS = Set.of("cancelled", "error", "po review rejected");

    private final PartnerCenterApi api;
    private final PartnerCenterErrors errors;
    private final PartnerCenterCatalog catalog;
    private final PartnerCenterSubscriptions subscriptions;

    PartnerCenterOrders(
            PartnerCenterApi api,
            PartnerCenterErrors errors,
            PartnerCenterCatalog catalog,
            PartnerCenterSubscriptions subscriptions) {
        this.api = api;
        this.errors = errors;
        this.catalog = catalog;
        this.subscriptions = subscriptions;
    }

    /** An add-on is a line like any other: Partner Center finds its base by the tenant's subscriptions. */
    String prepare(LicenseOrder order) {
        var item = catalog.itemOf(order.partNumber(), order.term(), order.billingPlan(), order.country());
        var line = new CartLine(
                0,
                item,
                order.friendlyName(),
                order.quantity(),
                PartnerCenterWords.billingCycle(order.billingPlan()),
                order.term(),
                null);
        var requestId = RequestIds.derived(order.requestId(), "cart of " + item);
        var cart = api.createCart(order.tenantId(), requestId, new Cart(List.of(line)));
        for (var answered : cart.lineItems()) {
            var error = answered.error();
            if (error != null) {
                throw errors.error(
                        HttpURLConnection.HTTP_BAD_REQUEST,
                        Objects.requireNonNullElse(error.errorCode(), "cart-line"),
                        Objects.requireNonNullElse(error.errorDescription(), "the cart's line is in error"));
            }
        }
        return reference(order, cart);
    }

    private static String reference(LicenseOrder order, MadeCart cart) {
        if (cart.id() == null) {
            throw new ProviderUnavailable("Partner Center made a cart for " + order.partNumber() + " without an id");
        }
        var created = PartnerCenterWords.creationOf(cart);
        return PreparedCart.of(cart.id(), created, order.partNumber(), order.quantity())
                .reference();
    }

    PlacedOrder place(String tenantId, String prepared, String requestId) {
        var cart = PreparedCart.parse(prepared).cartId();
        var checkout = api.checkout(tenantId, cart, RequestIds.guid(requestId));
        var orders = checkout.orders();
        if (orders == null || orders.isEmpty()) {
            throw refused(cart, checkout);
        }
        return placed(orders.get(0));
    }

    /**
     * By the orders, which show what was accepted and is not provisioned yet, and which name the quantity that was
     * ordered whatever became of it since; and by the subscriptions, since the list of orders lags behind.
     */
    List<PlacedOrder> boughtLike(String tenantId, String prepared) {
        var cart = PreparedCart.parse(prepared);
        try {
            var wanted = cart.content() == null ? contentOf(api.cart(tenantId, cart.cartId())) : cart.content();
            var alike = new LinkedHashMap<String, PlacedOrder>();
            api.orders(tenantId).all().stream()
                    .filter(order -> isLike(order, wanted))
                    .forEach(order -> alike.put(order.id(), placed(order)));
            subscriptions.of(tenantId).stream()
                    .filter(bought -> isLike(bought, wanted))
                    .forEach(bought -> alike.putIfAbsent(
                            bought.orderId().isEmpty() ? bought.subscriptionId() : bought.orderId(),
                            new PlacedOrder(bought.orderId(), bought.subscriptionId())));
            return List.copyOf(alike.values());
        } catch (AlreadyPlaced | ProviderRejected unreadable) {
            // A cart that cannot be read tells nothing of its order: that must not pass for a refusal of the order.
            throw new ProviderUnavailable(
                    "What became of cart " + cart.cartId() + " cannot be told: " + unreadable.getMessage(), unreadable);
        }
    }

    /** A cart of ours has one line. */
    private static PreparedCart.Content contentOf(MadeCart cart) {
        return cart.lineItems().stream()
                .findFirst()
                .map(line -> new PreparedCart.Content(
                        PartnerCenterWords.creationOf(cart),
                        PartnerCenterWords.partNumber(line.catalogItemId()),
                        line.quantity()))
                .orElseThrow(() -> new ProviderUnavailable("Partner Center's cart " + cart.id() + " has no lines"));
    }

    private static boolean isLike(ProviderSubscription bought, PreparedCart.Content wanted) {
        return !bought.startedAt().isBefore(wanted.createdAt())
                && bought.partNumber().equals(wanted.partNumber())
                && bought.quantity() == wanted.quantity();
    }

    /** One that is dead is none; one that does not say when it was made may be it. */
    private static boolean isLike(Order order, PreparedCart.Content wanted) {
        var made = order.creationDate();
        return !isDead(order)
                && (made == null
                        || !PartnerCenterWords.instant("order " + order.id(), made)
                                .isBefore(wanted.createdAt()))
                && Stream.ofNullable(order.lineItems())
                        .flatMap(List::stream)
                        .anyMatch(line -> line.quantity() == wanted.quantity()
                                && PartnerCenterWords.partNumber(line.offerId()).equals(wanted.partNumber()));
    }

    /**
     * Orders show up a while after they were placed: one that is not there yet is no refusal. Nor is a look that is
     * refused: only the order itself can say that it is dead, or it would be placed a second time.
     */
    PlacedOrder order(String tenantId, String orderId) {
        return placed(look(tenantId, orderId));
    }

    private Order look(String tenantId, String orderId) {
        try {
            return api.order(tenantId, orderId);
        } catch (PartnerCenterErrors.Missing notYet) {
            throw new ProviderUnavailable(
                    "Partner Center does not show order " + orderId + " of tenant " + tenantId + " yet", notYet);
        } catch (ProviderRejected unseen) {
            throw new ProviderUnavailable(
                    "What became of order " + orderId + " of tenant " + tenantId + " cannot be told: "
                            + unseen.getMessage(),
                    unseen);
        }
    }

    private RuntimeException refused(String cart, Checkout checkout) {
        return Stream.ofNullable(checkout.orderErrors())
                .flatMap(List::stream)
                .findFirst()
                .map(problem -> errors.error(
                        HttpURLConnection.HTTP_BAD_REQUEST,
                        Objects.requireNonNullElse(problem.code(), "checkout"),
                        Objects.requireNonNullElse(problem.description(), "the checkout failed")))
                .orElseGet(() -> new ProviderUnavailable(
                        "Partner Center checked out cart " + cart + " with neither an order nor an error"));
    }

    private static PlacedOrder placed(Order order) {
        if (isDead(order)) {
            var status = statusOf(order);
            throw new ProviderRejected("order-" + status.replace(' ', '-'), "Order " + order.id() + " is " + status);
        }
        var subscription = Stream.ofNullable(order.lineItems())
                .flatMap(List::stream)
                .map(OrderLine::subscriptionId)
                .filter(Objects::nonNull)
                .findFirst();
        return new PlacedOrder(order.id(), subscription.orElse(null));
    }

    private static boolean isDead(Order order) {
        return DEAD_ORDERS.contains(statusOf(order));
    }

    private static String statusOf(Order order) {
        return Objects.requireNonNullElse(order.status(), "").toLowerCase(Locale.ROOT);
    }
}
