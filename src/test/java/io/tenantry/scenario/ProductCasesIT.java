package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** What the provider would not turn into another product, and what is billed of it. Provisioning best practices §10. */
class ProductCasesIT extends RemediationScenario {

    private static final String TRIAL = "CFQ7TTC0LCHC:0003";
    private static final String PAID = "CFQ7TTC0LCHC:0002";

    /**
     * A trial of 25 is to be paid for at 10.56 from the 14th of a month of 31 days on, which is refused. A failed change is
     * billed until somebody decides: 25 × 10.56 × 18/31 = 153.29, and 264.00 for the month after. Nobody wants it: all of it
     * comes back, and the trial ends for nothing.
     */
    @Test
    @Tells("productChangeRefused")
    void aConversionThatIsRefusedAndNotWantedAnyMoreIsBilledToNobody() {
        var start = moveToTheFirstOfALongMonth();
        var company = onboarded(domain("unpaid"));
        moveTo(start.plusDays(9));
        var number = trial(company);
        moveTo(start.plusDays(13));
        refusesTransitions(company);
        var change = convert(number);
        runJobs();
        assertThat(provisioning(change)).isEqualTo("FAILED_PROVISIONING");
        bill(start.plusMonths(1).plusDays(1));
        assertThat(billed(company, number)).containsExactly("153.29", "264.00");

        var found = decided(change, "PRODUCT_CHANGE_REFUSED", "REQUEUE");
        assertThat(fixes(found)).containsExactly("REQUEUE", "MARK_NOT_APPLICABLE");
        assertThat(found.path("words").asText()).contains(start.plusDays(13).toString());
        fix(operator, found, "MARK_NOT_APPLICABLE", Map.of());

        assertThat(subscription(number).path("partNumber").asText()).isEqualTo(TRIAL);
        var term = operator.get("/api/v1/subscriptions/" + number + "/term");
        assertThat(term.path("trial").asBoolean()).isTrue();
        assertThat(term.path("term").asText()).isEqualTo("P1M");
        assertClosed(found);

        sync(company);
        assertThat(operator.list("/api/v1/subscriptions/" + number + "/ledger"))
                .as("creation, conversion, what undoes it; the sync has nothing to add")
                .hasSize(3);

        term(number, Map.of("instruction", "AUTO_RENEW_OFF", "reason", "They tried it"));
        runJobs();
        bill(start.plusMonths(2).plusDays(1));

        assertThat(billed(company, number).stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("153.29 + 264.00 come back, and nothing follows")
                .isEqualByComparingTo("0");
    }

    /** The cause is mended and the conversion put back: from its first day on it is what was billed. */
    @Test
    @Tells("productChangeRefused")
    void aConversionThatIsRefusedAndRepeatedIsPaidFor() {
        var start = moveToTheFirstOfALongMonth();
        var company = onboarded(domain("paid"));
        var number = trial(company);
        moveTo(start.plusDays(13));
        refusesTransitions(company);
        var change = convert(number);
        runJobs();

        var found = decided(change, "PRODUCT_CHANGE_REFUSED", "REQUEUE");
        fix(operator, found, "REQUEUE", Map.of());

        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertThat(subscription(number).path("partNumber").asText()).isEqualTo(PAID);
        assertClosed(found);
        bill(start.plusMonths(1).plusDays(1));
        assertThat(billed(company, number)).containsExactly("153.29", "264.00");
    }

    /** Ordered, there, and seen to be a trial: what it costs is nothing. */
    private String trial(Company company) {
        var number = active(company, Map.of("partNumber", TRIAL, "quantity", 25, "term", "P1M"));
        sync(company);
        return number;
    }

    private String convert(String number) {
        return term(
                number,
                Map.of(
                        "instruction",
                        "TRIAL_TO_PAID",
                        "unitPrice",
                        "10.56",
                        "currency",
                        "USD",
                        "next",
                        Map.of("partNumber", PAID, "quantity", 25, "term", "P1M", "billingPlan", "MONTHLY"),
                        "reason",
                        "They stay"));
    }

    private String term(String number, Map<String, ?> wish) {
        var path = "/api/v1/subscriptions/" + number;
        return operator.change(HttpMethod.POST, path + "/term-changes", path, wish)
                .path("changeNumber")
                .asText();
    }

    private void refusesTransitions(Company company) {
        outside.fault(
                "POST",
                "/v1/customers/" + company.tenant() + "/subscriptions/*/transitions",
                Map.of("kind", "STATUS", "status", 400, "code", "900236", "times", 1));
    }

    private void sync(Company company) {
        operator.post("/api/v1/provider-syncs", Map.of("providerAccountNumber", company.account()));
        runJobs();
    }

    private void bill(LocalDate day) {
        billAllThatIsDue(day);
    }

    private static List<String> fixes(JsonNode found) {
        return Api.items(found.path("fixes")).stream()
                .map(fix -> fix.path("fix").asText())
                .toList();
    }

    /** The amounts of its lines, the smaller ones first. */
    private List<String> billed(Company company, String number) {
        return billing.list("/api/v1/invoices?contract=" + company.contract()).stream()
                .flatMap(invoice -> Api.items(invoice.path("lines")).stream())
                .filter(line -> line.path("subscriptionNumber").asText().equals(number))
                .map(line -> line.at("/amount/amount").decimalValue().setScale(2))
                .sorted()
                .map(BigDecimal::toPlainString)
                .toList();
    }

    /** The first of the next month of 31 days that one of 30 days follows; it is that day now. */
    private LocalDate moveToTheFirstOfALongMonth() {
        var start = today().withDayOfMonth(1).plusMonths(1);
        while (start.lengthOfMonth() < 31 || start.plusMonths(1).lengthOfMonth() != 30) {
            start = start.plusMonths(1);
        }
        moveTo(start);
        return start;
    }
}
