package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;

/** What the sync brought and cannot fill in by itself: customer, contract, price. Provisioning best practices §1 and §5. */
class IncompleteCasesIT extends RemediationScenario {

    private static final String E3 = "CFQ7TTC0LFLX:0001";

    @Test
    @Tells("oneCustomerFits")
    void aTenantWhoseCustomerCameLaterIsMappedToTheOneThatFits() {
        var domain = domain("late");
        outside.tenant("Late Ltd", domain);
        sync();
        var account = account(domain).path("number").asText();
        assertThat(account(domain).path("customerNumber").isNull()).isTrue();
        var customer = customer(domain);
        moveTo(today().plusDays(1));
        runJobs();
        scan();

        var found = decided(account, "ONE_CUSTOMER_FITS", "MAP_ACCOUNT");
        assertThat(found.path("words").asText()).contains(customer, domain);
        assertThat(found.at("/fixes/0/inputs/0/proposed").asText()).isEqualTo(customer);
        assertRefused(billing, found, "MAP_ACCOUNT", Map.of());
        fix(operator, found, "MAP_ACCOUNT", Map.of());

        assertThat(account(domain).path("customerNumber").asText()).isEqualTo(customer);
        assertClosed(found);
    }

    @Test
    @Tells("noContractAtAll")
    void whatHasNoContractIsAttachedByItselfOnceThereIsOne() {
        var domain = domain("nocontract");
        var customer = customer(domain);
        var tenant = outside.tenant(domain, domain);
        sync();
        outside.buysInThePortal(tenant, E5, 4);
        var number = adopted(domain, customer);
        scan();

        var found = decided(number, "NO_CONTRACT", "LOOK_INTO_IT");
        assertThat(found.path("words").asText()).contains(customer);
        var contract = contract(customer, domain, profile(customer, "cus_" + domain.substring(0, 14), "pm_card_visa"));
        runJobs();
        scan();

        assertThat(subscription(number).path("contractNumber").asText()).isEqualTo(contract);
        assertThat(subscription(number).path("unitPrice").decimalValue()).isPositive();
        assertClosed(found);
    }

    @Test
    @Tells("defaultContractNotTaken")
    void whatWaitedForADefaultContractIsAttachedToItFromTheCase() {
        var company = onboarded(domain("default"));
        contractBecomes(company.contract(), Map.of("isDefault", false));
        runJobs();
        outside.buysInThePortal(company.tenant(), E5, 4);
        var number = adopted(company.domain(), company.customer());
        scan();
        contractBecomes(company.contract(), Map.of("isDefault", true));
        runJobs();
        look(number);

        var found = decided(number, "CONTRACT_NOT_ATTACHED", "ATTACH_CONTRACT");
        assertThat(found.path("words").asText()).contains(company.contract());
        fix(billing, found, "ATTACH_CONTRACT", Map.of());

        assertThat(subscription(number).path("contractNumber").asText()).isEqualTo(company.contract());
        assertClosed(found);
    }

    @Test
    @Tells("priceNotTaken")
    void aPriceThatWasListedSinceIsTakenOver() {
        var company = onboarded(domain("listedsince"));
        var list = "LATER-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        load(list, "\"Exchange Online (Plan 1)\",\"CFQ7TTC0LH16\",\"0001\"", "3.36");
        contractBecomes(company.contract(), Map.of("priceList", list));
        outside.buysInThePortal(company.tenant(), E3, 4);
        var number = adopted(company.domain(), company.customer());
        scan();
        load(list, "\"Microsoft 365 E3\",\"CFQ7TTC0LFLX\",\"0001\"", "30.24");
        look(number);

        var found = decided(number, "PRICE_NOT_TAKEN", "PRICE_FROM_LIST");
        assertThat(found.path("words").asText()).contains(list);
        fix(billing, found, "PRICE_FROM_LIST", Map.of());

        assertThat(subscription(number).path("unitPrice").decimalValue()).isEqualByComparingTo("37.80");
        assertClosed(found);
    }

    private String adopted(String domain, String customer) {
        syncOf(account(domain).path("number").asText());
        var found = operator.list("/api/v1/subscriptions?customer=" + customer);
        assertThat(found).hasSize(1);
        return number(found.get(0));
    }

    /** A sheet of one product, for a monthly billed year, which sells for a quarter more. */
    private void load(String list, String product, String cost) {
        var rows =
                "\"ProductTitle\",\"ProductId\",\"SkuId\",\"SkuTitle\",\"Publisher\",\"SkuDescription\",\"UnitOfMeasure\","
                        + "\"TermDuration\",\"BillingPlan\",\"Market\",\"Currency\",\"UnitPrice\",\"PricingTierRangeMin\","
                        + "\"PricingTierRangeMax\",\"EffectiveStartDate\",\"EffectiveEndDate\",\"Tags\",\"ERP Price\"\n"
                        + product
                        + ",\"Licence\",\"Microsoft Corporation\",\"Licence\",\"1 User/Month\",\"P1Y\",\"Monthly\",\"US\",\"USD\",\""
                        + cost
                        + "\",\"\",\"\",\"11/1/2025 12:00:00 AM\",\"12/31/9999 11:59:59 PM\",\"\",\"37.80\"\n";
        var loaded = billing.upload(
                "/api/v1/price-sheets?priceList=" + list, new ByteArrayResource(rows.getBytes(StandardCharsets.UTF_8)));
        assertThat(loaded.getStatusCode().is2xxSuccessful())
                .as(() -> String.valueOf(loaded.getBody()))
                .isTrue();
    }
}
