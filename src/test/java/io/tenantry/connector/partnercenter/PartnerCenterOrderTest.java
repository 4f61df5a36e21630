package io.tenantry.connector.partnercenter;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.provider.AlreadyPlaced;
import io.tenantry.provider.LicenseOrder;
import io.tenantry.provider.PlacedOrder;
import io.tenantry.provider.ProductOrder;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.provider.QuantityOrder;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PartnerCenterOrderTest extends PartnerCenterTest {

    private static final String CART = "b4c8fdea-cbe4-4d17-9576-13fcacbf9605";
    private static final String CARTS_PATH = "/v1/customers/" + TENANT + "/carts";
    private static final String CHECKOUT_PATH = CARTS_PATH + "/" + CART + "/checkout";
    private static final String ORDER_PATH = "/v1/customers/" + TENANT + "/orders/34b37d7340cc";
    private static final String AVAILABILITIES_PATH = "/v1/products/CFQ7TTC0LH18/skus/0001/availabilities";

    @Test
    void putsTheMatchingAvailabilityIntoTheCart() throws Exception {
        answers(AVAILABILITIES_PATH, recorded(200, "availabilities.json"));
        answers(CARTS_PATH, recorded(201, "cart.json"));

        var prepared = provider.prepareOrder(order("P1Y", "MONTHLY"));

        var cart = requests("POST", CARTS_PATH).get(0);
        assertThat(prepared).isEqualTo(CART + " 2026-11-22T09:00:00Z CFQ7TTC0LH18:0001 5");
        assertThat(requests("GET", AVAILABILITIES_PATH)
                        .get(0)
                        .getQueryParams()
                        .get("country")
                        .values())
                .containsExactly("DE");
        assertThat(json(cart.getBodyAsString()))
                .isEqualTo(
                        json(
                                """
                        {"lineItems": [{"id": 0, "catalogItemId": "CFQ7TTC0LH18:0001:CFQ7TTC0YEARM",
                          "friendlyName": "LCL-000017", "quantity": 5, "billingCycle": "monthly", "termDuration": "P1Y"}]}
                        """));
        assertThat(cart.getHeader("Content-Type")).startsWith("application/json");
        assertThat(cart.getHeader("MS-Contract-Version")).isEqualTo("v1");
        assertThat(cart.getHeader("X-Locale")).isEqualTo("en-US");
        assertThat(cart.getHeader("Authorization")).isEqualTo("Bearer application-token");
    }

    @Test
    void makesTheCartsRequestIdFromTheOrders() {
        answers(AVAILABILITIES_PATH, recorded(200, "availabilities.json"));
        answers(CARTS_PATH, recorded(201, "cart.json"));

        provider.prepareOrder(order("P1Y", "MONTHLY"));
        provider.prepareOrder(order("P1Y", "MONTHLY"));
        provider.prepareOrder(order("P1Y", "ANNUAL"));

        var ids = requests("POST", CARTS_PATH).stream()
                .map(request ->
                        UUID.fromString(request.getHeader("MS-RequestId")).toString())
                .toList();
        assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(REQUEST);
        assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
    }

    @Test
    void namesTheTermsOnOfferWhereNoneFits() {
        answers(AVAILABILITIES_PATH, recorded(200, "availabilities.json"));

        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.prepareOrder(order("P3Y", "MONTHLY")))
                .withMessage(
                        "CFQ7TTC0LH18:0001 cannot be bought in DE for P3Y billed MONTHLY; choose one of: P1M billed"
                                + " Monthly, P1Y billed Annual, P1Y billed Monthly (not-offered)");
        assertThat(requests("POST", CARTS_PATH)).isEmpty();
    }

    @Test
    void refusesTheLineThatPartnerCenterRefusesInsideItsCart() {
        answers(AVAILABILITIES_PATH, recorded(200, "availabilities.json"));
        answers(CARTS_PATH, recorded(201, "cart-addon-without-base.json"));

        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.prepareOrder(order("P1Y", "MONTHLY")))
                .withMessage("The addon is not purchasable without a compatible base product (400041)");
    }

    @Test
    void readsTheCatalogAgainAfterAnAvailabilityHasChanged() {
        answers(AVAILABILITIES_PATH, recorded(200, "availabilities.json"));
        answers(CARTS_PATH, error(404, "400019", "Availability not found."));

        assertThatExceptionOfType(ProviderUnavailable.class)
                .isThrownBy(() -> provider.prepareOrder(order("P1Y", "MONTHLY")));
        MICROSOFT.stubFor(get(urlEqualTo(AVAILABILITIES_PATH + "?country=DE"))
                .willReturn(aResponse().withBody(text("availabilities.json").replace("YEARM", "FRESH"))));
        answers(CARTS_PATH, recorded(201, "cart.json"));
        provider.prepareOrder(order("P1Y", "MONTHLY"));

        var carts = requests("POST", CARTS_PATH);
        assertThat(carts.get(1).getBodyAsString()).contains("CFQ7TTC0LH18:0001:CFQ7TTC0FRESH");
        assertThat(carts.get(1).getHeader("MS-RequestId"))
                .isNotEqualTo(carts.get(0).getHeader("MS-RequestId"));
    }

    @Test
    void placesAnOrderWhoseSubscriptionFollowsLater() {
        answers(CHECKOUT_PATH, recorded(201, "checkout.json"));
        answers(ORDER_PATH, recorded(200, "order.json"));

        var placed = provider.placeOrder(TENANT, CART, REQUEST);
        var provisioned = provider.order(TENANT, placed.orderId());

        var checkout = requests("POST", CHECKOUT_PATH).get(0);
        assertThat(checkout.getHeader("MS-RequestId")).isEqualTo(REQUEST);
        assertThat(checkout.getBodyAsString()).isEmpty();
        assertThat(checkout.getHeader("Content-Length")).isEqualTo("0");
        assertThat(placed).isEqualTo(new PlacedOrder("34b37d7340cc", null));
        assertThat(provisioned).isEqualTo(new PlacedOrder("34b37d7340cc", SUBSCRIPTION));
    }

    @Test
    void makesAGuidOfARequestIdThatIsNone() {
        answers(CHECKOUT_PATH, recorded(201, "checkout.json"));

        provider.placeOrder(TENANT, CART, "LCL-000017:placeOrder");
        provider.placeOrder(TENANT, CART, "LCL-000017:placeOrder");

        var ids = requests("POST", CHECKOUT_PATH).stream()
                .map(request -> UUID.fromString(request.getHeader("MS-RequestId")))
                .toList();
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
    }

    @Test
    void tellsWhyACheckoutMadeNoOrder() {
        answers(CHECKOUT_PATH, recorded(201, "checkout-error.json"));

        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.placeOrder(TENANT, CART, REQUEST))
                .withMessage("The credit line of the partner is exceeded. (800025)");
    }

    @Test
    void neverTakesACartThatWasSubmittedBeforeForARefusal() {
        answers(CHECKOUT_PATH, error(400, "800065", "You cannot check out an already submitted cart."));

        assertThatExceptionOfType(AlreadyPlaced.class)
                .isThrownBy(() -> provider.placeOrder(TENANT, CART, REQUEST))
                .withMessageContaining("before anything is ordered anew")
                .satisfies(lost -> assertThat(lost.isCertain()).isTrue());
    }

    @Test
    void neverTakesACartThatIsGoneForARefusal() {
        answers(CARTS_PATH + "/" + CART, error(404, "800008", "The cart was not found, or has expired."));

        assertThatExceptionOfType(ProviderUnavailable.class)
                .isThrownBy(() -> provider.boughtLike(TENANT, CART))
                .withMessageContaining("What became of cart " + CART + " cannot be told")
                .withMessageContaining("800008");
    }

    @Test
    void looksForTheOrderOfACartThatIsGone() {
        var prepared = CART + " 2026-11-22T09:00:00Z CFQ7TTC0LH18:0001 15";
        answers(CHECKOUT_PATH, error(404, "800008", "The cart was not found, or has expired."));
        answers(
                "/v1/customers/" + TENANT + "/orders",
                aResponse()
                        .withBody("{\"items\":[" + ordered("d", "2026-11-22T09:00:07Z", 15, "pending") + ","
                                + ordered("e", "2026-11-22T08:59:59Z", 15, "pending") + ","
                                + ordered("f", "2026-11-22T09:00:07Z", 16, "pending") + ","
                                + ordered("g", "2026-11-22T09:00:07Z", 15, "cancelled") + "]}"));
        answers(
                "/v1/customers/" + TENANT + "/subscriptions",
                aResponse()
                        .withBody("{\"items\":[" + bought("a", "2026-11-22T09:00:07Z", 15) + ","
                                + bought("b", "2026-11-22T08:59:59Z", 15) + ","
                                + bought("c", "2026-11-22T09:00:07Z", 16) + "]}"));

        assertThatExceptionOfType(AlreadyPlaced.class)
                .isThrownBy(() -> provider.placeOrder(TENANT, prepared, REQUEST))
                .satisfies(lost -> assertThat(lost.isCertain()).isFalse());
        assertThat(provider.boughtLike(TENANT, prepared))
                .containsExactly(new PlacedOrder("d", null), new PlacedOrder("34b37d7340cc", "a"));
        assertThat(requests("GET", CARTS_PATH + "/" + CART)).isEmpty();
    }

    /** As it is listed before its licences are there. */
    private static String ordered(String id, String made, int quantity, String status) {
        return """
                {"id":"%s","creationDate":"%s","status":"%s",
                 "lineItems":[{"lineItemNumber":0,"offerId":"CFQ7TTC0LH18:0001:CFQ7TTC0K971","quantity":%d}]}"""
                .formatted(id, made, status, quantity);
    }

    private static String bought(String id, String started, int quantity) {
        return text("subscription.json")
                .replace(SUBSCRIPTION, id)
                .replace("2021-01-14T16:57:14.498252Z", started)
                .replace("\"quantity\":15", "\"quantity\":" + quantity);
    }

    @Test
    void rejectsAnOrderThatTheProviderCancelled() {
        answers(ORDER_PATH, recorded(200, "order-cancelled.json"));

        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.order(TENANT, "34b37d7340cc"))
                .withMessage("Order 34b37d7340cc is cancelled (order-cancelled)");
    }

    @Test
    void waitsForAnOrderInAStateItDoesNotKnow() {
        answers(ORDER_PATH, recorded(200, "order-of-unknown-status.json"));

        assertThat(provider.order(TENANT, "34b37d7340cc")).isEqualTo(new PlacedOrder("34b37d7340cc", null));
    }

    @Test
    void waitsForAnOrderThatDoesNotShowUpYet() {
        answers(ORDER_PATH, error(404, "20003", "Order not found."));

        assertThatExceptionOfType(ProviderUnavailable.class).isThrownBy(() -> provider.order(TENANT, "34b37d7340cc"));
    }

    private static LicenseOrder order(String term, String billingPlan) {
        return new LicenseOrder(TENANT, "CFQ7TTC0LH18:0001", 5, term, billingPlan, "DE", null, "LCL-000017", REQUEST);
    }

    private static QuantityOrder quantity(int target) {
        return new QuantityOrder(TENANT, SUBSCRIPTION, 15, target, REQUEST, false);
    }

    private static ProductOrder product(String partNumber) {
        return new ProductOrder(TENANT, SUBSCRIPTION, partNumber, 15, "P1Y", "MONTHLY", "DE", REQUEST);
    }

    private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder error(
            int status, String code, String words) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"code\":\"" + code + "\",\"description\":\"" + words + "\",\"source\":\"PartnerFD\"}");
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) new ObjectMapper()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(text);
    }
}
