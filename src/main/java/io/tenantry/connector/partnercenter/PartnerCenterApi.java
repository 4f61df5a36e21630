package io.tenantry.connector.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Partner Center's REST API as far as we use it, in the manual's order: customers, subscriptions, transitions, catalog,
 * carts and orders. Each changing call takes the {@code MS-RequestId} that makes its repeat harmless.
 */
@Headers({"Accept: application/json", "Content-Type: application/json"})
interface PartnerCenterApi extends PartnerCenterResources {

    /** @param seek {@code Next} together with a token; both null ask for the first page */
    @RequestLine("GET /v1/customers?size={size}&seekOperation={seek}")
    @Headers("MS-ContinuationToken: {token}")
    Page<Customer> customers(
            @Param("size") int size, @Param("seek") @Nullable String seek, @Param("token") @Nullable String token);

    @RequestLine("GET /v1/customers/{customer}")
    CustomerDetails customer(@Param("customer") String customer);

    /** What the partner has confirmed on the customer's behalf. */
    @RequestLine("GET /v1/customers/{customer}/agreements?agreementType=MicrosoftCustomerAgreement")
    Page<Agreement> agreements(@Param("customer") String customer);

    /** Whether the customer has accepted it by itself. */
    @RequestLine("GET /v1/customers/{customer}/directSignedMicrosoftCustomerAgreementStatus")
    DirectlySigned directlySigned(@Param("customer") String customer);

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
     *
     * @param etag in double quotes; null where the manual knows no If-Match, or the subscription has no etag
     * @return null if the provider answered 202
     */
    @RequestLine("PATCH /v1/customers/{customer}/subscriptions/{subscription}")
    @Headers({"MS-RequestId: {requestId}", "If-Match: {etag}"})
    @Nullable
    ObjectNode update(
            @Param("customer") String customer,
            @Param("subscription") String subscription,
            @Param("requestId") String requestId,
            @Param("etag") @Nullable String etag,
            ObjectNode wholeSubscription);

    @RequestLine(
            "GET /v1/customers/{customer}/subscriptions/customTermEndDates?term_duration={term}&seekOperation={seek}")
    @Headers("MS-ContinuationToken: {token}")
    Page<CustomTermEndDate> customTermEndDates(
            @Param("customer") String customer,
            @Param("term") String term,
            @Param("seek") @Nullable String seek,
            @Param("token") @Nullable String token);

    @RequestLine(
            "GET /v1/customers/{customer}/subscriptions/{subscription}/transitionEligibilities?eligibilityType=immediate")
    Page<TransitionTarget> transitionTargets(
            @Param("customer") String customer, @Param("subscription") String subscription);

    /** All moves of the subscription so far. */
    @RequestLine("GET /v1/customers/{customer}/subscriptions/{subscription}/transitions")
    Page<Transition> transitions(@Param("customer") String customer, @Param("subscription") String subscription);

    /** @return null if the provider answered 202 */
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
    MadeCart createCart(@Param("customer") String customer, @Param("requestId") String requestId, Cart cart);

    @RequestLine("GET /v1/customers/{customer}/carts/{cart}")
    MadeCart cart(@Param("customer") String customer, @Param("cart") String cart);

    /** Repeating it after a success returns the same orders. */
    @RequestLine("POST /v1/customers/{customer}/carts/{cart}/checkout")
    @Headers("MS-RequestId: {requestId}")
    Checkout checkout(
            @Param("customer") String customer, @Param("cart") String cart, @Param("requestId") String requestId);

    /** May lag behind by some minutes. */
    @RequestLine("GET /v1/customers/{customer}/orders")
    Page<Order> orders(@Param("customer") String customer);

    /** The events that a webhook can be told of. */
    @RequestLine("GET /webhooks/v1/registration/events")
    List<String> webhookEvents();

    /** There is one for each partner; none is a 404. */
    @RequestLine("GET /webhooks/v1/registration")
    WebhookRegistration webhook();

    @RequestLine("POST /webhooks/v1/registration")
    WebhookRegistration registerWebhook(WebhookRegistration wish);

    @RequestLine("PUT /webhooks/v1/registration")
    WebhookRegistration changeWebhook(WebhookRegistration wish);

    @RequestLine("GET /v1/customers/{customer}/orders/{order}")
    Order order(@Param("customer") String customer, @Param("order") String order);
}
