package io.tenantry.connector.rest;

import io.tenantry.provider.ProviderCapability;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The calls that a REST provider can have: what may be filled in, what must be read, and which capability needs it. */
enum RestCall {
    VERIFY("verify", Set.of(), Set.of(), Set.of()),
    ACCOUNTS(
            "accounts",
            Set.of(ProviderCapability.ACCOUNTS),
            Set.of("page", "pageSize"),
            Set.of("tenantId", "name", "domain")),
    SUBSCRIPTIONS(
            "subscriptions",
            Set.of(ProviderCapability.SUBSCRIPTIONS),
            Set.of("tenantId", "page", "pageSize"),
            Names.SUBSCRIPTION),
    SUBSCRIPTION(
            "subscription",
            Set.of(
                    ProviderCapability.SUBSCRIPTIONS,
                    ProviderCapability.QUANTITY_CHANGES,
                    ProviderCapability.CANCELLATIONS,
                    ProviderCapability.PRODUCT_CHANGES),
            Set.of("tenantId", "subscriptionId"),
            Names.SUBSCRIPTION),
    PLACE_ORDER(
            "placeOrder",
            Set.of(ProviderCapability.ORDERS),
            Set.of(
                    "tenantId",
                    "partNumber",
                    "quantity",
                    "term",
                    "billingPlan",
                    "country",
                    "parentSubscriptionId",
                    "friendlyName",
                    "requestId"),
            Set.of("orderId")),
    /** An order whose answer was lost is found by its request id, before it is placed again. */
    FIND_ORDER("findOrder", Set.of(ProviderCapability.ORDERS), Set.of("tenantId", "requestId"), Set.of("orderId")),
    ORDER("order", Set.of(ProviderCapability.ORDERS), Set.of("tenantId", "orderId"), Set.of("subscriptionId")),
    CHANGE_QUANTITY(
            "changeQuantity",
            Set.of(ProviderCapability.QUANTITY_CHANGES),
            Set.of("tenantId", "subscriptionId", "quantity", "requestId"),
            Set.of()),
    CANCEL(
            "cancel",
            Set.of(ProviderCapability.CANCELLATIONS),
            Set.of("tenantId", "subscriptionId", "requestId"),
            Set.of()),
    CHANGE_PRODUCT(
            "changeProduct",
            Set.of(ProviderCapability.PRODUCT_CHANGES),
            Set.of(
                    "tenantId",
                    "subscriptionId",
                    "partNumber",
                    "quantity",
                    "term",
                    "billingPlan",
                    "country",
                    "requestId"),
            Set.of());

    /** What templates cannot say: it would take more than one call, or the provider's own clock. */
    static final Set<ProviderCapability> BEYOND_TEMPLATES =
            Set.of(ProviderCapability.TERM_CHANGES, ProviderCapability.AGREEMENTS, ProviderCapability.PRICE_SHEETS);

    private final String key;
    private final Set<ProviderCapability> capabilities;
    private final Set<String> variables;
    private final Set<String> fields;

    RestCall(String key, Set<ProviderCapability> capabilities, Set<String> variables, Set<String> fields) {
        this.key = key;
        this.capabilities = capabilities;
        this.variables = variables;
        this.fields = fields;
    }

    private static final class Names {

        private static final Set<String> SUBSCRIPTION =
                Set.of("subscriptionId", "partNumber", "quantity", "status", "startedAt");
    }

    String key() {
        return key;
    }

    Set<String> variables() {
        return variables;
    }

    Set<String> fields() {
        return fields;
    }

    boolean isNeededFor(Set<ProviderCapability> wanted) {
        return this == VERIFY || capabilities.stream().anyMatch(wanted::contains);
    }

    static Set<String> keys() {
        return Stream.of(values()).map(RestCall::key).collect(Collectors.toUnmodifiableSet());
    }
}
