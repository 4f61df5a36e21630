package io.tenantry.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;

/** What the stories of terms have in common: to change one, to see it at the provider, and to bill its days. */
abstract class TermScenario extends Scenario {

    /** Asks for a change of the term; returns its number. */
    protected String term(String number, String instruction, Map<String, ?> more) {
        var wish = new HashMap<String, Object>(Map.of("instruction", instruction, "reason", "Story"));
        wish.putAll(more);
        var path = "/api/v1/subscriptions/" + number;
        var answer = operator.change(HttpMethod.POST, path + "/term-changes", path, wish);
        return answer.path("changeNumber").asText();
    }

    protected JsonNode moved(String number, Map<String, ?> wish) {
        var path = "/api/v1/subscriptions/" + number;
        return operator.change(HttpMethod.POST, path + "/moves", path, wish);
    }

    protected JsonNode termOf(String number) {
        return operator.get("/api/v1/subscriptions/" + number + "/term");
    }

    protected JsonNode atTheProvider(Company company, String subscription) {
        var id = subscription(subscription).path("providerSubscriptionId").asText();
        return outside.subscriptionsOf(company.tenant()).stream()
                .filter(there -> there.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The first of the next month of 31 days that one of 30 days follows; it is that day now. */
    protected LocalDate moveToTheFirstOfALongMonth() {
        var start = today().withDayOfMonth(1).plusMonths(1);
        while (start.lengthOfMonth() < 31 || start.plusMonths(1).lengthOfMonth() != 30) {
            start = start.plusMonths(1);
        }
        moveTo(start);
        return start;
    }

    /** Another contract of the company, from today on, that refunds nothing. */
    protected String contractWithoutRefunds(Company company, int frequencyMonths) {
        return number(billing.post(
                "/api/v1/billing-contracts",
                Map.of(
                        "customerNumber",
                        company.customer(),
                        "name",
                        company.domain() + " every " + frequencyMonths,
                        "startDate",
                        today().toString(),
                        "frequencyMonths",
                        frequencyMonths,
                        "billingPolicy",
                        "ADVANCE",
                        "processRefunds",
                        "NO",
                        "billingContact",
                        "Accounts Payable",
                        "billingEmail",
                        "ap@" + company.domain())));
    }

    protected void bill(LocalDate day) {
        billAllThatIsDue(day);
    }

    /** What was billed of a subscription, as {@code 2027-03-16..2027-04-01 10 x 68.40 = 353.03}, by day. */
    protected List<String> billed(String contract, String subscription) {
        return billing.list("/api/v1/invoices?contract=" + contract).stream()
                .flatMap(invoice -> Api.items(invoice.path("lines")).stream())
                .filter(line -> line.path("subscriptionNumber").asText().equals(subscription))
                .map(line -> days(line) + " " + line.path("quantity").asInt() + " x " + amount(line, "unitPrice")
                        + " = " + amount(line, "amount"))
                .sorted()
                .toList();
    }

    protected static String line(LocalDate from, LocalDate until, String what) {
        return from + ".." + until + " " + what;
    }

    private static String days(JsonNode line) {
        return line.at("/servicePeriod/from").asText() + ".."
                + line.at("/servicePeriod/to").asText();
    }

    private static String amount(JsonNode thing, String field) {
        return thing.path(field).path("amount").decimalValue().setScale(2).toPlainString();
    }
}
