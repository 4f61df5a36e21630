package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People who order and change subscriptions, in the application and behind its back, all at random. */
final class ChaosMarket {

    private static final String E3 = "CFQ7TTC0LFLX:0001";
    private static final String EDITED_THERE = "edited there";
    private static final int TENANTS = 4;
    private static final int MOST_SUBSCRIPTIONS = 40;
    private static final int MOST_SEATS = 60;
    private static final int PERCENT = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final MortalNode node;
    private final Outside outside;
    private final JdbcClient sql;
    private final Random random;

    private final List<String> tenants = new ArrayList<>();
    private final List<String> accounts = new ArrayList<>();
    private final List<String> subscriptions = new ArrayList<>();
    private final Map<String, Integer> done = new TreeMap<>();
    private int changes;
    private int refused;
    private int boughtInThePortal;

    ChaosMarket(MortalNode node, Outside outside, JdbcClient sql, Random random) {
        this.node = node;
        this.outside = outside;
        this.sql = sql;
        this.random = random;
    }

    /** Customers with a contract and a tenant each, and a first subscription. */
    void open() {
        var billing = node.as("billing");
        billing.load("/api/v1/price-sheets", "demo/price-sheet-us.csv");
        for (var number = 1; number <= TENANTS; number++) {
            var domain = "chaos" + number + ".example";
            var customer = billing.post("/api/v1/customers", Scenario.customerBody(domain, "USD"))
                    .path("number")
                    .asText();
            billing.post("/api/v1/billing-contracts", contract(customer, domain));
            tenants.add(outside.tenant(domain, domain));
        }
        node.as("operator").post("/api/v1/provider-syncs", Map.of());
        Awaitility.await("mapping").atMost(PATIENCE).until(() -> mapped().size() == TENANTS);
        mapped().forEach(account -> accounts.add(account.path("number").asText()));
        accounts.forEach(account -> order(account));
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

    private LocalDate today() {
        return LocalDate.parse(node.as("operator")
                .get("/api/v1/demo/clock")
                .path("now")
                .asText()
                .substring(0, 10));
    }

    void act() throws InterruptedException {
        var dice = random.nextInt(PERCENT);
        if (dice < 8 && subscriptions.size() < MOST_SUBSCRIPTIONS) {
            order(accounts.get(random.nextInt(accounts.size())));
        } else if (dice < 60) {
            change("quantity", Map.of("kind", "QUANTITY", "quantity", seats()));
        } else if (dice < 68) {
            change("product", Map.of("kind", "PRODUCT", "partNumber", Scenario.E5));
        } else if (dice < 78) {
            change(
                    "schedule",
                    Map.of(
                            "kind",
                            "QUANTITY",
                            "quantity",
                            seats(),
                            "effective",
                            "ON_DATE",
                            "effectiveDate",
                            today().plusDays(1).toString()));
        } else {
            edit(dice);
        }
        Thread.sleep(random.nextInt(120));
    }

    private int seats() {
        return 1 + random.nextInt(MOST_SEATS);
    }

    private void order(String account) {
        var wish = new HashMap<String, Object>(Map.of(
                "providerAccountNumber",
                account,
                "partNumber",
                random.nextBoolean() ? E3 : Scenario.E5,
                "quantity",
                seats(),
                "salesUnit",
                "MONTHLY",
                "term",
                "P1Y",
                "billingPlan",
                "MONTHLY",
                "startDate",
                today().toString()));
        var answer = node.as("operator").tryPost("/api/v1/subscriptions", wish);
        if (count("order", answer)) {
            subscriptions.add(answer.getBody().path("number").asText());
        }
    }

    private void change(String what, Map<String, ?> wish) {
        var path = "/api/v1/subscriptions/" + subscriptions.get(random.nextInt(subscriptions.size()));
        var body = new HashMap<String, Object>(wish);
        body.put("reason", "Chaos");
        count(what, node.as("operator").tryChange(HttpMethod.POST, path + "/changes", path, body));
    }

    /** What the ledger refuses is no change; what breaks it is a failure of this test. */
    private boolean count(String what, ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode().value())
                .as(() -> what + ": " + answer.getBody())
                .isLessThan(500);
        if (!answer.getStatusCode().is2xxSuccessful()) {
            refused++;
            return false;
        }
        counted(what);
        return true;
    }

    private void counted(String what) {
        done.merge(what, 1, Integer::sum);
        changes++;
    }

    /** Somebody at the provider, who may be refused there as well. */
    private void edit(int dice) {
        if (dice > 96) {
            outside.buysInThePortal(tenants.get(random.nextInt(TENANTS)), E3, seats());
            boughtInThePortal++;
            counted("bought there");
            return;
        }
        var there = sql.sql(
                        """
                        select a.tenant_id, s.provider_subscription_id
                        from subscription s join provider_account a on a.id = s.provider_account_id
                        where s.provider_subscription_id is not null order by s.number
                        """)
                .query((row, number) -> List.of(row.getString(1), row.getString(2)))
                .list();
        if (there.isEmpty()) {
            return;
        }
        var one = there.get(random.nextInt(there.size()));
        var edit = List.<Map<String, ?>>of(
                        Map.of("quantity", seats()),
                        Map.of("quantity", seats()),
                        Map.of("status", "suspended"),
                        Map.of("status", "active"),
                        Map.of("status", "active", "autoRenewEnabled", random.nextBoolean()))
                .get(dice % 5);
        if (outside.triesInThePortal(one.get(0), one.get(1), edit)) {
            counted(EDITED_THERE);
        } else {
            refused++;
        }
    }

    int changes() {
        return changes;
    }

    /** Each of them is a row of the ledger; of several edits there only what they come to is one, if it is anything. */
    int accepted() {
        return changes - done.getOrDefault(EDITED_THERE, 0);
    }

    int boughtInThePortal() {
        return boughtInThePortal;
    }

    List<String> tenants() {
        return List.copyOf(tenants);
    }

    @Override
    public String toString() {
        return changes + " changes " + done + ", " + refused + " refused at once";
    }
}
