package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;

/**
 * A scheduled change that cannot be priced on its day, for currency, unit or price list became others since: each is
 * aligned from the case and the change merged again. Provisioning best practices §3.
 */
class MergePriceCasesIT extends RemediationScenario {

    private static final String E3 = "CFQ7TTC0LFLX:0001";

    @Test
    @Tells("mergeInOtherCurrency")
    void pricedInACurrencyThatTheContractNoLongerConvertsItGetsAPriceOfTheContracts() {
        var company = onboarded(domain("euro"));
        rate("EUR", "USD", "1.10");
        contractBecomes(company.contract(), Map.of("allowConversion", true));
        var number = active(company, Map.of("unitPrice", "45.00", "currency", "EUR"));
        var day = today().plusDays(3);
        var scheduled = schedule(number, Map.of("kind", "QUANTITY", "quantity", 30), day);
        contractBecomes(company.contract(), Map.of("allowConversion", false));
        comes(day);

        var found = decided(scheduled, "CURRENCY_DOES_NOT_FIT", "PRICE_FROM_LIST");
        assertThat(found.path("words").asText()).contains("EUR", "USD", company.contract());
        assertRefused(operator, found, "SET_PRICE", Map.of("price", "47.00"));
        fix(billing, found, "SET_PRICE", Map.of("price", "47.00"));
        assertThat(subscription(number).path("unitPrice").decimalValue()).isEqualByComparingTo("47");
        fix(billing, caseOf(scheduled), "RETRY_MERGE", Map.of());
        scan();

        assertMerged(scheduled);
        assertClosed(found);
    }

    @Test
    @Tells("mergeInOtherCurrency")
    void pricedInACurrencyThatTheContractNoLongerConvertsItTakesTheListsPrice() {
        var company = onboarded(domain("crown"));
        var day = today().plusDays(3);
        rate("NOK", "USD", "0.09");
        contractBecomes(company.contract(), Map.of("allowConversion", true));
        var number = active(company, Map.of("unitPrice", "480.00", "currency", "NOK"));
        var scheduled = schedule(number, Map.of("kind", "QUANTITY", "quantity", 30), day);
        contractBecomes(company.contract(), Map.of("allowConversion", false));
        comes(day);

        var found = decided(scheduled, "CURRENCY_DOES_NOT_FIT", "PRICE_FROM_LIST");
        fix(billing, found, "PRICE_FROM_LIST", Map.of());
        assertThat(subscription(number).path("currency").asText()).isEqualTo("USD");
        fix(billing, caseOf(scheduled), "RETRY_MERGE", Map.of());
        scan();

        assertMerged(scheduled);
        assertClosed(found);
    }

    @Test
    @Tells("mergeInOtherUnit")
    void inAUnitThatNoLongerFitsThePriceListItGetsTheListsUnit() {
        var company = onboarded(domain("units"));
        var unit = "TWO_YEARS_" + letters();
        billing.post("/api/v1/units", Map.of("unit", unit, "months", 24));
        var number =
                active(company, Map.of("partNumber", E3, "term", "P3Y", "billingPlan", "ANNUAL", "salesUnit", unit));
        var day = today().plusDays(3);
        var scheduled = schedule(number, Map.of("kind", "QUANTITY", "quantity", 30), day);
        var mapping = "/api/v1/units/" + unit;
        billing.change(HttpMethod.PUT, mapping, mapping, Map.of("months", 18));
        comes(day);

        var found = decided(scheduled, "UNIT_DOES_NOT_FIT", "SET_UNIT");
        assertThat(found.path("words").asText()).contains(unit);
        fix(billing, found, "SET_UNIT", Map.of("unit", "ANNUAL"));
        fix(billing, caseOf(scheduled), "RETRY_MERGE", Map.of());
        scan();

        assertMerged(scheduled);
        assertThat(subscription(number).path("salesUnit").asText()).isEqualTo("ANNUAL");
        assertClosed(found);
    }

    @Test
    @Tells("mergeWithoutPriceItem")
    void toAProductThatThePriceListDoesNotHaveItIsMergedOnceItHas() {
        var company = onboarded(domain("listed"));
        var number = active(company, Map.of("partNumber", E3));
        var day = today().plusDays(3);
        var scheduled = schedule(number, Map.of("kind", "PRODUCT", "partNumber", E5), day);
        contractBecomes(company.contract(), Map.of("priceList", listWithout()));
        comes(day);

        var found = decided(scheduled, "NO_PRICE_ITEM", "ADD_PRICE");
        fix(billing, found, "ADD_PRICE", Map.of("price", "51.00", "cost", "44.00", "from", today().toString()));
        fix(billing, caseOf(scheduled), "RETRY_MERGE", Map.of());
        scan();

        assertMerged(scheduled);
        assertThat(subscription(number).path("partNumber").asText()).isEqualTo(E5);
        assertThat(subscription(number).path("unitPrice").decimalValue()).isEqualByComparingTo("51");
        assertClosed(found);
    }

    /** A price list in US dollars that only has one product, which is none of this story. */
    private String listWithout() {
        var name = "SHORT-" + letters();
        var rows =
                """
                "ProductTitle","ProductId","SkuId","SkuTitle","Publisher","SkuDescription","UnitOfMeasure","TermDuration","BillingPlan","Market","Currency","UnitPrice","PricingTierRangeMin","PricingTierRangeMax","EffectiveStartDate","EffectiveEndDate","Tags","ERP Price"
                "Exchange Online (Plan 1)","CFQ7TTC0LH16","0001","Exchange Online (Plan 1)","Microsoft Corporation","Exchange Online (Plan 1)","1 User/Month","P1M","Monthly","US","USD","3.84","","","11/1/2025 12:00:00 AM","12/31/9999 11:59:59 PM","","4.80"
                """;
        var answer = billing.upload(
                "/api/v1/price-sheets?priceList=" + name, new ByteArrayResource(rows.getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.getStatusCode().is2xxSuccessful())
                .as(() -> String.valueOf(answer.getBody()))
                .isTrue();
        return name;
    }

    private static String letters() {
        return UUID.randomUUID().toString().replaceAll("[^a-f]", "").toUpperCase(Locale.ROOT);
    }

    private String schedule(String subscription, Map<String, ?> wish, LocalDate day) {
        var path = "/api/v1/subscriptions/" + subscription;
        var body = new HashMap<String, Object>(wish);
        body.putAll(Map.of("effective", "ON_DATE", "effectiveDate", day.toString(), "reason", "Story"));
        return operator.change(HttpMethod.POST, path + "/changes", path, body)
                .path("changeNumber")
                .asText();
    }

    private void comes(LocalDate day) {
        moveTo(day);
        runJobs();
    }

    private JsonNode scheduled(String number) {
        return operator.get("/api/v1/scheduled-license-changes/" + number);
    }

    private void assertMerged(String scheduled) {
        var merged = scheduled(scheduled);
        assertThat(merged.path("status").asText()).as(() -> merged.toString()).isEqualTo("ARCHIVED");
        assertThat(provisioning(merged.path("licenseChangeNumber").asText()))
                .as(() -> change(merged.path("licenseChangeNumber").asText()).toString())
                .isIn("PROVISIONED", "NOT_APPLICABLE");
    }
}
