package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;

/**
 * What was bought outside and lacks what it is sold as: contract, unit, price, rate; and what is billed although it has
 * ended. Provisioning best practices §5 and §10.
 */
class SaleCasesIT extends RemediationScenario {

    private static final String E3 = "CFQ7TTC0LFLX:0001";

    @Test
    @Tells("findingUnit")
    void aUnitThatIsInNoUnitMappingIsMappedFromTheCaseAndThenSet() {
        var company = onboarded(domain("unmapped"));
        var unit = "SIX_MONTHS_" + letters();
        var bought = outside.buysInThePortal(company.tenant(), E5, 4);
        outside.forces(company.tenant(), bought.path("id").asText(), Map.of("billingCycle", "semiAnnual"));
        var number = adopted(company);
        scan();

        var found = decided(number, "UNIT_DOES_NOT_FIT", "SET_UNIT");
        assertRefused(operator, found, "SET_UNIT", Map.of("unit", unit));
        var refused = tryFix(billing, found, "SET_UNIT", Map.of("unit", unit));
        assertThat(refused.getBody().path("detail").asText()).contains("Please provide a valid Sales Unit", unit);
        fix(billing, found, "MAP_UNIT", Map.of("unit", unit, "months", "6"));
        fix(billing, caseOf(number), "SET_UNIT", Map.of("unit", unit));

        assertThat(subscription(number).path("salesUnit").asText()).isEqualTo(unit);
        assertThat(subscription(number).path("unitPrice").decimalValue())
                .as("six months of the monthly price")
                .isEqualByComparingTo(monthlyPrice(E5).multiply(BigDecimal.valueOf(6)));
        assertClosed(found);
    }

    @Test
    @Tells("findingUnit")
    void theUnitThatTheSyncTookIsCorrectedToTheOneThatIsSold() {
        var company = onboarded(domain("wrongunit"));
        contractBecomes(company.contract(), Map.of("isDefault", true, "priceList", listByTheYear()));
        outside.buysInThePortal(company.tenant(), E3, 4);
        var number = adopted(company);
        scan();

        var found = decided(number, "UNIT_DOES_NOT_FIT", "SET_UNIT");
        assertThat(found.path("words").asText()).contains("MONTHLY", "ANNUAL");
        fix(billing, found, "SET_UNIT", Map.of("unit", "ANNUAL"));

        assertThat(subscription(number).path("salesUnit").asText()).isEqualTo("ANNUAL");
        assertThat(subscription(number).path("unitPrice").decimalValue()).isPositive();
        assertClosed(found);
    }

    @Test
    @Tells("severalContracts")
    void whatWasBoughtForACustomerWithoutADefaultContractIsAttachedToTheRightOne() {
        var company = onboarded(domain("nodefault"));
        var second = contract(company, Map.of("name", "Second", "isDefault", false));
        contractBecomes(company.contract(), Map.of("isDefault", false));
        outside.buysInThePortal(company.tenant(), E5, 4);
        var number = adopted(company);
        scan();

        var found = decided(number, "SEVERAL_CONTRACTS", "ATTACH_CONTRACT");
        assertThat(found.path("words").asText()).contains("2 of which none is the default");
        fix(billing, found, "ATTACH_CONTRACT", Map.of("contract", second, "unit", "MONTHLY"));

        assertThat(subscription(number).path("contractNumber").asText()).isEqualTo(second);
        assertThat(subscription(number).path("unitPrice").decimalValue()).isPositive();
        assertClosed(found);
    }

    @Test
    @Tells("heldWithoutRate")
    void aLineWithoutARateForItsCycleIsBilledOnceTheRateIsEntered() {
        var company = onboarded(domain("norate"));
        var start = today().minusDays(10);
        billing.tryPost("/api/v1/exchange-rates", rate("CHF", start.plusDays(1), "1.20"));
        var contract = contract(
                company,
                Map.of("name", "Converts", "isDefault", false, "allowConversion", true, "startDate", start.toString()));
        var number = active(
                company,
                Map.of(
                        "unitPrice",
                        "45.00",
                        "currency",
                        "CHF",
                        "contractNumber",
                        contract,
                        "startDate",
                        start.plusDays(1).toString()));
        run();
        moveTo(start.plusMonths(1).plusDays(2));
        runJobs();
        run();
        scan();

        var found = decided("LINE_HELD_BACK", number, "RATE_MISSING", "ADD_RATE");
        assertThat(found.path("words").asText()).contains("CHF", "USD", contract);
        fix(billing, found, "ADD_RATE", Map.of("rate", "1.19", "source", "Central bank", "from", start.toString()));
        run();
        scan();

        billing.tryPost("/api/v1/exchange-rates", rate("CHF", start.plusMonths(1), "1.18"));
        billing.tryPost("/api/v1/exchange-rates", rate("CHF", start.plusMonths(2), "1.21"));
        moveTo(start.plusMonths(2).plusDays(2));
        runJobs();
        run();
        scan();

        assertThat(evidence(number(found)).path("remediation").path("closedHow").asText())
                .as(() -> billing.list("/api/v1/quarantined-lines?contract=" + contract) + "\n"
                        + billing.list("/api/v1/invoices?contract=" + contract))
                .isEqualTo("SYMPTOM_GONE");
        assertClosed(found);
    }

    @Test
    @Tells("endedAndStillBilled")
    void whatHasEndedAndIsBilledOnIsTakenOffFromItsEndOn() {
        var company = onboarded(domain("ended"));
        var number = endedAndArchived(company);

        var found = decided("BILLED_AFTER_ITS_END", number, "ENDED_AT_PROVIDER", "DEACTIVATE_SUBSCRIPTION");
        assertThat(found.path("words").asText()).contains("25 seats", company.contract());
        assertRefused(operator, found, "DEACTIVATE_SUBSCRIPTION", Map.of());
        fix(billing, found, "DEACTIVATE_SUBSCRIPTION", Map.of());
        scan();

        assertThat(change(lastChange(number)).path("billingStatus").asText()).isEqualTo("ACTIVE");
        assertClosed(found);
    }

    @Test
    @Tells("endedAndStillBilled")
    void aContractOnWhichNothingElseIsIsDeactivatedWithIt() {
        var company = onboarded(domain("lastone"));
        var number = endedAndArchived(company);

        var found = decided("BILLED_AFTER_ITS_END", number, "ENDED_AT_PROVIDER", "DEACTIVATE_SUBSCRIPTION");
        fix(billing, found, "DEACTIVATE_CONTRACT", Map.of());
        scan();

        assertThat(billing.get("/api/v1/billing-contracts/" + company.contract())
                        .path("status")
                        .asText())
                .isEqualTo("INACTIVE");
        assertClosed(found);
    }

    /** Cancelled in the portal; and somebody took the change that ended it out of billing. */
    private String endedAndArchived(Company company) {
        var number = active(company, Map.of());
        var id = subscription(number).path("providerSubscriptionId").asText();
        outside.editsInThePortal(company.tenant(), id, Map.of("status", "deleted"));
        syncOf(company);
        assertThat(status(number)).isEqualTo("CANCELLED");
        operator.post(
                "/api/v1/license-changes/" + lastChange(number) + "/archive",
                Map.of("reason", "Looked like a mistake"));
        scan();
        return number;
    }

    private String lastChange(String subscription) {
        var ledger = ledgerOf(subscription);
        return number(ledger.get(ledger.size() - 1));
    }

    /** What the sync of a tenant brings, which is one subscription. */
    private String adopted(Company company) {
        syncOf(company);
        var found = operator.list("/api/v1/subscriptions?customer=" + company.customer());
        assertThat(found).hasSize(1);
        return number(found.get(0));
    }

    private void run() {
        billing.post("/api/v1/billing-runs", Map.of("asOf", today().toString()));
        settle();
    }

    /** A run pauses between its chunks. */
    private void settle() {
        for (var count = 0; count < 4; count++) {
            runJobs();
            time.moveBy(Duration.ofSeconds(61));
        }
        runJobs();
    }

    private BigDecimal monthlyPrice(String part) {
        var list = billing.list("/api/v1/price-lists").stream()
                .filter(each -> each.path("name").asText().equals("USD US"))
                .findFirst()
                .orElseThrow();
        return billing
                .list("/api/v1/price-lists/" + list.path("id").asText() + "/items?partNumber=" + part + "&day="
                        + today())
                .stream()
                .filter(item -> item.path("unit").asText().equals("MONTHLY"))
                .filter(item -> item.path("term").asText().equals("P1Y"))
                .map(item -> item.path("sellingPrice").decimalValue())
                .findFirst()
                .orElseThrow();
    }

    /** A price list that sells the story's product by the year alone. */
    private String listByTheYear() {
        var name = "YEARLY-" + letters();
        var rows =
                """
                "ProductTitle","ProductId","SkuId","SkuTitle","Publisher","SkuDescription","UnitOfMeasure","TermDuration","BillingPlan","Market","Currency","UnitPrice","PricingTierRangeMin","PricingTierRangeMax","EffectiveStartDate","EffectiveEndDate","Tags","ERP Price"
                "Microsoft 365 E3","CFQ7TTC0LFLX","0001","Microsoft 365 E3","Microsoft Corporation","Microsoft 365 E3","1 User/Year","P1Y","Annual","US","USD","345.60","","","11/1/2025 12:00:00 AM","12/31/9999 11:59:59 PM","","432.00"
                """;
        var loaded = billing.upload(
                "/api/v1/price-sheets?priceList=" + name, new ByteArrayResource(rows.getBytes(StandardCharsets.UTF_8)));
        assertThat(loaded.getStatusCode().is2xxSuccessful()).isTrue();
        return name;
    }

    private static String letters() {
        return UUID.randomUUID().toString().replaceAll("[^a-f]", "").toUpperCase(Locale.ROOT);
    }

    private static Map<String, Object> rate(String from, LocalDate day, String rate) {
        return Map.of("from", from, "to", "USD", "validFrom", day.toString(), "rate", rate, "source", "Story");
    }

    private String contract(Company company, Map<String, ?> otherwise) {
        var terms = new HashMap<String, Object>(Map.of(
                "customerNumber",
                company.customer(),
                "startDate",
                today().toString(),
                "frequencyMonths",
                1,
                "billingPolicy",
                "ADVANCE"));
        terms.putAll(otherwise);
        return number(billing.post("/api/v1/billing-contracts", terms));
    }
}
