package io.tenantry.sandbox;

import static io.tenantry.sandbox.SandboxClient.E5;
import static io.tenantry.sandbox.SandboxClient.TEAMS_PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxPurchaseTest {

    private static Sandbox sandbox;
    private static SandboxClient client;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        client = new SandboxClient(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void reset() throws Exception {
        client.control("POST", "/reset", null);
        client.signInWithConsent();
    }

    @Test
    void sellsAProductFromThePriceSheetThroughCartAndCheckout() throws Exception {
        var contoso = client.tenant("Contoso Ltd", "contoso.example");

        var cart = client.cart(contoso, E5, 10);
        var checkout = client.checkout(contoso, cart.at("/id"));

        assertThat(cart.status()).isEqualTo(201);
        assertThat(cart.at("/status")).isEqualTo("Active");
        assertThat(cart.at("/lineItems/0/currencyCode")).isEqualTo("USD");
        var price = cart.json().at("/lineItems/0/pricing/price").decimalValue();
        assertThat(price).isPositive();
        assertThat(cart.json().at("/lineItems/0/pricing/extendedPrice").decimalValue())
                .isEqualByComparingTo(price.multiply(BigDecimal.TEN));
        assertThat(checkout.status()).isEqualTo(201);
        var order = checkout.json().at("/orders/0");
        assertThat(order.path("status").asText()).isEqualTo("completed");
        assertThat(order.at("/lineItems/0/transactionType").asText()).isEqualTo("New");
        var subscription = client.get("/v1/customers/" + contoso + "/subscriptions/"
                        + order.at("/lineItems/0/subscriptionId").asText())
                .json();
        assertThat(subscription.path("quantity").intValue()).isEqualTo(10);
        assertThat(subscription.path("status").asText()).isEqualTo("active");
        assertThat(subscription.path("orderId").asText())
                .isEqualTo(order.path("id").asText());
        assertThat(subscription.path("offerId").asText()).startsWith(E5 + ":0002:CFQ7TTC0");
        assertThat(subscription.at("/refundableQuantity/totalQuantity").intValue())
                .isEqualTo(10);
    }

    @Test
    void takesACheckoutWithTheBodySuccessAndRepeatsItsResult() throws Exception {
        var contoso = client.tenant("Contoso Ltd", "contoso.example");
        var cart = client.cart(contoso, E5, 3).at("/id");
        var path = "/v1/customers/" + contoso + "/carts/" + cart + "/checkout";

        var first = client.partnerCenter("POST", path, "\"success\"");
        var again = client.partnerCenter("POST", path, "\"success\"");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(client.get("/v1/customers/" + contoso + "/orders")
                        .json()
                        .path("totalCount")
                        .intValue())
                .isEqualTo(1);
        assertThat(client.carriedOut(path, 201)).isEqualTo(1);
    }

    @Test
    void refusesASecondCheckoutWhileTheFirstIsWorkedOn() throws Exception {
        var contoso = client.tenant("Contoso Ltd", "contoso.example");
        var cart = client.cart(contoso, E5, 3).at("/id");
        client.fault("{\"kind\":\"DELAY\",\"pathPattern\":\"/**/checkout\",\"seconds\":2,\"times\":1}");
        var slow = new Thread(() -> {
            try {
                client.checkout(contoso, cart);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        slow.start();
        while (client.control("GET", "/faults", null).json().size() > 0) {
            Thread.onSpinWait();
        }
        var second = client.checkout(contoso, cart);
        slow.join();

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().path("code").intValue()).isEqualTo(800064);
        assertThat(client.checkout(contoso, cart).status()).isEqualTo(201);
        assertThat(client.get("/v1/customers/" + contoso + "/subscriptions")
                        .json()
                        .path("totalCount")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void reportsAnAddOnWithoutItsBaseInsideTheCartAndSellsItOnceTheBaseIsThere() throws Exception {
        var contoso = client.tenant("Contoso Ltd", "contoso.example");

        var orphan = client.cart(contoso, TEAMS_PHONE, 5);
        var refused = client.checkout(contoso, orphan.at("/id"));
        var base = client.buy(contoso, E5, 5);
        var sold = client.checkout(contoso, orphan.at("/id"));

        assertThat(orphan.status()).isEqualTo(201);
        assertThat(orphan.at("/lineItems/0/error/errorCode")).isEqualTo("400041");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("code").intValue()).isEqualTo(800009);
        assertThat(sold.status()).isEqualTo(201);
        var addOns = client.get(base + "/addons").json();
        assertThat(addOns.path("totalCount").intValue()).isEqualTo(1);
        assertThat(addOns.at("/items/0/offerName").asText()).isEqualTo("Microsoft Teams Phone Standard");
        assertThat(addOns.at("/items/0").has("parentSubscriptionId")).isFalse();
    }

    @Test
    void writesEachKindOfLineErrorIntoTheCart() throws Exception {
        var contoso = client.tenant("Contoso Ltd", "contoso.example");
        var item = client.catalogItem(E5);
        var carts = "/v1/customers/" + contoso + "/carts";
        var line =
                "{\"LineItems\":[{\"CatalogItemId\":\"%s\",\"Quantity\":%d,\"BillingCycle\":\"%s\",\"TermDuration\":\"P1Y\"%s}]}";

        var unknownItem = client.partnerCenter("POST", carts, line.formatted("A:B:C", 1, "Monthly", ""));
        var noSeats = client.partnerCenter("POST", carts, line.formatted(item, 0, "Monthly", ""));
        var noSuchPlan = client.partnerCenter("POST", carts, line.formatted(item, 1, "Triennial", ""));
        var oddEnd = client.partnerCenter(
                "POST", carts, line.formatted(item, 1, "Monthly", ",\"CustomTermEndDate\":\"1999-01-05T00:00:00Z\""));
        var good = client.partnerCenter("POST", carts, line.formatted(item, 1, "Monthly", ""));

        assertThat(unknownItem.at("/lineItems/0/error/errorCode")).isEqualTo("10001");
        assertThat(noSeats.at("/lineItems/0/error/errorCode")).isEqualTo("10015");
        assertThat(noSuchPlan.at("/lineItems/0/error/errorCode")).isEqualTo("10010");
        assertThat(oddEnd.at("/lineItems/0/error/errorCode")).isEqualTo("900242");
        assertThat(good.json().at("/lineItems/0").has("error")).isFalse();
        assertThat(good.at("/lineItems/0/billingCycle")).isEqualTo("monthly");
    }

    @Test
    void changesACartUntilItIsOrderedAndForgetsItAfterSevenDays() throws Exception {
        var contoso = client.tenant("Contoso Ltd", "contoso.example");
        var cart = client.cart(contoso, E5, 3);
        var path = "/v1/customers/" + contoso + "/carts/" + cart.at("/id");
        var changed = cart.text().replace("\"quantity\":3", "\"quantity\":4");

        var put = client.partnerCenter("PUT", path, changed);
        var ordered = client.checkout(contoso, cart.at("/id"));
        var late = client.partnerCenter("PUT", path, changed);
        var other = client.cart(contoso, E5, 1).at("/id");
        client.moveClockBy(Duration.ofDays(7).plusSeconds(1));
        var expired = client.checkout(contoso, other);

        assertThat(put.json().at("/lineItems/0/quantity").intValue()).isEqualTo(4);
        assertThat(ordered.json().at("/orders/0/lineItems/0/quantity").intValue())
                .isEqualTo(4);
        assertThat(late.status()).isEqualTo(400);
        assertThat(late.json().path("code").intValue()).isEqualTo(800065);
        assertThat(expired.status()).isEqualTo(404);
        assertThat(expired.json().path("code").intValue()).isEqualTo(800008);
    }

    @Test
    void showsASlowOrderAsPendingWithoutItsSubscription() throws Exception {
        var contoso = client.tenant("Contoso Ltd", "contoso.example");
        var cart = client.cart(contoso, E5, 3).at("/id");
        client.fault("{\"kind\":\"SLOW_202\",\"pathPattern\":\"/**/checkout\",\"seconds\":600,\"times\":1}");

        var checkout = client.checkout(contoso, cart);
        var order = "/v1/customers/" + contoso + "/orders/" + checkout.at("/orders/0/id");
        var statusBefore = client.get(order + "/provisioningstatus").at("/items/0/status");
        var visibleBefore = client.get("/v1/customers/" + contoso + "/subscriptions")
                .json()
                .path("totalCount")
                .intValue();
        client.moveClockBy(Duration.ofSeconds(600));
        var statusAfter = client.get(order + "/provisioningstatus").at("/items/0/status");

        assertThat(checkout.at("/orders/0/status")).isEqualTo("pending");
        assertThat(checkout.json().at("/orders/0/lineItems/0").has("subscriptionId"))
                .isFalse();
        assertThat(statusBefore).isEqualTo("unfulfilled");
        assertThat(visibleBefore).isZero();
        assertThat(statusAfter).isEqualTo("fulfilled");
        assertThat(client.get(order).at("/status")).isEqualTo("completed");
        assertThat(client.get(order).at("/lineItems/0/subscriptionId")).isNotEmpty();
        assertThat(client.checkout(contoso, cart).at("/orders/0/lineItems/0/subscriptionId"))
                .isNotEmpty();
    }

    @Test
    void failsForPoisonedTenantsUntilTheyAreHealed() throws Exception {
        var once = client.tenant("Once", "fail-once.example");
        var always = client.tenant("Always", "fail-always.example");
        var rejected = client.tenant("Rejected", "reject.example");
        var onceCart = client.cart(once, E5, 1).at("/id");
        var alwaysCart = client.cart(always, E5, 1).at("/id");
        var rejectedCart = client.cart(rejected, E5, 1).at("/id");

        assertThat(client.checkout(once, onceCart).status()).isEqualTo(500);
        assertThat(client.checkout(once, onceCart).status()).isEqualTo(201);
        assertThat(client.checkout(always, alwaysCart).status()).isEqualTo(500);
        assertThat(client.checkout(always, alwaysCart).status()).isEqualTo(500);
        var rejection = client.checkout(rejected, rejectedCart);
        assertThat(rejection.status()).isEqualTo(400);
        assertThat(rejection.json().path("code").intValue()).isEqualTo(800069);

        client.control("DELETE", "/customers/" + always + "/poison", null);

        assertThat(client.checkout(always, alwaysCart).status()).isEqualTo(201);
    }
}
