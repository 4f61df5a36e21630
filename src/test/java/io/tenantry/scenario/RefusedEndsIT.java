package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ends that the provider refused: what runs on there is paid for, each day once. 25 seats of E5 at 59.85 are 1,496.25. */
class RefusedEndsIT extends RemediationScenario {

    @Autowired
    private JdbcClient jdbc;

    @Test
    @Tells("endRefused")
    void whatTheProviderGoesOnWithIsBilledAsIfNobodyHadAskedForItsEnd() {
        var first = moveToTheFirstOfAMonthOf(30);
        var company = onboarded(domain("goes-on"));
        var number = active(company, Map.of("startDate", first.toString()));
        billAllThatIsDue(first.plusDays(1));
        var end = refusedEnd(number, first.plusDays(9));
        moveTo(first.plusDays(19));
        scan();

        var found = decided(end, "END_REFUSED", "MARK_NOT_APPLICABLE");
        assertThat(found.path("words").asText()).contains("900117").contains("gives the seats back");
        fix(operator, found, "MARK_NOT_APPLICABLE", Map.of());
        sync(company);
        billAllThatIsDue(first.plusMonths(1).plusDays(1));

        assertThat(subscription(number).path("quantity").asInt()).isEqualTo(25);
        assertThat(status(number)).isEqualTo("ACTIVE");
        assertThat(billed(company, number, first)).as("November, once").isEqualByComparingTo("1496.25");
        assertThat(billed(company, number, first.plusMonths(1))).isEqualByComparingTo("1496.25");
        assertThat(linesOf(company, number)).hasSize(2);
        assertClosed(found);
    }

    /** March is billed; its days from the 10th on are not credited in April, and are not billed again after the undoing. */
    @Test
    void whatIsUndoneAfterItsCreditWasWaivedIsNotBilledASecondTime() {
        var first = moveToTheFirstOfAMonthOf(31);
        var company = onboarded(domain("waived"));
        var number = active(company, Map.of("startDate", first.toString()));
        billAllThatIsDue(first.plusDays(1));
        var end = refusedEnd(number, first.plusDays(9));
        var second = first.plusMonths(1);
        billAllThatIsDue(second.plusDays(1));
        assertThat(linesOf(company, number))
                .as("the credit of 1,061.85 is waived")
                .hasSize(1);
        assertThat(waivedOf(number)).isEqualTo(1);

        operator.post("/api/v1/license-changes/" + end + "/not-applicable", Map.of("reason", "They keep it"));
        billAllThatIsDue(second.plusMonths(1).plusDays(1));

        assertThat(billed(company, number, first)).isEqualByComparingTo("1496.25");
        assertThat(billed(company, number, second)).isEqualByComparingTo("1496.25");
        assertThat(billed(company, number, second.plusMonths(1))).isEqualByComparingTo("1496.25");
        assertThat(linesOf(company, number)).hasSize(3);
        assertThat(waivedOf(number)).as("nothing of it is waived any more").isZero();
    }

    private int waivedOf(String number) {
        return jdbc.sql(
                        """
                        select count(*) from allocation a join subscription s on s.id = a.subscription_id
                        where s.number = :number and a.state = 'WAIVED' and a.live""")
                .param("number", number)
                .query(Integer.class)
                .single();
    }

    private LocalDate moveToTheFirstOfAMonthOf(int days) {
        var start = today().withDayOfMonth(1).plusMonths(1);
        while (start.lengthOfMonth() != days) {
            start = start.plusMonths(1);
        }
        moveTo(start);
        return start;
    }

    private String refusedEnd(String subscription, LocalDate day) {
        moveTo(day);
        var end = deactivate(subscription);
        runJobs();
        assertThat(provisioning(end)).isEqualTo("FAILED_PROVISIONING");
        return end;
    }

    private String deactivate(String number) {
        var path = "/api/v1/subscriptions/" + number;
        var wish = new HashMap<String, Object>(
                Map.of("kind", "DEACTIVATE", "effective", "IMMEDIATE", "refund", false, "reason", "They leave"));
        return operator.change(HttpMethod.POST, path + "/changes", path, wish)
                .path("changeNumber")
                .asText();
    }

    /** All that was billed, and credited, of the days of one month. */
    private BigDecimal billed(Company company, String number, LocalDate month) {
        return linesOf(company, number).stream()
                .filter(line -> !LocalDate.parse(line.at("/servicePeriod/from").asText())
                                .isBefore(month)
                        && !LocalDate.parse(line.at("/servicePeriod/to").asText())
                                .isAfter(month.plusMonths(1)))
                .map(line -> line.path("amount").path("amount").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<JsonNode> linesOf(Company company, String number) {
        return billing.list("/api/v1/invoices?contract=" + company.contract()).stream()
                .flatMap(invoice -> Api.items(invoice.path("lines")).stream())
                .filter(line -> line.path("subscriptionNumber").asText().equals(number))
                .toList();
    }

    private void sync(Company company) {
        operator.post("/api/v1/provider-syncs", Map.of("providerAccountNumber", company.account()));
        runJobs();
    }
}
