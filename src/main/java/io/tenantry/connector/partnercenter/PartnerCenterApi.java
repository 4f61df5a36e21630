package io.tenantry.connector.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import io.tenantry.provider.ChangeOutcome;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Partner Center's REST API as far as we use it, in the manual's order: customers, subscriptions, transitions, catalog,
 * carts and orders. Each changing call takes the {@code MS-RequestId} that makes its repeat harmless. An answer
 * without a field that we cannot do without counts as broken.
 */
@Headers({"Accept: application/json", "Content-Type: application/json"})
interface PartnerCenterApi {

    /** @param seek {@code Next} together with a token; both null ask for the first page */
    @RequestLine("GET /v1/customers?size={size}&seekOperation={seek}")
    @Headers("MS-ContinuationToken: {token}")
    Page<Customer> customers(
            @Param("size") int size, @Param("seek") @Nullable String seek, @Param("token") @Nullable String token);

    @RequestLine("GET /v1/customers/{customer}/subscriptions?seekOperation={seek}")
    @Headers("MS-ContinuationToken: {token}")
    Page<Subscription> subscriptions(
            @Param("customer") String customer,
            @Param("seek") @Nullable String seek,
            @Param("token") @Nullable String token);

    @RequestLine("GET /v1/customers/{customer}/subscriptions/{subscription}")
    Subscription subscription(@Param("customer") String customer, @Param("subscription") String subscription);

    /** The same resource with all its fields, those we do not know included. */
    @RequestLine("GET /v1/customers/{customer}/subscriptions/{subscription}")
    ObjectNode wholeSubscription(@Param("customer") String customer, @Param("subscription") String subscription);

    /**
     * Replaces the subscription. A field that is missing is taken for removed: without {@code
     * scheduledNextTermInstructions} a scheduled change is deleted, without {@code autoRenewEnabled} renewal ends.
     */
    @RequestLine("PATCH /v1/customers/{customer}/subscriptions/{subscription}")
    @Headers("MS-RequestId: {requestId}")
    ChangeOutcome update(
            @Param("customer") String customer,
            @Param("subscription") String subscription,
            @Param("requestId") String requestId,
            ObjectNode wholeSubscription);

    @RequestLine(
            "GET /v1/customers/{customer}/subscriptions/{subscription}/transitionEligibilities?eligibilityType=immediate")
    Page<TransitionTarget> transitionTargets(
            @Param("customer") String customer, @Param("subscription") String subscription);

    @RequestLine("POST /v1/customers/{customer}/subscriptions/{subscription}/transitions")
    @Headers("MS-RequestId: {requestId}")
    @Nullable
    Transition transition(
            @Param("customer") String customer,
            @Param("subscription") String subscription,
            @Param("requestId") String requestId,
            Transition transition);

    @RequestLine("GET /v1/products/{product}/skus/{sku}/availabilities?country={country}")
    Page<Availability> availabilities(
            @Param("product") String product, @Param("sku") String sku, @Param("country") String country);

    @RequestLine("POST /v1/customers/{customer}/carts")
    @Headers("MS-RequestId: {requestId}")
    Cart createCart(@Param("customer") String customer, @Param("requestId") String requestId, Cart cart);

    @RequestLine("GET /v1/customers/{customer}/carts/{cart}")
    MadeCart cart(@Param("customer") String customer, @Param("cart") String cart);

    /** Repeating it after a success returns the same orders. */
    @RequestLine("POST /v1/customers/{customer}/carts/{cart}/checkout")
    @Headers("MS-RequestId: {requestId}")
    Checkout checkout(
            @Param("customer") String customer, @Param("cart") String cart, @Param("requestId") String requestId);

    @RequestLine("GET /v1/customers/{customer}/orders/{order}")
    Order order(@Param("customer") String customer, @Param("order") String order);

    /** A collection; its continuation stands in the body, in a link's header, or in both. */
    record Page<T>(@Nullable List<T> items, @Nullable String continuationToken, @Nullable Links links) {

        List<T> all() {
            return items == null ? List.of() : items;
        }

        @Nullable
        String continuation() {
            if (continuationToken != null) {
                return continuationToken;
            }
            var next = links == null ? null : links.next();
            return next == null ? null : next.header("MS-ContinuationToken");
        }
    }

    record Links(@Nullable Link next) {}

    record Link(@Nullable List<Header> headers) {

        @Nullable
        String header(String key) {
            return headers == null
                    ? null
                    : headers.stream()
                            .filter(header -> key.equalsIgnoreCase(header.key()))
                            .findFirst()
                            .map(Header::value)
                            .orElse(null);
        }
    }

    record Header(String key, String value) {}

    record Customer(String id, @Nullable CompanyProfile companyProfile) {

        public Customer {
            Objects.requireNonNull(id, "id");
        }
    }

    record CompanyProfile(@Nullable String companyName, @Nullable String domain) {}

    /**
     * @param offerId {@code productId:skuId:availabilityId}; a plain GUID for what was bought before the new commerce
     * @param commitmentEndDate last day of the term
     */
    record Subscription(
            String id,
            @Nullable String orderId,
            @Nullable String offerId,
            @Nullable String offerName,
            @Nullable String friendlyName,
            int quantity,
            @Nullable String status,
            @Nullable String termDuration,
            @Nullable String billingCycle,
            boolean autoRenewEnabled,
            boolean isTrial,
            @Nullable String creationDate,
            @Nullable String effectiveStartDate,
            @Nullable String commitmentEndDate,
            @Nullable String parentSubscriptionId,
            @Nullable RefundableQuantity refundableQuantity) {

        public Subscription {
            Objects.requireNonNull(id, "id");
        }
    }

    record RefundableQuantity(int totalQuantity) {}

    record TransitionTarget(String catalogItemId, @Nullable List<Eligibility> eligibilities) {

        public TransitionTarget {
            Objects.requireNonNull(catalogItemId, "catalogItemId");
        }
    }

    record Eligibility(boolean isEligible, String transitionType, @Nullable List<Problem> errors) {

        public Eligibility {
            Objects.requireNonNull(transitionType, "transitionType");
        }
    }

    record Problem(@Nullable String code, @Nullable String description) {}

    record Transition(
            String fromCatalogItemId,
            String fromSubscriptionId,
            String toCatalogItemId,
            int quantity,
            String termDuration,
            String billingCycle,
            String transitionType,
            @Nullable List<TransitionEvent> events) {}

    record TransitionEvent(String name, String status, @Nullable List<Problem> errors) {

        public TransitionEvent {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(status, "status");
        }
    }

    /** @param id changes over time; never stored */
    record Availability(String id, @Nullable List<Term> terms) {

        public Availability {
            Objects.requireNonNull(id, "id");
        }
    }

    record Term(String duration, String billingCycle) {}

    record Cart(@Nullable String id, List<CartLine> lineItems) {

        public Cart {
            Objects.requireNonNull(lineItems, "lineItems");
        }
    }

    /** A cart as it is read back. */
    record MadeCart(String creationTimestamp, List<CartLine> lineItems) {

        public MadeCart {
            Objects.requireNonNull(creationTimestamp, "creationTimestamp");
            Objects.requireNonNull(lineItems, "lineItems");
        }
    }

    record CartLine(
            int id,
            String catalogItemId,
            String friendlyName,
            int quantity,
            String billingCycle,
            String termDuration,
            @Nullable CartError error) {}

    record CartError(@Nullable String errorCode, @Nullable String errorDescription) {}

    record Checkout(@Nullable List<Order> orders, @Nullable List<Problem> orderErrors) {}

    record Order(String id, @Nullable String status, @Nullable List<OrderLine> lineItems) {

        public Order {
            Objects.requireNonNull(id, "id");
        }
    }

    record OrderLine(@Nullable String subscriptionId) {}
}
