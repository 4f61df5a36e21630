package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** From due contracts to paid invoices, and what becomes of those that stumble. Provisioning best practices §8. */
class BillingIT extends Scenario {

    private static final String INVOICES_TO_THE_BOOKS = "/v3/company/*/invoice";
    private static final List<Duration> RETRIES = List.of(
            Duration.ofSeconds(11),
            Duration.ofSeconds(61),
            Duration.ofSeconds(601),
            Duration.ofSeconds(3601),
            Duration.ofSeconds(14_401));

    @Test
    void aMonthWithARaiseInItsMiddleIsInvoicedToTheCent() {
        var start = moveToTheFirstOfAMonthOf31Days();
        var company = onboarded(domain("billed"));
        var subscription = active(company, Map.of());
        bill(start.plusDays(1));
        moveTo(start.plusDays(15));
        changeTo(subscription, 30, Map.of());
        runJobs();

        bill(start.plusMonths(1).plusDays(1));

        var first = invoiceOf(company, start);
        assertThat(lines(first)).containsExactly(line(25, "1", start, start.plusMonths(1), "1496.25"));
        assertThat(amount(first, "total")).isEqualTo("1496.25");
        var second = invoiceOf(company, start.plusMonths(1));
        assertThat(lines(second))
                .containsExactlyInAnyOrder(
                        line(5, "16/31", start.plusDays(15), start.plusMonths(1), "154.45"),
                        line(30, "1", start.plusMonths(1), start.plusMonths(2), "1795.50"));
        assertThat(amount(second, "total")).isEqualTo("1949.95");
        assertThat(invoicesOf(company)).hasSize(2);
    }

    @Test
    void anInvoiceIsMailedWithItsPdfPostedAndPaidOnce() {
        var company = billedOnce(domain("paid"), "pm_card_visa");
        var invoice = onlyInvoiceOf(company);
        var number = number(invoice);

        assertThat(invoice.path("status").asText()).isEqualTo("PAID");
        assertThat(amount(invoice, "paid")).isEqualTo("1496.25");
        assertThat(outside.mailsTo("ap@" + company.domain())).singleElement().satisfies(mail -> {
            assertThat(mail.path("subject").asText()).contains(number);
            assertThat(mail.path("attachments")).hasSize(1);
            assertThat(mail.at("/attachments/0/contentType").asText()).isEqualTo("application/pdf");
            assertThat(outside.attachment(mail)).isEqualTo(billing.download("/api/v1/invoices/" + number + "/pdf"));
            assertThat(new String(outside.attachment(mail), 0, 5, StandardCharsets.US_ASCII))
                    .isEqualTo("%PDF-");
        });
        assertThat(outside.postingsOf(number)).singleElement().satisfies(posting -> assertThat(
                        posting.path("TotalAmt").decimalValue())
                .isEqualByComparingTo("1496.25"));
        assertThat(outside.paymentsOf(company.payer())).singleElement().satisfies(payment -> {
            assertThat(payment.path("status").asText()).isEqualTo("succeeded");
            assertThat(payment.path("amount").asInt()).isEqualTo(149_625);
        });
    }

    /** Provisioning best practices, checklist "Audit & Monitor": new subscriptions and first-cycle invoices. */
    @Test
    void aNewSubscriptionIsListedWithItsFirstInvoiceForASpotCheck() {
        var company = onboarded(domain("spot"));
        var subscription = active(company, Map.of("quantity", 25));

        assertThat(newSubscription(subscription).path("first_invoice").asText()).isEqualTo("not invoiced yet");

        var start = today();
        bill(start.plusDays(1));

        assertThat(newSubscription(subscription).path("first_invoice").asText())
                .isEqualTo(number(onlyInvoiceOf(company)));
        assertThat(newSubscription(subscription).path("billed_from").asText()).isEqualTo(start.toString());
    }

    private JsonNode newSubscription(String number) {
        return billing.list("/api/v1/saved-views/new-subscriptions").stream()
                .filter(row -> row.path("number").asText().equals(number))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSecondRunAddsNothing() {
        var company = billedOnce(domain("twice"), "pm_card_visa");
        var number = number(onlyInvoiceOf(company));

        bill(today());

        assertThat(number(onlyInvoiceOf(company))).isEqualTo(number);
        assertThat(outside.mailsTo("ap@" + company.domain())).hasSize(1);
        assertThat(outside.postingsOf(number)).hasSize(1);
        assertThat(outside.paymentsOf(company.payer())).hasSize(1);
    }

    @Test
    void accountingThatIsDownHoldsNoOtherStepUpAndIsRepairedAlone() {
        var fault = outside.fault("POST", INVOICES_TO_THE_BOOKS, Map.of("kind", "STATUS", "status", 503));
        var company = billedOnce(domain("booksdown"), "pm_card_visa");
        var number = number(onlyInvoiceOf(company));

        assertThat(steps(number)).containsExactly("PDF DONE", "EMAIL DONE", "ACCOUNTING PLANNED", "CHARGE DONE");
        assertThat(onlyInvoiceOf(company).path("status").asText()).isEqualTo("PAID");
        assertThat(incidentsOf(number)).isEmpty();

        RETRIES.forEach(this::wait);
        assertThat(incidentsOf(number)).singleElement().satisfies(incident -> {
            assertThat(incident.path("task").asText()).isEqualTo("postInvoice");
            assertThat(incident.path("message").asText()).contains("503");
        });

        outside.endOf(fault);
        retry(incidentsOf(number).get(0), "The books are up again");
        runJobs();

        assertThat(steps(number)).containsExactly("PDF DONE", "EMAIL DONE", "ACCOUNTING DONE", "CHARGE DONE");
        assertThat(incidentsOf(number)).isEmpty();
        assertThat(outside.postingsOf(number)).hasSize(1);
        assertThat(outside.mailsTo("ap@" + company.domain())).hasSize(1);
        assertThat(outside.paymentsOf(company.payer())).hasSize(1);
    }

    @Test
    void aDeclinedCardIsAnIncidentAtOnceAndIsChargedAgainOnlyWhenAPersonSaysSo() {
        var company = billedOnce(domain("declined"), "pm_card_chargeDeclinedInsufficientFunds");
        var number = number(onlyInvoiceOf(company));

        assertThat(incidentsOf(number)).singleElement().satisfies(incident -> {
            assertThat(incident.path("process").asText()).isEqualTo("post-invoice");
            assertThat(incident.path("task").asText()).isEqualTo("chargePaymentProfile");
            assertThat(incident.path("message").asText()).contains("insufficient funds");
        });
        assertThat(steps(number)).containsExactly("PDF DONE", "EMAIL DONE", "ACCOUNTING DONE", "CHARGE PLANNED");
        assertThat(onlyInvoiceOf(company).path("status").asText()).isEqualTo("BILLED");

        RETRIES.forEach(this::wait);
        assertThat(charges(number)).containsExactly("1 DECLINED");
        assertThat(outside.requests("POST", "/v1/payment_intents/*/confirm")).isEmpty();
        assertThat(outside.paymentsOf(company.payer())).hasSize(1);

        replaceCard(company, "pm_card_visa");
        retry(incidentsOf(number).get(0), "The customer gave us a new card");
        runJobs();

        assertThat(onlyInvoiceOf(company).path("status").asText()).isEqualTo("PAID");
        assertThat(charges(number)).containsExactly("1 DECLINED", "2 SUCCEEDED");
        assertThat(outside.paymentsOf(company.payer()))
                .extracting(payment -> payment.path("status").asText())
                .containsOnlyOnce("succeeded");
        assertThat(incidentsOf(number)).isEmpty();
        assertThat(outside.mailsTo("ap@" + company.domain())).hasSize(1);
        assertThat(operator.list("/api/v1/audit?subject=" + number))
                .extracting(entry -> entry.path("action").asText() + " "
                        + entry.path("actor").asText())
                .contains("step-retried operator");
    }

    @Test
    void anAnswerThatGetsLostIsAskedForAgainAndChargesOnce() {
        var fault = outside.fault("POST", "/v1/payment_intents", Map.of("kind", "TIMEOUT_AFTER"));
        var company = billedOnce(domain("lost"), "pm_card_visa");
        var number = number(onlyInvoiceOf(company));
        assertThat(onlyInvoiceOf(company).path("status").asText()).isEqualTo("BILLED");
        assertThat(outside.paymentsOf(company.payer())).hasSize(1);

        outside.endOf(fault);
        wait(RETRIES.get(0));

        assertThat(onlyInvoiceOf(company).path("status").asText()).isEqualTo("PAID");
        assertThat(charges(number)).containsExactly("1 SUCCEEDED");
        assertThat(outside.paymentsOf(company.payer())).hasSize(1);
    }

    /** A company with 25 seats since the first of a month, and that month invoiced. */
    private Company billedOnce(String domain, String card) {
        var start = moveToTheFirstOfAMonthOf31Days();
        var company = onboarded(domain, card);
        active(company, Map.of());
        bill(start.plusDays(1));
        return company;
    }

    private LocalDate moveToTheFirstOfAMonthOf31Days() {
        var start = today().withDayOfMonth(1).plusMonths(1);
        while (start.lengthOfMonth() < 31) {
            start = start.plusMonths(1);
        }
        moveTo(start);
        return start;
    }

    private void bill(LocalDate day) {
        billAllThatIsDue(day);
    }

    private void wait(Duration duration) {
        time.moveBy(duration);
        runJobs();
    }

    private void retry(JsonNode incident, String reason) {
        operator.post("/api/v1/incidents/" + incident.path("id").asText() + "/retry", Map.of("reason", reason));
    }

    private void replaceCard(Company company, String card) {
        var profiles = "/api/v1/customers/" + company.customer() + "/payment-profiles";
        var path = profiles + "/" + number(billing.get(profiles).get(0));
        billing.change(HttpMethod.PUT, path, path, Map.of("gatewayPaymentMethod", card, "label", "New card"));
    }

    private List<JsonNode> invoicesOf(Company company) {
        return billing.list("/api/v1/invoices?contract=" + company.contract());
    }

    private JsonNode onlyInvoiceOf(Company company) {
        assertThat(invoicesOf(company)).hasSize(1);
        return invoicesOf(company).get(0);
    }

    private JsonNode invoiceOf(Company company, LocalDate cycle) {
        return invoicesOf(company).stream()
                .filter(invoice -> invoice.at("/period/from").asText().equals(cycle.toString()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> lines(JsonNode invoice) {
        return Api.items(invoice.path("lines")).stream()
                .map(line -> line.path("quantity").asInt() + " x " + amount(line, "unitPrice") + " x "
                        + line.path("share").asText() + " "
                        + line.at("/servicePeriod/from").asText() + ".."
                        + line.at("/servicePeriod/to").asText() + " = " + amount(line, "amount"))
                .toList();
    }

    /** Seats of Microsoft 365 E5 at 59.85 a month. */
    private static String line(int quantity, String months, LocalDate from, LocalDate to, String amount) {
        return quantity + " x 59.85 x " + months + " " + from + ".." + to + " = " + amount;
    }

    private static String amount(JsonNode thing, String field) {
        return thing.path(field).path("amount").decimalValue().setScale(2).toPlainString();
    }

    private List<String> steps(String invoice) {
        return Api.items(postInvoice(invoice).path("steps")).stream()
                .map(step ->
                        step.path("step").asText() + " " + step.path("state").asText())
                .toList();
    }

    private List<String> charges(String invoice) {
        return Api.items(postInvoice(invoice).path("charges")).stream()
                .map(charge -> charge.path("attempt").asInt() + " "
                        + charge.path("state").asText())
                .toList();
    }

    private JsonNode postInvoice(String invoice) {
        return billing.get("/api/v1/invoices/" + invoice + "/post-invoice");
    }

    private List<JsonNode> incidentsOf(String invoice) {
        return operator.list("/api/v1/incidents").stream()
                .filter(incident -> incident.path("businessKey").asText().equals(invoice))
                .toList();
    }
}
