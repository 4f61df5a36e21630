package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was bought past the application is validated, and what it lacks is put right from its case: product, unit, currency
 * and price. Provisioning best practices §§2 and 10.
 */
class ValidationCasesIT extends FindingScenario {

    @Autowired
    private JdbcClient jdbc;

    @Test
    @Tells({"productUnknown", "productNotSet"})
    void aProductThatNobodyKnowsIsNamedOnceItsPriceSheetIsLoaded() {
        var list = list(new Row(BASIC, "USD", "7.20"));
        var company = company(domain("caseproduct"), Map.of("priceList", list));
        var legacy = "OLD" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT) + ":0001";
        var bought = outside.buysInThePortal(company.tenant(), E5, 5).path("id").asText();
        outside.forces(company.tenant(), bought, Map.of("offerId", legacy + ":AVAILABLE"));
        syncOf(company);
        var subscription = lacking(company);

        var found = decided(subscription, "PRODUCT_UNKNOWN", "SET_PRODUCT");
        var early = tryFix(billing, found, "SET_PRODUCT", Map.of("partNumber", legacy, "unit", "MONTHLY"));
        load(list, new Row(legacy, "USD", "11.00"));
        look(subscription);
        decided(subscription, "PRODUCT_MISSING", "SET_PRODUCT");
        fix(billing, found, "SET_PRODUCT", Map.of("partNumber", legacy, "unit", "MONTHLY"));

        assertThat(early.getStatusCode().value()).isEqualTo(422);
        assertClosed(found);
        assertThat(findingsOf(company)).isEmpty();
    }

    @Test
    @Tells("findingUnit")
    void aRhythmInWhichNothingIsSoldGetsItsUnit() {
        var list = list(new Row(BASIC, "USD", "7.20"));
        var company = company(domain("caseunit"), Map.of("priceList", list));
        var bought =
                outside.buysInThePortal(company.tenant(), BASIC, 5).path("id").asText();
        outside.forces(company.tenant(), bought, Map.of("billingCycle", "none"));
        syncOf(company);
        var subscription = lacking(company);

        var found = decided(subscription, "UNIT_DOES_NOT_FIT", "SET_UNIT");
        assertThat(found.at("/fixes/0/inputs/0/proposed").asText()).isEqualTo("MONTHLY");
        fix(billing, found, "SET_UNIT", Map.of("unit", "MONTHLY"));

        assertClosed(found);
        assertThat(findingsOf(company)).isEmpty();
    }

    @Test
    @Tells("findingCurrency")
    void aCurrencyThatHasNoRateIsConvertedOnceTheRateIsEntered() {
        var dollars = list(new Row(BASIC, "USD", "7.20"));
        var company = company(
                domain("casecurrency"), Map.of("priceList", dollars, "currency", "CLP", "allowConversion", true));
        outside.buysInThePortal(company.tenant(), BASIC, 5);
        syncOf(company);
        var subscription = lacking(company);

        var found = decided(subscription, "RATE_MISSING", "ADD_RATE");
        assertThat(found.path("words").asText()).contains("from USD to CLP");
        fix(billing, found, "ADD_RATE", Map.of("rate", "940", "source", "Central bank", "from", today().toString()));

        assertClosed(found);
        assertThat(findingsOf(company)).isEmpty();
        assertThat(subscription(subscription).path("monthlyUnitPrice").decimalValue())
                .isEqualByComparingTo("7.20");
    }

    @Test
    @Tells("findingPricing")
    void aProductThatTheListDoesNotHaveIsPricedThere() {
        var list = list(new Row(BASIC, "USD", "7.20"));
        var company = company(domain("caseprice"), Map.of("priceList", list));
        outside.buysInThePortal(company.tenant(), E5, 5);
        syncOf(company);
        var subscription = lacking(company);

        var found = decided(subscription, "NO_PRICE_ITEM", "ADD_PRICE");
        assertThat(isListedWithoutPrice(subscription)).isTrue();
        fix(
                billing,
                found,
                "ADD_PRICE",
                Map.of("price", "57.00", "cost", "45.00", "from", today().toString(), "unit", "MONTHLY"));

        assertClosed(found);
        assertThat(findingsOf(company)).isEmpty();
        assertThat(isListedWithoutPrice(subscription)).isFalse();
        assertThat(subscription(subscription).path("monthlyUnitPrice").decimalValue())
                .isEqualByComparingTo("57.00");
    }

    /** The customer buys in euros; the contract that its seats came to bills in dollars, and its list lacks them. */
    @Test
    @Tells("priceInOtherCurrency")
    void whatIsListedInTheCustomersCurrencyAloneIsPricedInThatOfTheContract() {
        var part = "EUR" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT) + ":0001";
        var euros = list(new Row(part, "EUR", "9.00"));
        var dollars = list(new Row(BASIC, "USD", "7.20"));
        var company = company(domain("euros"), "EUR", Map.of("priceList", dollars, "currency", "USD"));
        var bought =
                outside.buysInThePortal(company.tenant(), BASIC, 5).path("id").asText();
        outside.forces(company.tenant(), bought, Map.of("offerId", part + ":AVAILABLE"));
        syncOf(company);
        var subscription = lacking(company);

        var found = decided(subscription, "NO_PRICE_IN_CURRENCY", "ADD_PRICE");
        assertThat(found.path("words").asText()).contains(dollars, "in USD", "in EUR");
        assertThat(euros).isNotEqualTo(dollars);
        fix(
                billing,
                found,
                "ADD_PRICE",
                Map.of("price", "10.00", "cost", "8.00", "from", today().toString(), "unit", "MONTHLY"));

        assertClosed(found);
        assertThat(subscription(subscription).path("unitPrice").decimalValue()).isEqualByComparingTo("10");
        assertThat(subscription(subscription).path("currency").asText()).isEqualTo("USD");
    }

    /** The gap is filled elsewhere: the next scan sees it, and nobody has to close the case. */
    @Test
    @Tells("findingPricing")
    void whatIsPutRightElsewhereClosesItsCaseToo() {
        var list = list(new Row(BASIC, "USD", "7.20"));
        var company = company(domain("elsewhere"), Map.of("priceList", list));
        outside.buysInThePortal(company.tenant(), E5, 5);
        syncOf(company);
        var subscription = lacking(company);
        var found = decided(subscription, "NO_PRICE_ITEM", "ADD_PRICE");

        load(list, new Row(E5, "USD", "57.00"));
        var path = "/api/v1/subscriptions/" + subscription;
        billing.change(
                org.springframework.http.HttpMethod.POST,
                path + "/corrections",
                path,
                Map.of("salesUnit", "MONTHLY", "reason", "It is on the list now"));
        runJobs();

        assertClosed(found);
        assertThat(openCasesOf(subscription)).isEmpty();
    }

    /** In the saved view; the API shows its first 200 rows, which in this house are those of others. */
    private boolean isListedWithoutPrice(String subscription) {
        return jdbc.sql("select count(*) from view_subscription_without_price where number = :number")
                        .param("number", subscription)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** The subscription with the only finding; its case was opened with it, before any scan. */
    private String lacking(Company company) {
        return onlyFindingOf(company).path("subscriptionNumber").asText();
    }
}
