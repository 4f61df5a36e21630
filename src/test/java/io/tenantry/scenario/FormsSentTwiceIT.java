package io.tenantry.scenario;

import static io.tenantry.console.SentPage.place;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.catalog.OfferedProduct;
import io.tenantry.catalog.Products;
import io.tenantry.console.SentPage;
import io.tenantry.pricing.NewPriceListItem;
import io.tenantry.pricing.PriceListItems;
import io.tenantry.shared.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

/** A double click, or Back and Send again: the provider is asked once for what a form orders. */
class FormsSentTwiceIT extends Scenario {

    private static final String POWER_BI = "CFQ7TTC0HL8W:0001";

    @Autowired
    private PriceListItems prices;

    @Autowired
    private Products products;

    @Test
    void aBundleThatIsSentTwiceIsOrderedOnceAtTheProvider() {
        var company = onboarded(domain("twice"));
        var page = "/bundles/" + bundle(company);
        var person = new SentPage(as("operator"));
        var form = bundleOrder(company, person.keyOn(page));

        var first = place(person.send(page + "/orders", form));
        var second = place(person.send(page + "/orders", form));
        runJobs();

        assertThat(first).matches("/subscriptions/SUB-\\d+#tree");
        assertThat(second).isEqualTo(first);
        assertThat(subscriptionsOf(company)).as("the bundle and its part").hasSize(2);
        assertThat(outside.ordersOf(company.tenant())).hasSize(1);
        assertThat(outside.subscriptionsOf(company.tenant()))
                .singleElement()
                .satisfies(there -> assertThat(there.path("quantity").asInt()).isEqualTo(5));
    }

    @Test
    void twoThatAreSentAtTheSameTimeOrderOnceAndBothAreLedThere() throws Exception {
        var company = onboarded(domain("doubleclick"));
        var page = "/bundles/" + bundle(company);
        var person = new SentPage(as("operator"));
        var form = bundleOrder(company, person.keyOn(page));
        Callable<ResponseEntity<String>> send = () -> person.send(page + "/orders", form);
        var hands = Executors.newFixedThreadPool(4);
        var places = new ArrayList<String>();
        try {
            for (var answer : hands.invokeAll(List.of(send, send, send, send))) {
                places.add(place(answer.get(60, TimeUnit.SECONDS)));
            }
        } finally {
            hands.shutdownNow();
        }
        runJobs();

        assertThat(places).hasSize(4).containsOnly(places.get(0));
        assertThat(subscriptionsOf(company)).hasSize(2);
        assertThat(outside.ordersOf(company.tenant())).hasSize(1);
    }

    @Test
    void aRefusedOrderComesBackWithAllThatWasTypedAndIsAcceptedOnceItIsCorrected() {
        var company = onboarded(domain("corrects"));
        var page = "/bundles/" + bundle(company);
        var person = new SentPage(as("operator"));
        var form = bundleOrder(company, person.keyOn(page));
        form.put("unitPrice", "12,50");

        var refused = person.send(page + "/orders", form);

        SentPage.assertRefused(
                refused,
                "&#39;12,50&#39; is no amount; write digits and a point, such as 12.50",
                "value=\"12,50\"",
                "value=\"" + company.account() + "\"");
        assertThat(subscriptionsOf(company)).isEmpty();
        assertThat(SentPage.keyIn(refused)).as("it is not spent").isEqualTo(form.get("formKey"));

        form.put("unitPrice", "12.50");
        assertThat(place(person.send(page + "/orders", form))).startsWith("/subscriptions/");
        assertThat(subscriptionsOf(company)).hasSize(2);
    }

    @Test
    void anotherQuantityInASpentFormIsAskedAboutAndSentOnceMoreItIsOneMore() {
        var company = onboarded(domain("onemore"));
        var page = "/bundles/" + bundle(company);
        var person = new SentPage(as("operator"));
        var form = bundleOrder(company, person.keyOn(page));
        var first = place(person.send(page + "/orders", form));
        form.put("quantity", "7");

        var asked = person.send(page + "/orders", form);

        SentPage.assertRefused(asked, "This form was sent already and led to " + first, "value=\"7\"");
        assertThat(subscriptionsOf(company)).hasSize(2);
        form.put("formKey", SentPage.keyIn(asked));
        assertThat(place(person.send(page + "/orders", form))).isNotEqualTo(first);
        assertThat(subscriptionsOf(company)).hasSize(4);
    }

    @Test
    void somebodyElsesFormWithTheSameKeyIsAnotherOne() {
        var company = onboarded(domain("strangers"));
        var page = "/bundles/" + bundle(company);
        var form = bundleOrder(company, UUID.randomUUID().toString());

        var one = place(new SentPage(as("operator")).send(page + "/orders", form));
        var other = place(new SentPage(as("admin")).send(page + "/orders", form));

        assertThat(other).isNotEqualTo(one);
        assertThat(subscriptionsOf(company)).hasSize(4);
    }

    @Test
    void anAddOnThatIsSentTwiceIsOrderedOnceAndWithoutAKeyNotAtAll() {
        var company = onboarded(domain("addon"));
        var base = active(company, Map.of());
        var person = new SentPage(as("operator"));
        var path = "/subscriptions/" + base;
        var form = new HashMap<>(Map.of(
                "partNumber", TEAMS_PHONE,
                "quantity", "25",
                "salesUnit", "MONTHLY",
                "startDate", today().toString(),
                "billable", "true"));

        SentPage.assertRefused(person.send(path + "/add-ons", form), "The form came without its key");
        form.put("formKey", person.keyOn(path));
        var first = place(person.send(path + "/add-ons", form));
        var second = place(person.send(path + "/add-ons", form));
        runJobs();

        assertThat(second).isEqualTo(first);
        assertThat(subscriptionsOf(company)).hasSize(2);
        assertThat(outside.ordersOf(company.tenant()))
                .as("the base and one add-on")
                .hasSize(2);
    }

    /** Put back after the first answer it waits again: the old answer, sent again, is not the answer to that. */
    @Test
    void anAnswerThatIsSentAgainDoesNotAnswerWhatIsAskedAnew() {
        var company = onboarded(domain("byhand"));
        var change = firstChange(number(operator.post(
                "/api/v1/subscriptions", orderBody(manualTenant(company), Map.of("partNumber", offered(company))))));
        runJobs();
        var person = new SentPage(as("operator"));
        var form = Map.of(
                "formKey", person.keyOn("/manual-orders"), "done", "false", "reason", "The registrar is closed today");

        assertThat(place(person.send("/manual-orders/" + change, form))).isEqualTo("/manual-orders");
        runJobs();
        assertThat(provisioning(change)).isEqualTo("FAILED_PROVISIONING");
        operator.post("/api/v1/license-changes/" + change + "/requeue", Map.of("reason", "It is open again"));
        runJobs();
        assertThat(place(person.send("/manual-orders/" + change, form))).isEqualTo("/manual-orders");
        runJobs();

        assertThat(provisioning(change)).isEqualTo("AWAITING_PROVISIONING");
        operator.post("/api/v1/license-changes/" + change + "/not-applicable", Map.of("reason", "The story is over"));
        runJobs();
    }

    private List<JsonNode> subscriptionsOf(Company company) {
        return operator.list("/api/v1/subscriptions?customer=" + company.customer());
    }

    private Map<String, String> bundleOrder(Company company, String key) {
        return new HashMap<>(Map.of(
                "formKey",
                key,
                "providerAccountNumber",
                company.account(),
                "contractNumber",
                company.contract(),
                "quantity",
                "5",
                "salesUnit",
                "MONTHLY",
                "term",
                "P1Y",
                "billingPlan",
                "MONTHLY",
                "startDate",
                today().toString()));
    }

    /** A bundle of one product, published and priced. */
    private String bundle(Company company) {
        var part = "BUNDLE:" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        var path = "/api/v1/bundles/" + part;
        billing.post("/api/v1/bundles", Map.of("partNumber", part, "title", "Office of " + company.domain()));
        billing.change(
                HttpMethod.POST,
                path + "/parts",
                path,
                Map.of("provider", "partner-center", "partNumber", POWER_BI, "quantity", 1, "billable", true));
        billing.change(HttpMethod.POST, path + "/publication", path, Map.of());
        price(company, UUID.fromString(billing.get(path).path("productId").asText()));
        return part;
    }

    /** The same customer at a provider where people do everything by hand. */
    private String manualTenant(Company company) {
        var account = number(operator.post(
                "/api/v1/provider-accounts",
                Map.of(
                        "provider", "manual",
                        "tenantId", company.domain(),
                        "name", company.domain(),
                        "domain", company.domain(),
                        "reason", "Signed")));
        runJobs();
        return account;
    }

    private String offered(Company company) {
        var part = "K" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT) + ":0001";
        products.record("manual", List.of(new OfferedProduct(part, "Domain of " + company.domain(), "Domain", "Us")));
        price(company, products.get("manual", part).id());
        return part;
    }

    private void price(Company company, UUID product) {
        var contract = billing.get("/api/v1/billing-contracts/" + company.contract());
        prices.add(new NewPriceListItem(
                UUID.fromString(contract.path("priceListId").asText()),
                product,
                "MONTHLY",
                "P1Y",
                Money.of("12.00", "USD"),
                Money.of("8.00", "USD"),
                today()));
    }
}
