package io.tenantry.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.shared.BusinessCalendar;
import io.tenantry.shared.TimeMachine;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/**
 * The story: contoso from a discovered tenant to a paid invoice, and fabrikam, whose declined charge becomes an
 * incident. All of it goes over the public API; only time and the tenants' consent are made in the sandbox.
 */
class StoryPlot {

    private static final String E5 = "CFQ7TTC0LFLZ:0002";
    private static final String TEAMS_PHONE = "CFQ7TTC0LH0T:0001";

    private final StoryApi operator;
    private final StoryApi billing;
    private final RestClient sandbox;
    private final TimeMachine clock;
    private final BusinessCalendar calendar;

    StoryPlot(StoryApi operator, StoryApi billing, RestClient sandbox, TimeMachine clock, BusinessCalendar calendar) {
        this.operator = operator;
        this.billing = billing;
        this.sandbox = sandbox;
        this.clock = clock;
        this.calendar = calendar;
    }

    void play(Consumer<String> step) {
        if (operator.get("/api/v1/provider-accounts").path("total").asLong() > 0) {
            throw new StoryStuck("The story begins with no tenant; it was played already. To play it anew, stop the"
                    + " application, delete the folder data and start again");
        }
        loadMasterData(step);
        var start = firstOfNextMonth();
        moveTo(start, step);
        contosoArrives(start, step);
        contosoBuys(start, step);
        contosoGrows(start.plusDays(15), step);
        fabrikamArrives(start.plusDays(16), step);
        bill(start.plusMonths(1).plusDays(1), step);
        tellContososInvoice(step);
        tellFabrikamsIncident(step);
    }

    private void loadMasterData(Consumer<String> step) {
        billing.upload("/api/v1/price-sheets", "demo/price-sheet-us.csv");
        billing.upload("/api/v1/price-sheets", "demo/price-sheet-de.csv");
        billing.upload("/api/v1/customers/import", "demo/customers.csv");
        step.accept("Price sheets of the US and Germany and the reseller's customers are loaded");
    }

    private void contosoArrives(LocalDate start, Consumer<String> step) {
        var account = discover("Contoso Ltd", "contoso.example", "US");
        step.accept("Contoso accepted us as its reseller; the sync found it and onboarding began: " + number(account));
        operator.await(
                "The match by e-mail domain",
                "/api/v1/provider-accounts/" + number(account),
                seen -> seen.hasNonNull("customerNumber"));
        step.accept("It was matched to the customer whose contact has the same e-mail domain");
        var contract = contract("contoso.example", "pm_card_visa", start, Map.of("currency", "USD", "language", "en"));
        step.accept("A monthly billing contract in advance with all four toggles: " + number(contract));
    }

    private void contosoBuys(LocalDate start, Consumer<String> step) {
        var e5 = buy("contoso.example", Map.of("partNumber", E5, "quantity", 25, "startDate", start));
        var phone = buy(
                "contoso.example",
                Map.of("partNumber", TEAMS_PHONE, "quantity", 10, "startDate", start, "parentNumber", number(e5)));
        step.accept("25 Microsoft 365 E5 (" + number(e5) + ") with 10 Teams Phone (" + number(phone)
                + "), which waits for its parent");
        awaitActive(number(phone));
        step.accept("Partner Center confirmed first the parent, then the add-on");
    }

    private void contosoGrows(LocalDate day, Consumer<String> step) {
        moveTo(day, step);
        var e5 = subscription("contoso.example", E5);
        var change = operator.change(
                HttpMethod.POST,
                "/api/v1/subscriptions/" + number(e5) + "/changes",
                "/api/v1/subscriptions/" + number(e5),
                Map.of("kind", "QUANTITY", "quantity", 30, "effective", "IMMEDIATE", "reason", "Five new colleagues"));
        var changeNumber = change.path("changeNumber").asText();
        operator.await(
                "The change to 30 seats",
                "/api/v1/license-changes/" + changeNumber,
                seen -> seen.path("provisioningStatus").asText().equals("PROVISIONED"));
        step.accept("Seats raised from 25 to 30 in the middle of the month: " + changeNumber);
    }

    private void fabrikamArrives(LocalDate day, Consumer<String> step) {
        moveTo(day, step);
        var account = discover("Fabrikam GmbH", "fabrikam.onmicrosoft.com", "DE");
        var path = "/api/v1/provider-accounts/" + number(account);
        operator.await("The task to map it", "/api/v1/tasks", tasks -> StoryApi.item(
                        tasks, task -> task.path("businessKey").asText().equals(number(account)))
                .isPresent());
        step.accept("Fabrikam's tenant has a domain that no contact has: " + number(account) + " waits for a person");
        operator.post(
                path + "/mapping",
                Map.of("customerNumber", customer("fabrikam.example"), "reason", "Confirmed by telephone"));
        step.accept("An operator mapped it");
        contract(
                "fabrikam.example",
                "pm_card_chargeDeclinedInsufficientFunds",
                day,
                Map.of("currency", "EUR", "language", "de", "taxRate", 19, "taxName", "USt."));
        var e5 = buy("fabrikam.example", Map.of("partNumber", E5, "quantity", 8, "startDate", day));
        awaitActive(number(e5));
        step.accept("Fabrikam bought 8 Microsoft 365 E5; its stored card has no funds");
    }

    private void bill(LocalDate day, Consumer<String> step) {
        moveTo(day, step);
        var run = number(billing.post("/api/v1/billing-runs", Map.of("asOf", day)));
        billing.await("The billing run", "/api/v1/billing-runs/" + run, seen -> seen.path("status")
                .asText()
                .equals("FINISHED"));
        step.accept("Everything that was due is billed: " + run);
    }

    private void tellContososInvoice(Consumer<String> step) {
        var listing = "/api/v1/invoices?customer=" + customer("contoso.example");
        billing.await("The payment of Contoso's invoices", listing, StoryPlot::allPaid);
        for (var invoice : billing.get(listing).path("items")) {
            step.accept("Contoso's invoice " + number(invoice) + " is mailed, posted and paid");
        }
    }

    private void tellFabrikamsIncident(Consumer<String> step) {
        var incidents =
                operator.await("The incident of the declined charge", "/api/v1/incidents", seen -> StoryApi.item(
                                seen, incident -> incident.path("task").asText().equals("chargePaymentProfile"))
                        .isPresent());
        step.accept("Fabrikam's charge was declined: "
                + incidents.get(0).path("message").asText());
        step.accept("Now it is your turn: give its payment profile a good card and retry the step in Cockpit (README)");
    }

    private JsonNode discover(String company, String domain, String country) {
        sandbox.post()
                .uri("/sandbox/customers")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("companyName", company, "domain", domain, "country", country, "email", "it@" + domain))
                .retrieve()
                .toBodilessEntity();
        operator.post("/api/v1/provider-syncs", Map.of());
        var accounts = operator.await(
                "The sync", "/api/v1/provider-accounts?search=" + domain, seen -> StoryApi.item(seen, account -> true)
                        .isPresent());
        return StoryApi.item(accounts, account -> true).orElseThrow();
    }

    private JsonNode contract(String domain, String card, LocalDate start, Map<String, Object> terms) {
        var customer = customer(domain);
        var profile = billing.post(
                "/api/v1/customers/" + customer + "/payment-profiles",
                Map.of(
                        "gatewayCustomer",
                        "cus_" + customer.toLowerCase(Locale.ROOT).replace("-", ""),
                        "gatewayPaymentMethod",
                        card,
                        "label",
                        "Company card",
                        "isDefault",
                        true));
        var body = new HashMap<String, Object>(terms);
        body.put("customerNumber", customer);
        body.put("name", domain + " monthly");
        body.put("startDate", start);
        body.put("frequencyMonths", 1);
        body.put("billingPolicy", "ADVANCE");
        body.put("isDefault", true);
        body.put("billingContact", "Accounts Payable");
        body.put("billingEmail", "ap@" + domain);
        body.put("paymentProfileNumber", number(profile));
        body.put(
                "toggles",
                Map.of("generatePdf", true, "autoSendEmail", true, "autoSyncAccounting", true, "autoCharge", true));
        return billing.post("/api/v1/billing-contracts", body);
    }

    private static boolean allPaid(JsonNode invoices) {
        var items = invoices.path("items");
        return !items.isEmpty()
                && StoryApi.item(
                                invoices,
                                invoice -> !invoice.path("status").asText().equals("PAID"))
                        .isEmpty();
    }

    private JsonNode buy(String domain, Map<String, Object> wish) {
        var account = StoryApi.item(
                        operator.get("/api/v1/provider-accounts?mapped=true&size=200"),
                        seen -> seen.path("customerNumber").asText().equals(customer(domain)))
                .orElseThrow();
        var body = new HashMap<String, Object>(wish);
        body.put("providerAccountNumber", number(account));
        body.put("salesUnit", "MONTHLY");
        body.put("term", "P1Y");
        body.put("billingPlan", "MONTHLY");
        return operator.post("/api/v1/subscriptions", body);
    }

    private void awaitActive(String subscription) {
        operator.await(
                "The provisioning of " + subscription,
                "/api/v1/subscriptions/" + subscription,
                seen -> seen.path("status").asText().equals("ACTIVE"));
    }

    private JsonNode subscription(String domain, String partNumber) {
        return StoryApi.item(
                        operator.get("/api/v1/subscriptions?customer=" + customer(domain)),
                        seen -> seen.path("partNumber").asText().equals(partNumber))
                .orElseThrow();
    }

    private String customer(String domain) {
        return StoryApi.item(operator.get("/api/v1/customers?domain=" + domain), seen -> true)
                .map(StoryPlot::number)
                .orElseThrow(() -> new StoryStuck("There is no customer with the domain " + domain));
    }

    private void moveTo(LocalDate day, Consumer<String> step) {
        var instant = calendar.at(day, LocalTime.of(8, 0));
        if (clock.instant().isBefore(instant)) {
            clock.moveTo(instant);
            step.accept("It is " + day);
        }
    }

    private LocalDate firstOfNextMonth() {
        return calendar.today().withDayOfMonth(1).plusMonths(1);
    }

    private static String number(JsonNode thing) {
        return thing.path("number").asText();
    }
}
