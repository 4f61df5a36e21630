package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;

/**
 * What somebody bought at the provider is validated for product, unit, currency and pricing: one finding per gap, with its
 * fix, and closed once the gap is filled. For account and contract see {@link ProviderSyncIT}. Provisioning best
 * practices §2.
 */
class SyncFindingsIT extends Scenario {

    private static final String BASIC = "CFQ7TTC0LH18:0001";

    private record Row(String part, String currency, String price) {}

    @Test
    void aProductThatTheCatalogDoesNotKnowIsAFindingUntilItsPriceSheetIsLoadedAndItIsNamed() {
        var list = list(new Row(BASIC, "USD", "7.20"));
        var company = company(domain("product"), Map.of("priceList", list));
        var legacy = "OLD" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT) + ":0001";
        var bought = outside.buysInThePortal(company.tenant(), E5, 5).path("id").asText();
        outside.forces(company.tenant(), bought, Map.of("offerId", legacy + ":AVAILABLE"));

        syncOf(company);

        var finding = onlyFindingOf(company);
        assertThat(finding.path("kind").asText()).isEqualTo("PRODUCT");
        assertThat(finding.path("words").asText()).contains("is of product '" + legacy + "', which the catalog does");
        assertThat(finding.path("fix").asText()).startsWith("Load the price sheet of partner-center that has it");

        load(list, new Row(legacy, "USD", "11.00"));
        syncOf(company);
        assertThat(kindsOf(company)).containsExactly("PRODUCT");
        correct(finding, Map.of("partNumber", legacy, "reason", "Its price sheet is loaded"));

        assertThat(findingsOf(company)).isEmpty();
        assertThat(monthlyPriceOf(finding)).isEqualByComparingTo("11.00");
    }

    @Test
    void aRhythmInWhichNothingIsSoldIsAFindingUntilASalesUnitIsNamed() {
        var list = list(new Row(BASIC, "USD", "7.20"));
        var company = company(domain("unit"), Map.of("priceList", list));
        var bought = outside.buysInThePortal(company.tenant(), BASIC, 5).path("id").asText();
        outside.forces(company.tenant(), bought, Map.of("billingCycle", "none"));

        syncOf(company);

        var finding = onlyFindingOf(company);
        assertThat(finding.path("kind").asText()).isEqualTo("UNIT");
        assertThat(finding.path("fix").asText()).contains("a sales unit that fits");

        correct(finding, Map.of("salesUnit", "MONTHLY", "reason", "Sold by the month"));

        assertThat(findingsOf(company)).isEmpty();
        assertThat(monthlyPriceOf(finding)).isEqualByComparingTo("7.20");
    }

    @Test
    void aPriceInAnotherCurrencyIsAFindingUntilThereIsARateToConvertItAt() {
        var dollars = list(new Row(BASIC, "USD", "7.20"));
        var company = company(
                domain("currency"), Map.of("priceList", dollars, "currency", "ISK", "allowConversion", true));
        outside.buysInThePortal(company.tenant(), BASIC, 5);

        syncOf(company);

        var finding = onlyFindingOf(company);
        assertThat(finding.path("kind").asText()).isEqualTo("CURRENCY");
        assertThat(finding.path("words").asText()).contains("There is no exchange rate from USD to ISK");

        billing.post(
                "/api/v1/exchange-rates",
                Map.of("from", "USD", "to", "ISK", "rate", 140, "validFrom", today().toString(), "source", "Central bank"));
        syncOf(company);
        assertThat(kindsOf(company)).as("it can be priced now, and is not yet").containsExactly("PRICING");
        correct(finding, Map.of("salesUnit", "MONTHLY", "reason", "There is a rate"));

        assertThat(findingsOf(company)).isEmpty();
        assertThat(monthlyPriceOf(finding)).isEqualByComparingTo("7.20");
    }

    @Test
    void aProductWithoutAPriceOnTheContractsListIsAFindingUntilItIsPriced() {
        var list = list(new Row(BASIC, "USD", "7.20"));
        var company = company(domain("pricing"), Map.of("priceList", list));
        outside.buysInThePortal(company.tenant(), E5, 5);

        syncOf(company);

        var finding = onlyFindingOf(company);
        assertThat(finding.path("kind").asText()).isEqualTo("PRICING");
        assertThat(finding.path("fix").asText()).startsWith("Add a price list item for '" + E5 + "'");

        load(list, new Row(E5, "USD", "57.00"));
        syncOf(company);
        assertThat(onlyFindingOf(company).path("words").asText()).contains("has one by now");
        correct(finding, Map.of("salesUnit", "MONTHLY", "reason", "Its price is on the list"));

        assertThat(findingsOf(company)).isEmpty();
        assertThat(monthlyPriceOf(finding)).isEqualByComparingTo("57.00");
    }

    /** Onboarded with a default contract on these terms. */
    private Company company(String domain, Map<String, ?> terms) {
        var customer = customer(domain);
        var tenant = outside.tenant(domain, domain);
        sync();
        var account = account(domain).path("number").asText();
        var contract = number(billing.post("/api/v1/billing-contracts", contractBody(customer, terms)));
        runJobs();
        return new Company(domain, tenant, customer, account, contract, "");
    }

    private Map<String, Object> contractBody(String customer, Map<String, ?> terms) {
        var body = new HashMap<String, Object>(Map.of(
                "customerNumber",
                customer,
                "name",
                "Findings",
                "startDate",
                today().toString(),
                "frequencyMonths",
                1,
                "isDefault",
                true));
        body.putAll(terms);
        return body;
    }

    private String list(Row... rows) {
        var name = "Findings " + UUID.randomUUID();
        load(name, rows);
        return name;
    }

    /** Yearly terms, billed and priced by the month. */
    private void load(String list, Row... rows) {
        var head =
                """
                "ProductTitle","ProductId","SkuId","SkuTitle","Publisher","SkuDescription","UnitOfMeasure","TermDuration",\
                "BillingPlan","Market","Currency","UnitPrice","PricingTierRangeMin","PricingTierRangeMax",\
                "EffectiveStartDate","EffectiveEndDate","Tags","ERP Price"
                """;
        var sheet = Stream.of(rows)
                .map(row -> "\"Story %1$s\",\"%2$s\",\"%3$s\",\"Story %1$s\",\"Story\",\"Story\",\"1 User/Month\",\"P1Y\",\"Monthly\",\"US\",\"%4$s\",\"%5$s\",\"\",\"\",\"11/1/2025 12:00:00 AM\",\"12/31/9999 11:59:59 PM\",\"\",\"%5$s\"%n"
                        .formatted(
                                row.part(),
                                row.part().split(":")[0],
                                row.part().split(":")[1],
                                row.currency(),
                                row.price()))
                .collect(Collectors.joining("", head, ""));
        var answer = billing.upload(
                "/api/v1/price-sheets?priceList=" + list,
                new ByteArrayResource(sheet.getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.getStatusCode().is2xxSuccessful())
                .as(() -> String.valueOf(answer.getBody()))
                .isTrue();
    }

    private void syncOf(Company company) {
        operator.post("/api/v1/provider-syncs", Map.of("providerAccountNumber", company.account()));
        runJobs();
    }

    private void correct(JsonNode finding, Map<String, ?> correction) {
        var path = "/api/v1/subscriptions/" + finding.path("subscriptionNumber").asText();
        billing.change(HttpMethod.POST, path + "/corrections", path, correction);
        runJobs();
    }

    private BigDecimal monthlyPriceOf(JsonNode finding) {
        return subscription(finding.path("subscriptionNumber").asText())
                .path("monthlyUnitPrice")
                .decimalValue();
    }

    private JsonNode onlyFindingOf(Company company) {
        assertThat(findingsOf(company)).hasSize(1);
        return findingsOf(company).get(0);
    }

    private List<String> kindsOf(Company company) {
        return findingsOf(company).stream()
                .map(each -> each.path("kind").asText())
                .toList();
    }

    private List<JsonNode> findingsOf(Company company) {
        return operator.list("/api/v1/sync-findings?size=200").stream()
                .filter(each -> each.path("providerAccountNumber").asText().equals(company.account()))
                .toList();
    }
}
