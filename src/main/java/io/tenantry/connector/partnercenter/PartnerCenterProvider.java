package io.tenantry.connector.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.connector.partnercenter.PartnerCenterApi.Cart;
import io.tenantry.connector.partnercenter.PartnerCenterApi.CartLine;
import io.tenantry.connector.partnercenter.PartnerCenterApi.Checkout;
import io.tenantry.connector.partnercenter.PartnerCenterApi.Customer;
import io.tenantry.connector.partnercenter.PartnerCenterApi.Order;
import io.tenantry.connector.partnercenter.PartnerCenterApi.OrderLine;
import io.tenantry.connector.partnercenter.PartnerCenterApi.Page;
import io.tenantry.connector.partnercenter.PartnerCenterApi.Subscription;
import io.tenantry.provider.ChangeOutcome;
import io.tenantry.provider.Connectivity;
import io.tenantry.provider.LicenseOrder;
import io.tenantry.provider.PlacedOrder;
import io.tenantry.provider.ProductOrder;
import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderAccountData;
import io.tenantry.provider.ProviderAccountPage;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.provider.QuantityOrder;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Microsoft Partner Center as our provider. */
final class PartnerCenterProvider implements Provider {

    /** What a list answers, with status 400, to a continuation after its last page. */
    private static final String NO_MORE_RECORDS = "2000";

    private static final Set<String> DEAD_ORDERS = Set.of("cancelled", "error", "po review rejected");

    private static final String QUANTITY = "quantity";
    private static final String STATUS = "status";
    private static final String DELETED = "deleted";

    private final PartnerCenterApi api;
    private final PartnerCenterErrors errors;
    private final PartnerCenterCatalog catalog;
    private final PartnerCenterTransitions transitions;
    private final PartnerCenterToken token;
    private final int pageSize;

    PartnerCenterProvider(PartnerCenterApi api, PartnerCenterErrors errors, PartnerCenterToken token, int pageSize) {
        this.api = api;
        this.errors = errors;
        this.catalog = new PartnerCenterCatalog(api);
        this.transitions = new PartnerCenterTransitions(api, errors);
        this.token = token;
        this.pageSize = pageSize;
    }

    @Override
    public String name() {
        return PartnerCenterToken.SYSTEM;
    }

    @Override
    public ProviderAccountPage accounts(@Nullable String continuation) {
        try {
            var page = api.customers(pageSize, seek(continuation), continuation);
            return new ProviderAccountPage(
                    page.all().stream().map(PartnerCenterProvider::account).toList(), page.continuation());
        } catch (ProviderRejected end) {
            if (continuation != null && end.code().equals(NO_MORE_RECORDS)) {
                return new ProviderAccountPage(List.of(), null);
            }
            throw end;
        }
    }

    @Override
    public List<ProviderSubscription> subscriptions(String tenantId) {
        List<Subscription> all = new ArrayList<>();
        String continuation = null;
        do {
            Page<Subscription> page = api.subscriptions(tenantId, seek(continuation), continuation);
            all.addAll(page.all());
            continuation = page.continuation();
        } while (continuation != null);
        return all.stream().map(PartnerCenterWords::subscription).toList();
    }

    @Override
    public Optional<ProviderSubscription> subscription(String tenantId, String subscriptionId) {
        try {
            return Optional.of(PartnerCenterWords.subscription(api.subscription(tenantId, subscriptionId)));
        } catch (PartnerCenterErrors.Missing missing) {
            return Optional.empty();
        }
    }

    /** An add-on is a line like any other: Partner Center finds its base by the tenant's subscriptions. */
    @Override
    public String prepareOrder(LicenseOrder order) {
        var item = catalog.catalogItemOf(order);
        var line = new CartLine(
                0,
                item,
                order.friendlyName(),
                order.quantity(),
                PartnerCenterWords.billingCycle(order.billingPlan()),
                order.term(),
                null);
        var requestId = RequestIds.derived(order.requestId(), "cart of " + item);
        var cart = api.createCart(order.tenantId(), requestId, new Cart(null, List.of(line)));
        for (var answered : cart.lineItems()) {
            var error = answered.error();
            if (error != null) {
                throw errors.error(
                        HttpURLConnection.HTTP_BAD_REQUEST,
                        Objects.requireNonNullElse(error.errorCode(), "cart-line"),
                        Objects.requireNonNullElse(error.errorDescription(), "the cart's line is in error"));
            }
        }
        if (cart.id() == null) {
            throw new ProviderUnavailable("Partner Center made a cart for " + order.partNumber() + " without an id");
        }
        return cart.id();
    }

    @Override
    public PlacedOrder placeOrder(String tenantId, String preparedOrder, String requestId) {
        var checkout = api.checkout(tenantId, preparedOrder, RequestIds.guid(requestId));
        var orders = checkout.orders();
        if (orders == null || orders.isEmpty()) {
            throw refused(preparedOrder, checkout);
        }
        return placed(orders.get(0));
    }

    /** A cart that cannot be read tells nothing of its order: never let that pass for a refusal of the order. */
    @Override
    public List<PlacedOrder> boughtLike(String tenantId, String preparedOrder) {
        try {
            var cart = api.cart(tenantId, preparedOrder);
            var since = PartnerCenterWords.creationOf(cart);
            return subscriptions(tenantId).stream()
                    .filter(bought -> !bought.startedAt().isBefore(since))
                    .filter(bought -> cart.lineItems().stream().anyMatch(line -> PartnerCenterWords.isOf(line, bought)))
                    .map(bought -> new PlacedOrder(bought.orderId(), bought.subscriptionId()))
                    .toList();
        } catch (ProviderRejected unreadable) {
            throw new ProviderUnavailable(
                    "What became of cart " + preparedOrder + " cannot be told: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Orders show up a while after they were placed: one that is not there yet is no refusal. */
    @Override
    public PlacedOrder order(String tenantId, String orderId) {
        try {
            return placed(api.order(tenantId, orderId));
        } catch (PartnerCenterErrors.Missing notYet) {
            throw new ProviderUnavailable(
                    "Partner Center does not show order " + orderId + " of tenant " + tenantId + " yet", notYet);
        }
    }

    /**
     * Reads the subscription, changes the one field and sends all of it back: what is left out would be deleted. No
     * subscription has no seats at Partner Center: to give back all of them is to cancel it, which is possible within
     * the cancellation window only.
     */
    @Override
    public ChangeOutcome changeQuantity(QuantityOrder order) {
        var subscription = api.wholeSubscription(order.tenantId(), order.subscriptionId());
        if (isAsOrdered(subscription, order)) {
            return ChangeOutcome.APPLIED;
        }
        if (order.targetQuantity() == 0) {
            subscription.put(STATUS, DELETED);
        } else {
            subscription.put(QUANTITY, order.targetQuantity());
        }
        return api.update(order.tenantId(), order.subscriptionId(), RequestIds.guid(order.requestId()), subscription);
    }

    @Override
    public ChangeOutcome changeProduct(ProductOrder order) {
        return transitions.move(order);
    }

    @Override
    public Connectivity verifyConnectivity() {
        try {
            token.renew();
            api.customers(1, null, null);
            return new Connectivity(true, "Partner Center answers; " + consentWords());
        } catch (ProviderRejected | ProviderUnavailable trouble) {
            return new Connectivity(
                    false, Objects.requireNonNullElse(trouble.getMessage(), "Partner Center is silent"));
        }
    }

    private String consentWords() {
        return token.consent()
                .map(consent ->
                        "the consent of " + consent.consentedAt() + " was last renewed at " + consent.issuedAt())
                .orElse("signed in as the application alone, without a user's consent");
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
        var status = Objects.requireNonNullElse(order.status(), "").toLowerCase(Locale.ROOT);
        if (DEAD_ORDERS.contains(status)) {
            throw new ProviderRejected("order-" + status.replace(' ', '-'), "Order " + order.id() + " is " + status);
        }
        var subscription = Stream.ofNullable(order.lineItems())
                .flatMap(List::stream)
                .map(OrderLine::subscriptionId)
                .filter(Objects::nonNull)
                .findFirst();
        return new PlacedOrder(order.id(), subscription.orElse(null));
    }

    /** One that was cancelled still names its last quantity, although nobody has these seats any more. */
    private static boolean isAsOrdered(ObjectNode subscription, QuantityOrder order) {
        var cancelled = subscription.path(STATUS).asText().equalsIgnoreCase(DELETED);
        return order.targetQuantity() == 0
                ? cancelled
                : !cancelled && subscription.path(QUANTITY).asInt(-1) == order.targetQuantity();
    }

    private static @Nullable String seek(@Nullable String continuation) {
        return continuation == null ? null : "Next";
    }

    private static ProviderAccountData account(Customer customer) {
        var profile = customer.companyProfile();
        if (profile == null) {
            return new ProviderAccountData(customer.id(), "", "");
        }
        return new ProviderAccountData(
                customer.id(),
                Objects.requireNonNullElse(profile.companyName(), ""),
                Objects.requireNonNullElse(profile.domain(), ""));
    }
}
