package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/**
 * What somebody bought at the provider is validated for product, unit, currency and pricing: one finding per gap, with its
 * fix, and closed once the gap is filled. For account and contract see {@link ProviderSyncIT}. Provisioning best
 * practices §2.
 */
class SyncFindingsIT extends FindingScenario {

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
        var bought =
                outside.buysInThePortal(company.tenant(), BASIC, 5).path("id").asText();
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
        var company =
                company(domain("currency"), Map.of("priceList", dollars, "currency", "ISK", "allowConversion", true));
        outside.buysInThePortal(company.tenant(), BASIC, 5);

        syncOf(company);

        var finding = onlyFindingOf(company);
        assertThat(finding.path("kind").asText()).isEqualTo("CURRENCY");
        assertThat(finding.path("words").asText()).contains("There is no exchange rate from USD to ISK");

        billing.post(
                "/api/v1/exchange-rates",
                Map.of(
                        "from",
                        "USD",
                        "to",
                        "ISK",
                        "rate",
                        140,
                        "validFrom",
                        today().toString(),
                        "source",
                        "Central bank"));
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
}
