package io.tenantry.connector.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.provider.AgreementAcceptance;
import io.tenantry.provider.ChangeOutcome;
import io.tenantry.provider.Connectivity;
import io.tenantry.provider.CustomTermEnd;
import io.tenantry.provider.LicenseOrder;
import io.tenantry.provider.MovedProduct;
import io.tenantry.provider.PlacedOrder;
import io.tenantry.provider.ProductOrder;
import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderAccountData;
import io.tenantry.provider.ProviderAccountPage;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.provider.QuantityOrder;
import io.tenantry.provider.TermOrder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A provider whose calls an administrator wrote as templates. */
final class RestProvider implements Provider {

    private static final int FIRST_PAGE = 1;
    private static final String TENANT = "tenantId";
    private static final String SUBSCRIPTION = "subscriptionId";
    private static final String REQUEST = "requestId";

    private final String name;
    private final RestSettings settings;
    private final RestClient client;
    private final Clock clock;

    RestProvider(String name, RestSettings settings, RestClient client, Clock clock) {
        this.name = name;
        this.settings = settings;
        this.client = client;
        this.clock = clock;
    }

    private record ListPage<T>(List<T> items, boolean more) {}

    @Override
    public String name() {
        return name;
    }

    /** The continuation is the number of the next page. */
    @Override
    public ProviderAccountPage accounts(@Nullable String continuation) {
        var number = continuation == null ? FIRST_PAGE : Integer.parseInt(continuation);
        var page = page(RestCall.ACCOUNTS, Map.of(), number, RestProvider::account);
        return new ProviderAccountPage(page.items(), page.more() ? Integer.toString(number + 1) : null);
    }

    @Override
    public Optional<AgreementAcceptance> agreement(String tenantId) {
        throw new ProviderUnavailable(name + " does not tell who accepted its agreement");
    }

    @Override
    public List<ProviderSubscription> subscriptions(String tenantId) {
        List<ProviderSubscription> all = new ArrayList<>();
        for (var number = FIRST_PAGE; ; number++) {
            var page = page(RestCall.SUBSCRIPTIONS, Map.of(TENANT, tenantId), number, RestAnswer::subscription);
            all.addAll(page.items());
            if (!page.more()) {
                return all;
            }
        }
    }

    @Override
    public Optional<ProviderSubscription> subscription(String tenantId, String subscriptionId) {
        try {
            var values = values(Map.of(TENANT, tenantId, SUBSCRIPTION, subscriptionId));
            return Optional.of(answer(RestCall.SUBSCRIPTION, client.call(RestCall.SUBSCRIPTION, values))
                    .subscription());
        } catch (RestClient.Missing missing) {
            return Optional.empty();
        }
    }

    @Override
    public String prepareOrder(LicenseOrder order) {
        return new PreparedOrder(clock.instant(), order).written();
    }

    /** Whether it was placed before is asked by its request id: the provider may have forgotten its idempotency key. */
    @Override
    public PlacedOrder placeOrder(String tenantId, String preparedOrder, String requestId) {
        var found = find(tenantId, requestId);
        if (found.isPresent()) {
            return found.get();
        }
        var order = PreparedOrder.read(preparedOrder).order();
        var values = values(Map.of(
                TENANT,
                tenantId,
                "partNumber",
                order.partNumber(),
                "quantity",
                order.quantity(),
                "term",
                order.term(),
                "billingPlan",
                order.billingPlan(),
                "country",
                order.country(),
                "friendlyName",
                order.friendlyName(),
                REQUEST,
                requestId));
        values.put("parentSubscriptionId", order.parentSubscriptionId());
        return placed(answer(RestCall.PLACE_ORDER, client.call(RestCall.PLACE_ORDER, values)));
    }

    @Override
    public List<PlacedOrder> boughtLike(String tenantId, String preparedOrder) {
        var prepared = PreparedOrder.read(preparedOrder);
        return subscriptions(tenantId).stream()
                .filter(bought -> !bought.startedAt().isBefore(prepared.at()))
                .filter(bought -> bought.partNumber().equals(prepared.order().partNumber())
                        && bought.quantity() == prepared.order().quantity())
                .map(bought -> new PlacedOrder(bought.orderId(), bought.subscriptionId()))
                .toList();
    }

    @Override
    public PlacedOrder order(String tenantId, String orderId) {
        var answer = answer(RestCall.ORDER, look(tenantId, orderId));
        return new PlacedOrder(orderId, answer.isPending() ? null : answer.needed(SUBSCRIPTION));
    }

    /** A look that is refused is no refusal of the order, which would be placed a second time. */
    private JsonNode look(String tenantId, String orderId) {
        try {
            return client.call(RestCall.ORDER, values(Map.of(TENANT, tenantId, "orderId", orderId)));
        } catch (ProviderRejected unseen) {
            throw new ProviderUnavailable(
                    "What became of order " + orderId + " at " + name + " cannot be told: " + unseen.getMessage(),
                    unseen);
        }
    }

    /** Who can change a quantity can read it: what somebody else has changed there is left alone. */
    @Override
    public ChangeOutcome changeQuantity(QuantityOrder order) {
        if (order.targetQuantity() > 0) {
            subscription(order.tenantId(), order.subscriptionId())
                    .ifPresent(held -> order.requireUnedited(held.status(), held.quantity()));
        }
        var call = order.targetQuantity() == 0 ? RestCall.CANCEL : RestCall.CHANGE_QUANTITY;
        var values = values(
                Map.of(TENANT, order.tenantId(), SUBSCRIPTION, order.subscriptionId(), REQUEST, order.requestId()));
        values.put("quantity", order.targetQuantity());
        return change(call, values);
    }

    @Override
    public MovedProduct changeProduct(ProductOrder order) {
        if (!order.movesAll()) {
            throw new ProviderRejected(
                    "partial-move", name + " moves a subscription as a whole or not at all; order the rest anew");
        }
        var values = values(Map.of(
                TENANT,
                order.tenantId(),
                SUBSCRIPTION,
                order.subscriptionId(),
                "partNumber",
                order.partNumber(),
                "quantity",
                order.quantity(),
                "term",
                order.term(),
                "billingPlan",
                order.billingPlan(),
                "country",
                order.country(),
                REQUEST,
                order.requestId()));
        return change(RestCall.CHANGE_PRODUCT, values) == ChangeOutcome.PENDING
                ? MovedProduct.pending()
                : MovedProduct.to(order.subscriptionId());
    }

    @Override
    public ChangeOutcome changeTerm(TermOrder order) {
        throw new ProviderRejected(
                "no-term-changes",
                name + " cannot change the term of subscription " + order.subscriptionId() + " by its API");
    }

    @Override
    public List<CustomTermEnd> customTermEnds(String tenantId, String term) {
        return List.of();
    }

    @Override
    public Connectivity verifyConnectivity() {
        try {
            client.call(RestCall.VERIFY, values(Map.of()));
            return new Connectivity(true, name + " answers at " + settings.baseUrl());
        } catch (ProviderRejected | ProviderUnavailable trouble) {
            return new Connectivity(false, Objects.requireNonNullElse(trouble.getMessage(), name + " is silent"));
        }
    }

    private Optional<PlacedOrder> find(String tenantId, String requestId) {
        try {
            return list(RestCall.FIND_ORDER, values(Map.of(TENANT, tenantId, REQUEST, requestId))).stream()
                    .findFirst()
                    .map(RestProvider::placed);
        } catch (RestClient.Missing none) {
            return Optional.empty();
        }
    }

    private ChangeOutcome change(RestCall call, Map<String, @Nullable Object> values) {
        try {
            return answer(call, client.call(call, values)).isPending() ? ChangeOutcome.PENDING : ChangeOutcome.APPLIED;
        } catch (RestClient.UnderWay already) {
            return ChangeOutcome.PENDING;
        }
    }

    private <T> ListPage<T> page(RestCall call, Map<String, Object> about, int number, Function<RestAnswer, T> read) {
        var values = values(about);
        values.put("page", number);
        values.put("pageSize", settings.itemsOnPage());
        var body = client.call(call, values);
        var pages = RestClient.textAt(body, written(call).pages());
        return new ListPage<>(
                items(call, body).stream().map(read).toList(), !pages.isEmpty() && number < Integer.parseInt(pages));
    }

    private List<RestAnswer> list(RestCall call, Map<String, @Nullable Object> values) {
        return items(call, client.call(call, values));
    }

    /** A list that is missing is half an answer, never an empty list. */
    private List<RestAnswer> items(RestCall call, JsonNode body) {
        var pointer = Objects.requireNonNullElse(written(call).items(), "");
        var items = body.at(pointer);
        if (!items.isArray()) {
            throw new ProviderUnavailable(name + " answered '" + call.key() + "' without a list at '" + pointer + "'");
        }
        List<RestAnswer> answers = new ArrayList<>();
        items.forEach(item -> answers.add(answer(call, item)));
        return answers;
    }

    private RestAnswer answer(RestCall call, JsonNode body) {
        return new RestAnswer(settings, written(call), body);
    }

    private RestSettings.Call written(RestCall call) {
        return Objects.requireNonNull(settings.calls().get(call.key()), call.key());
    }

    private static PlacedOrder placed(RestAnswer answer) {
        return new PlacedOrder(answer.needed("orderId"), answer.isPending() ? null : answer.text(SUBSCRIPTION));
    }

    private static ProviderAccountData account(RestAnswer answer) {
        return new ProviderAccountData(answer.needed(TENANT), answer.needed("name"), answer.needed("domain"));
    }

    private static Map<String, @Nullable Object> values(Map<String, Object> known) {
        return new HashMap<>(known);
    }
}
