package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

/**
 * An order for a later day whose process stops before that day has come: nothing would wake it then, so it has a case at
 * once and is put right in time. Provisioning best practices §10, first row.
 */
class OrderAheadCasesIT extends FindingScenario {

    private static final String E3 = "CFQ7TTC0LFLX:0001";

    @Autowired
    private RepositoryService repository;

    @Test
    @Tells("orderWithoutPriceItem")
    void withoutItsPriceListItemItWaitsForACorrectionAndGoesOnAtTheAgreedPrice() {
        var company = onboarded(domain("delisted"));
        var day = today().plusDays(20);
        var number = number(order(company, Map.of("startDate", day.toString())));
        var change = firstChange(number);
        var agreed = subscription(number).path("unitPrice").decimalValue();
        contractBecomes(company.contract(), Map.of("priceList", list(new Row(BASIC, "USD", "7.20"))));
        runJobs();

        assertThat(waitsFor(change)).isEqualTo("CORRECTION");
        scan();
        var found = decided(change, "NO_PRICE_ITEM", "ADD_PRICE");
        assertThat(found.at("/fixes/0/inputs/2/proposed").asText()).isEqualTo(day.toString());
        assertRefused(operator, found, "ADD_PRICE", price("60.00", day));
        assertThat(tryFix(billing, found, "ADD_PRICE", price("60.00", day.plusDays(1)))
                        .getStatusCode()
                        .value())
                .as("an item that is valid too late is of no use")
                .isEqualTo(422);
        fix(billing, caseOf(change), "ADD_PRICE", price("60.00", day));
        scan();

        assertClosed(found);
        assertThat(waitsFor(change)).isEqualTo("EFFECTIVE_DATE");
        assertThat(outside.subscriptionsOf(company.tenant())).isEmpty();
        assertProvisionedOn(day, company, change);
        assertThat(subscription(number).path("unitPrice").decimalValue()).isEqualByComparingTo(agreed);
    }

    @Test
    @Tells("orderInOtherCurrency")
    void inACurrencyThatItsContractNoLongerConvertsItGetsAPriceOfTheContracts() {
        var company = onboarded(domain("francs"));
        var day = today().plusDays(20);
        rate("CHF", "USD", "1.20");
        contractBecomes(company.contract(), Map.of("allowConversion", true));
        var number =
                number(order(company, Map.of("startDate", day.toString(), "unitPrice", "45.00", "currency", "CHF")));
        var change = firstChange(number);
        contractBecomes(company.contract(), Map.of("allowConversion", false));
        runJobs();
        scan();

        var found = decided(change, "CURRENCY_DOES_NOT_FIT", "PRICE_FROM_LIST");
        assertThat(found.path("words").asText()).contains("CHF", "USD", company.contract());
        fix(billing, found, "SET_PRICE", Map.of("price", "54.00"));
        scan();

        assertClosed(found);
        assertProvisionedOn(day, company, change);
        assertThat(subscription(number).path("unitPrice").decimalValue()).isEqualByComparingTo("54");
    }

    /** The unit is this story's own, so that the hole is in nobody else's way. */
    @Test
    @Tells("decisionOfChangeStopped")
    void stoppedByATableWithAHoleItIsTriedAgainOnceTheTableIsMended() throws IOException {
        var company = onboarded(domain("hole"));
        var day = today().plusDays(20);
        var unit = "TWO_YEARS_"
                + UUID.randomUUID().toString().replaceAll("[^a-f]", "").toUpperCase(Locale.ROOT);
        billing.post("/api/v1/units", Map.of("unit", unit, "months", 24));
        var wish = Map.of(
                "startDate",
                day.toString(),
                "partNumber",
                E3,
                "term",
                "P3Y",
                "billingPlan",
                "ANNUAL",
                "salesUnit",
                unit);
        var change = firstChange(number(order(company, wish)));
        var holed = repository
                .createDeployment()
                .addString("unit-matching.dmn", tableWithout(unit))
                .deploy();
        try {
            runJobs();
            retries();
        } finally {
            repository.deleteDeployment(holed.getId(), true);
        }

        var found = decided(change, "STEP_STOPPED", "RETRY_STEP");
        assertThat(found.path("words").asText()).contains("matchUnits", change, "Decision 'unit-matching' has no rule");
        assertThat(waitsFor(change)).isEqualTo("PROVIDER_UNREACHABLE");
        fix(operator, found, "RETRY_STEP", Map.of());
        scan();

        assertClosed(found);
        assertThat(kinds(evidence(number(found)))).containsOnlyOnce("ACTED");
        assertThat(waitsFor(change)).isEqualTo("EFFECTIVE_DATE");
        assertProvisionedOn(day, company, change);
    }

    /** The day comes and the order goes in its first hour, once, and nobody is asked about it any more. */
    private void assertProvisionedOn(LocalDate day, Company company, String change) {
        time.moveTo(day.atTime(1, 0).toInstant(ZoneOffset.UTC));
        runJobs();
        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertThat(outside.subscriptionsOf(company.tenant())).hasSize(1);
        assertThat(openCasesOf(change)).isEmpty();
        assertThat(operator.list("/api/v1/cases?subject=" + change)).hasSize(1);
    }

    private static Map<String, String> price(String price, LocalDate from) {
        return Map.of("price", price, "cost", "44.00", "from", from.toString());
    }

    private String waitsFor(String change) {
        return change(change).at("/waiting/reason").asText();
    }

    private static String tableWithout(String unit) throws IOException {
        var table = new ClassPathResource("dmn/unit-matching.dmn").getContentAsString(StandardCharsets.UTF_8);
        var from = table.indexOf("annualOnMonthly_salesUnit\"");
        assertThat(from).isPositive();
        return table.substring(0, from)
                + table.substring(from).replaceFirst("not\\(null\\)", "not(null, \"" + unit + "\")");
    }
}
