package io.tenantry.sandbox;

import static io.tenantry.sandbox.SandboxClient.E5;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the sandbox's Partner Center behaves when it is told to be strict, forgetful, or plainly odd. */
class SandboxBehaviourTest {

    private static final String E3 = "CFQ7TTC0LFLX";

    private static Sandbox sandbox;
    private static SandboxClient client;
    private String contoso;

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
    void begin() throws Exception {
        client.control("POST", "/reset", null);
        client.signInWithConsent();
        contoso = client.tenant("Contoso Ltd", "contoso.example");
    }

    @Test
    void throttlesEachTenantByItself() throws Exception {
        var fabrikam = client.tenant("Fabrikam", "fabrikam.example");
        client.control("PATCH", "/behaviour", "{\"requestsPerMinute\":2}");

        var statuses = new int[] {look(contoso), look(contoso), look(contoso), look(fabrikam)};
        var refused = client.get("/v1/customers/" + contoso);

        assertThat(statuses).containsExactly(200, 200, 429, 200);
        assertThat(refused.at("/message")).startsWith("Rate limit is exceeded. Try again in ");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 61);
        client.moveClockBy(Duration.ofSeconds(61));
        assertThat(look(contoso)).isEqualTo(200);
    }

    @Test
    void throttlesThePartnerOverAllItsTenantsOnceThatIsChosen() throws Exception {
        var fabrikam = client.tenant("Fabrikam", "fabrikam.example");
        client.control("PATCH", "/behaviour", "{\"partnerRequestsPerMinute\":3}");

        var statuses = new int[] {look(contoso), look(fabrikam), look(contoso), look(fabrikam)};
        var early = look(contoso);
        client.moveClockBy(Duration.ofSeconds(61));

        assertThat(statuses).containsExactly(200, 200, 200, 429);
        assertThat(early).isEqualTo(429);
        assertThat(look(fabrikam)).isEqualTo(200);
        assertThat(client.control("GET", "/requests/statuses", null).at("/429")).isEqualTo("2");
    }

    private int look(String customer) throws IOException {
        return client.get("/v1/customers/" + customer).status();
    }

    @Test
    void sellsNothingToWhoHasNotAcceptedTheAgreement() throws Exception {
        client.control("PUT", "/customers/" + contoso + "/agreement", "{\"accepted\":false}");
        var cart = client.cart(contoso, E5, 1).at("/id");

        var refused = client.checkout(contoso, cart);
        client.control("PUT", "/customers/" + contoso + "/agreement", "{\"accepted\":true}");
        var placed = client.checkout(contoso, cart);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/code")).isEqualTo("13605");
        assertThat(placed.status()).isEqualTo(201);
        assertThat(client.get("/v1/customers/" + contoso + "/directSignedMicrosoftCustomerAgreementStatus")
                        .json()
                        .path("isSigned")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void letsNobodyInOnARevokedConsent() throws Exception {
        client.control("DELETE", "/consents", null);

        var call = client.get("/v1/customers");
        var renewal = client.token(Map.of(
                "grant_type", "refresh_token",
                "refresh_token", "sandbox-consent",
                "client_id", "app",
                "client_secret", "secret"));

        assertThat(call.status()).isEqualTo(401);
        assertThat(renewal.status()).isEqualTo(400);
        assertThat(renewal.at("/error_description")).startsWith("AADSTS50173");
    }

    @Test
    void wantsAUserOnceThatIsEnforced() throws Exception {
        client.signInAsApplication();
        assertThat(client.get("/v1/customers").status()).isEqualTo(200);

        client.control("PATCH", "/behaviour", "{\"userRequired\":true}");

        assertThat(client.get("/v1/customers").at("/code")).isEqualTo("900329");
        client.signInWithConsent();
        assertThat(client.get("/v1/customers").status()).isEqualTo(200);
    }

    @Test
    void letsASubscriptionVanishOrCarryAWordThatNobodyKnows() throws Exception {
        var odd = client.buy(contoso, E5, 5);
        var gone = client.buy(contoso, E5, 6);

        client.control("PUT", odd.replace("/v1", "") + "/forced", "{\"status\":\"flagged\"}");
        client.control("DELETE", gone.replace("/v1", ""), null);

        assertThat(client.get(odd).at("/status")).isEqualTo("flagged");
        assertThat(client.get(gone).status()).isEqualTo(404);
        assertThat(client.get(gone).at("/code")).isEqualTo("20003");
    }

    @Test
    void movesSomeSeatsInThePortal() throws Exception {
        var source = client.buy(contoso, E3, 10);

        client.control(
                "POST",
                source.replace("/v1", "") + "/transitions",
                "{\"productId\":\"CFQ7TTC0LFLZ\",\"skuId\":\"0002\",\"quantity\":4}");

        var items =
                client.get("/v1/customers/" + contoso + "/subscriptions").json().path("items");
        assertThat(items).hasSize(2);
        assertThat(items.valueStream().map(item -> item.path("quantity").asInt()))
                .containsExactlyInAnyOrder(6, 4);
        assertThat(items.get(0).path("commitmentEndDate"))
                .isEqualTo(items.get(1).path("commitmentEndDate"));
    }

    @Test
    void offersMonthEndsAndTheEndsOfOtherTerms() throws Exception {
        var other = client.get(client.buy(contoso, E5, 5)).json();
        client.moveClockBy(Duration.ofDays(10));

        var days = client.get("/v1/customers/" + contoso + "/subscriptions/customTermEndDates?term_duration=P1Y")
                .json()
                .path("items");

        assertThat(days).hasSizeBetween(12, 14);
        var aligned = only(days, "subscriptionAligned");
        assertThat(aligned.path("allowedCustomTermEndDate").asText().substring(0, 10))
                .isEqualTo(other.path("commitmentEndDate").asText().substring(0, 10));
        assertThat(aligned.at("/cotermSubscriptionIds/0")).isEqualTo(other.path("id"));
        assertThat(client.get("/v1/customers/" + contoso + "/subscriptions/customTermEndDates?term_duration=P2Y")
                        .status())
                .isEqualTo(400);
    }

    private static JsonNode only(JsonNode days, String type) {
        return days.valueStream()
                .filter(day -> day.path("allowedCustomTermEndDateType").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sellsWithoutACartToo() throws Exception {
        var order = "{\"referenceCustomerId\":\"%s\",\"billingCycle\":\"monthly\",\"lineItems\":[{\"lineItemNumber\":0,"
                + "\"offerId\":\"%s\",\"termDuration\":\"P1Y\",\"quantity\":3}]}";

        var placed = client.partnerCenter(
                "POST", "/v1/customers/" + contoso + "/orders", order.formatted(contoso, client.catalogItem(E5)));

        assertThat(placed.status()).isEqualTo(201);
        assertThat(placed.at("/lineItems/0/quantity")).isEqualTo("3");
        assertThat(client.get("/v1/customers/" + contoso + "/subscriptions").at("/totalCount"))
                .isEqualTo("1");
    }

    @Test
    void looksAtAddresses() throws Exception {
        assertThat(address("10 Main Street", "98101", "US")).isEqualTo("VerifiedShippable");
        assertThat(address("Main Street", "98101", "US")).isEqualTo("StreetPartial");
        assertThat(address("10 Main Street", "981", "US")).isEqualTo("InteractionRequired");
        assertThat(address("10 Main Street", "98101", "FR")).isEqualTo("NotValidated");
    }

    private static String address(String street, String code, String country) throws IOException {
        var body =
                "{\"AddressLine1\":\"%s\",\"City\":\"Seattle\",\"State\":\"WA\",\"PostalCode\":\"%s\",\"Country\":\"%s\"}";
        return client.partnerCenter("POST", "/v1/validations/address", body.formatted(street, code, country))
                .at("/status");
    }

    @Test
    void goesOnByTheMonthWhereNobodyDecidedOnTheEndOfTheTerm() throws Exception {
        client.control("PATCH", "/behaviour", "{\"extendedServiceTerm\":true}");
        var path = client.buy(contoso, E5, 5);
        client.change(path, "autoRenewEnabled", false);
        client.moveClockBy(Duration.ofDays(400));

        var extended = client.get(path).json();
        var cancelled = client.change(path, "status", "deleted");

        assertThat(extended.path("status").asText()).isEqualTo("active");
        assertThat(extended.path("termDuration").asText()).isEqualTo("P1M");
        assertThat(LocalDate.parse(extended.path("commitmentEndDate").asText().substring(0, 10)))
                .isAfter(LocalDate.ofInstant(client.now(), ZoneOffset.UTC).minusDays(1));
        assertThat(cancelled.at("/status")).isEqualTo("deleted");
    }

    @Test
    void keepsANewBillingRhythmOnlyWhileItIsSentBack() throws Exception {
        var path = client.buy(contoso, E5, 5);
        var instructions = SandboxClient.JSON.readTree("{\"product\":{\"billingCycle\":\"annual\"},\"quantity\":5}");

        client.change(path, "nextChargeInstructions", instructions);
        var kept = client.change(path, "friendlyName", "Office");
        var careless = (ObjectNode) kept.json();
        careless.remove("nextChargeInstructions");
        var lost = client.partnerCenter("PATCH", path, careless.toString());

        assertThat(kept.at("/nextChargeInstructions/product/billingCycle")).isEqualTo("annual");
        assertThat(lost.json().has("nextChargeInstructions")).isFalse();
    }

    @Test
    void answersWithHalfOfWhatItDid() throws Exception {
        var path = client.buy(contoso, E5, 5);
        client.fault("{\"kind\":\"HALF_BODY\",\"method\":\"PATCH\",\"times\":1}");

        var half = client.change(path, "quantity", 6);

        assertThat(half.status()).isEqualTo(200);
        assertThatThrownBy(half::json).isInstanceOf(IllegalStateException.class);
        assertThat(client.get(path).at("/quantity")).isEqualTo("6");
        client.fault("{\"kind\":\"CUT_BODY\",\"method\":\"PATCH\",\"times\":1}");
        assertThatThrownBy(() -> client.change(path, "quantity", 7)).isInstanceOf(IOException.class);
        assertThat(client.get(path).at("/quantity")).isEqualTo("7");
    }

    @Test
    void namesTheTimeOfTheNextTryWhereItIsToldTo() throws Exception {
        client.fault(
                "{\"kind\":\"STATUS\",\"status\":503,\"seconds\":9,\"pathPattern\":\"/v1/customers\",\"times\":1}");

        assertThat(client.get("/v1/customers").header("Retry-After")).isEqualTo("9");
    }

    @Test
    void saysWhatCannotBeChosen() throws Exception {
        var refused = client.control("PATCH", "/behaviour", "{\"mood\":\"bad\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/message")).contains("'mood'", "requestsPerMinute");
    }
}
