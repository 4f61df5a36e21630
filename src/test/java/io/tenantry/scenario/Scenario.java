package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.ScenarioTest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

/** What the stories have in common: the people, the world outside, and how a company gets to be a customer. */
abstract class Scenario extends ScenarioTest {

    static final String E5 = "CFQ7TTC0LFLZ:0002";
    static final String TEAMS_PHONE = "CFQ7TTC0LH0T:0001";

    private static final Map<String, Boolean> ALL_FOUR =
            Map.of("generatePdf", true, "autoSendEmail", true, "autoSyncAccounting", true, "autoCharge", true);

    /** A customer that was onboarded: its numbers here, its tenant there, and who pays at the gateway. */
    record Company(String domain, String tenant, String customer, String account, String contract, String payer) {}

    protected Api operator;
    protected Api billing;
    protected Outside outside;

    @Value("${tenantry.sandbox.url}")
    private String sandboxUrl;

    @BeforeEach
    void openTheStage() {
        operator = new Api(as("operator"));
        billing = new Api(as("billing"));
        outside = new Outside(sandboxUrl);
        billing.load("/api/v1/price-sheets", "demo/price-sheet-us.csv");
    }

    /** A domain that no other story has. */
    protected static String domain(String name) {
        return name + UUID.randomUUID().toString().substring(0, 8) + ".example";
    }

    protected LocalDate today() {
        return LocalDate.now(time);
    }

    /** Eight in the morning of a day that has not come yet. */
    protected void moveTo(LocalDate day) {
        time.moveTo(day.atTime(LocalTime.of(8, 0)).toInstant(ZoneOffset.UTC));
    }

    /** A company that was found, matched by its domain, and has a contract with all four toggles. */
    protected Company onboarded(String domain) {
        return onboarded(domain, "pm_card_visa");
    }

    protected Company onboarded(String domain, String card) {
        var customer = customer(domain);
        var tenant = outside.tenant(domain, domain);
        sync();
        var account = account(domain).path("number").asText();
        var payer = "cus_" + customer.toLowerCase(Locale.ROOT).replace("-", "");
        var contract = contract(customer, domain, profile(customer, payer, card));
        runJobs();
        return new Company(domain, tenant, customer, account, contract, payer);
    }

    protected String customer(String domain) {
        return number(billing.post("/api/v1/customers", customerBody(domain, "USD")));
    }

    protected static Map<String, Object> customerBody(String domain, String currency) {
        return Map.of(
                "name",
                domain,
                "domain",
                domain,
                "country",
                "US",
                "street",
                "10 Main Street",
                "city",
                "Seattle",
                "postalCode",
                "98101",
                "currency",
                currency,
                "contact",
                Map.of("name", "Accounts Payable", "email", "ap@" + domain, "primary", true));
    }

    protected void sync() {
        operator.post("/api/v1/provider-syncs", Map.of());
        runJobs();
    }

    /** A sync of this company's tenant alone; returns its number. */
    protected String syncOf(Company company) {
        return syncOf(company.account());
    }

    protected String syncOf(String account) {
        var number = requestSyncOf(account);
        runJobs();
        return number;
    }

    protected String requestSyncOf(String account) {
        return number(operator.post("/api/v1/provider-syncs", Map.of("providerAccountNumber", account)));
    }

    /** The same, but it only tells what differs and writes none of it. */
    protected void compares(Company company) {
        operator.post(
                "/api/v1/provider-syncs", Map.of("providerAccountNumber", company.account(), "compareOnly", true));
        runJobs();
    }

    protected List<JsonNode> mismatchesOf(Company company) {
        return operator.list("/api/v1/mismatches?status=OPEN&size=200").stream()
                .filter(each -> each.path("providerAccountNumber").asText().equals(company.account()))
                .toList();
    }

    /** The provider refuses the next changes of a tenant's subscriptions; returns the fault's id. */
    protected String refusesChanges(Company company, int times) {
        return outside.fault(
                "PATCH",
                "/v1/customers/" + company.tenant() + "/subscriptions/*",
                Map.of("kind", "STATUS", "status", 400, "code", "800999", "times", times));
    }

    /** The tenant of a domain, as it was discovered. */
    protected JsonNode account(String domain) {
        var found = operator.list("/api/v1/provider-accounts?search=" + domain);
        assertThat(found).as("provider accounts of %s", domain).hasSize(1);
        return found.get(0);
    }

    protected String profile(String customer, String payer, String card) {
        return number(billing.post(
                "/api/v1/customers/" + customer + "/payment-profiles",
                Map.of(
                        "gatewayCustomer",
                        payer,
                        "gatewayPaymentMethod",
                        card,
                        "label",
                        "Company card",
                        "isDefault",
                        true)));
    }

    protected String contract(String customer, String domain, String profile) {
        var terms = new HashMap<String, Object>(Map.of(
                "customerNumber",
                customer,
                "name",
                domain + " monthly",
                "startDate",
                today().toString(),
                "frequencyMonths",
                1,
                "billingPolicy",
                "ADVANCE",
                "isDefault",
                true,
                "billingContact",
                "Accounts Payable",
                "billingEmail",
                "ap@" + domain,
                "paymentProfileNumber",
                profile,
                "toggles",
                ALL_FOUR));
        return number(billing.post("/api/v1/billing-contracts", terms));
    }

    /**
     * Bills what is due and starts what follows its invoices, which a run does at a pace: with a full house it takes its
     * minutes. The run itself may stay open, for a person who sees to another story's contract that it set aside.
     */
    protected void billAllThatIsDue(LocalDate day) {
        if (today().isBefore(day)) {
            moveTo(day);
        }
        var run =
                "/api/v1/billing-runs/" + number(billing.post("/api/v1/billing-runs", Map.of("asOf", day.toString())));
        runJobs();
        for (var minute = 0; minute < 60 && !isThrough(billing.get(run)); minute++) {
            time.moveBy(Duration.ofMinutes(1));
            runJobs();
        }
        assertThat(isThrough(billing.get(run)))
                .as(() -> billing.get(run).toString())
                .isTrue();
    }

    private static boolean isThrough(JsonNode run) {
        var progress = run.path("progress");
        return progress.hasNonNull("startedAt")
                && progress.path("pending").asInt() == 0
                && progress.path("unreleased").asInt() == 0;
    }

    /** Orders from today on, monthly billed for a year; {@code wish} says the rest or otherwise. */
    protected JsonNode order(Company company, Map<String, ?> wish) {
        return operator.post("/api/v1/subscriptions", orderBody(company.account(), wish));
    }

    protected Map<String, Object> orderBody(String account, Map<String, ?> wish) {
        var order = new HashMap<String, Object>(Map.of(
                "providerAccountNumber",
                account,
                "partNumber",
                E5,
                "quantity",
                25,
                "salesUnit",
                "MONTHLY",
                "term",
                "P1Y",
                "billingPlan",
                "MONTHLY",
                "startDate",
                today().toString()));
        order.putAll(wish);
        return order;
    }

    /** Ordered, provisioned and active; returns its number. */
    protected String active(Company company, Map<String, ?> wish) {
        var number = number(order(company, wish));
        runJobs();
        assertThat(status(number)).isEqualTo("ACTIVE");
        return number;
    }

    protected JsonNode subscription(String number) {
        return operator.get("/api/v1/subscriptions/" + number);
    }

    /** All of a tenant, however many others have. */
    protected List<JsonNode> subscriptionsOf(String account) {
        var found = new ArrayList<JsonNode>();
        for (var page = 0; ; page++) {
            var some = operator.list("/api/v1/subscriptions?size=200&page=" + page);
            some.stream()
                    .filter(each -> each.path("providerAccountNumber").asText().equals(account))
                    .forEach(found::add);
            if (some.size() < 200) {
                return found;
            }
        }
    }

    protected String status(String subscription) {
        return subscription(subscription).path("status").asText();
    }

    /** Asks for a change of quantity; returns its number. */
    protected String changeTo(String subscription, int quantity, Map<String, ?> when) {
        var answer = tryChangeTo(subscription, quantity, when);
        assertThat(answer.getStatusCode().value())
                .as(() -> String.valueOf(answer.getBody()))
                .isEqualTo(201);
        return answer.getBody().path("changeNumber").asText();
    }

    protected ResponseEntity<JsonNode> tryChangeTo(String subscription, int quantity, Map<String, ?> when) {
        var path = "/api/v1/subscriptions/" + subscription;
        var wish = new HashMap<String, Object>(Map.of("kind", "QUANTITY", "quantity", quantity, "reason", "Story"));
        wish.putAll(when);
        return operator.tryChange(HttpMethod.POST, path + "/changes", path, wish);
    }

    /** A change as it stands, with its history and what it waits for. */
    protected JsonNode change(String number) {
        return operator.get("/api/v1/license-changes/" + number);
    }

    protected String provisioning(String change) {
        return change(change).path("provisioningStatus").asText();
    }

    /** All changes of a subscription, in their order. */
    protected List<JsonNode> ledgerOf(String subscription) {
        return operator.list("/api/v1/subscriptions/" + subscription + "/ledger");
    }

    /** The only change of a subscription so far. */
    protected String firstChange(String subscription) {
        return number(ledgerOf(subscription).get(0));
    }

    protected static String number(JsonNode thing) {
        return thing.path("number").asText();
    }
}
