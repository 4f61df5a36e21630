package io.tenantry.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Customers with a contract each, and with a tenant at each kind of provider, before the storm. */
final class ChaosHouse {

    static final String DISTRIBUTOR = "acme";
    static final String CAD = "CAD-PRO";
    static final String BY_HAND = "HAND-1";
    static final String LINKED = "LINKED-1";

    private static final int CUSTOMERS = 4;
    private static final int TENANTS_OF_EACH = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final MortalNode node;
    private final Outside outside;
    private final JdbcClient sql;
    private final List<String> tenants = new ArrayList<>();
    private final List<String> distributorTenants = new ArrayList<>();
    private LocalDate today;

    ChaosHouse(MortalNode node, Outside outside, JdbcClient sql) {
        this.node = node;
        this.outside = outside;
        this.sql = sql;
    }

    void open() throws IOException {
        var billing = node.as("billing");
        billing.load("/api/v1/price-sheets", "demo/price-sheet-us.csv");
        connectDistributor();
        var contract = "";
        for (var number = 1; number <= CUSTOMERS; number++) {
            var domain = "chaos" + number + ".example";
            var customer = billing.post("/api/v1/customers", Scenario.customerBody(domain, "USD"))
                    .path("number")
                    .asText();
            contract = billing.post("/api/v1/billing-contracts", contract(customer, domain))
                    .path("number")
                    .asText();
            tell("manual", domain);
            tell("linked-subscription", domain);
            tenants.add(outside.tenant(domain, domain));
            distributorTenants.add(outside.tenantOfDistributor(domain, domain));
        }
        node.as("operator").post("/api/v1/provider-syncs", Map.of());
        Awaitility.await("mapping").atMost(PATIENCE).until(() -> mapped().size() == TENANTS_OF_EACH * CUSTOMERS);
        stock(contract);
    }

    private void connectDistributor() throws IOException {
        try (var example = new ClassPathResource("sandbox/distributor.json").getInputStream()) {
            var settings = ((ObjectNode) new ObjectMapper().readTree(example))
                    .put("baseUrl", outside.address() + "/distributor/v2");
            node.as("admin")
                    .post(
                            "/api/v1/providers",
                            Map.of(
                                    "name",
                                    DISTRIBUTOR,
                                    "connection",
                                    Map.of(
                                            "displayName",
                                            "Acme Cloud",
                                            "protocol",
                                            "REST",
                                            "capabilities",
                                            List.of(
                                                    "ACCOUNTS",
                                                    "ORDERS",
                                                    "SUBSCRIPTIONS",
                                                    "QUANTITY_CHANGES",
                                                    "CANCELLATIONS"),
                                            "settings",
                                            settings,
                                            "secret",
                                            "dk_chaos")));
        }
    }

    /** What the providers without a price sheet sell, and for how much. */
    private void stock(String contract) {
        var billing = node.as("billing");
        var list = billing.get("/api/v1/billing-contracts/" + contract)
                .path("priceListId")
                .asText();
        for (var product : List.of(
                List.of(DISTRIBUTOR, CAD), List.of("manual", BY_HAND), List.of("linked-subscription", LINKED))) {
            var provider = product.get(0);
            var part = product.get(1);
            billing.post("/api/v1/products", Map.of("provider", provider, "partNumber", part, "title", part));
            billing.post(
                    "/api/v1/price-lists/" + list + "/items",
                    Map.of(
                            "provider",
                            provider,
                            "partNumber",
                            part,
                            "unit",
                            "MONTHLY",
                            "term",
                            "P1Y",
                            "from",
                            today().toString(),
                            "sellingPrice",
                            12,
                            "costPrice",
                            9));
        }
    }

    /** A tenant of a provider that cannot tell of it by itself. */
    private void tell(String provider, String domain) {
        node.as("operator")
                .post(
                        "/api/v1/provider-accounts",
                        Map.of(
                                "provider",
                                provider,
                                "tenantId",
                                domain,
                                "name",
                                domain,
                                "domain",
                                domain,
                                "reason",
                                "Signed the offer"));
    }

    private List<JsonNode> mapped() {
        return node.as("operator").list("/api/v1/provider-accounts?mapped=true");
    }

    private Map<String, Object> contract(String customer, String domain) {
        return Map.of(
                "customerNumber",
                customer,
                "name",
                domain + " monthly",
                "startDate",
                today().toString(),
                "frequencyMonths",
                1,
                "isDefault",
                true);
    }

    /** The same until the storm is over. */
    LocalDate today() {
        if (today == null) {
            today = askForTheDay();
        }
        return today;
    }

    private LocalDate askForTheDay() {
        return LocalDate.parse(node.as("operator")
                .get("/api/v1/demo/clock")
                .path("now")
                .asText()
                .substring(0, 10));
    }

    /** As Partner Center knows them. */
    List<String> tenants() {
        return List.copyOf(tenants);
    }

    /** As the distributor knows them. */
    List<String> distributorTenants() {
        return List.copyOf(distributorTenants);
    }

    /** As we know the tenants of a provider, in the order of their numbers. */
    List<String> accounts(String provider) {
        return sql.sql("select number from provider_account where provider = :provider order by domain")
                .param("provider", provider)
                .query(String.class)
                .list();
    }
}
