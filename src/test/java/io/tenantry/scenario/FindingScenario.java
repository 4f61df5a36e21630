package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.ByteArrayResource;

/** What the stories of findings have in common: a company with a contract and a price list of its own, and what it lacks. */
abstract class FindingScenario extends RemediationScenario {

    static final String BASIC = "CFQ7TTC0LH18:0001";

    /** A price of a list. */
    record Row(String part, String currency, String price) {}

    /** Onboarded with a default contract on these terms. */
    protected Company company(String domain, Map<String, ?> terms) {
        return company(domain, "USD", terms);
    }

    /** The same for a customer of another currency. */
    protected Company company(String domain, String currency, Map<String, ?> terms) {
        var customer = number(billing.post("/api/v1/customers", customerBody(domain, currency)));
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

    protected String list(Row... rows) {
        var name = "Findings " + UUID.randomUUID();
        load(name, rows);
        return name;
    }

    /** Yearly terms, billed and priced by the month. */
    protected void load(String list, Row... rows) {
        var head =
                """
                "ProductTitle","ProductId","SkuId","SkuTitle","Publisher","SkuDescription","UnitOfMeasure","TermDuration",\
                "BillingPlan","Market","Currency","UnitPrice","PricingTierRangeMin","PricingTierRangeMax",\
                "EffectiveStartDate","EffectiveEndDate","Tags","ERP Price"
                """;
        var sheet = Stream.of(rows)
                .map(row ->
                        "\"Story %1$s\",\"%2$s\",\"%3$s\",\"Story %1$s\",\"Story\",\"Story\",\"1 User/Month\",\"P1Y\",\"Monthly\",\"US\",\"%4$s\",\"%5$s\",\"\",\"\",\"11/1/2025 12:00:00 AM\",\"12/31/9999 11:59:59 PM\",\"\",\"%5$s\"%n"
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

    protected JsonNode onlyFindingOf(Company company) {
        assertThat(findingsOf(company)).hasSize(1);
        return findingsOf(company).get(0);
    }

    protected List<String> kindsOf(Company company) {
        return findingsOf(company).stream()
                .map(each -> each.path("kind").asText())
                .toList();
    }

    protected List<JsonNode> findingsOf(Company company) {
        return operator.list("/api/v1/sync-findings?size=200").stream()
                .filter(each -> each.path("providerAccountNumber").asText().equals(company.account()))
                .toList();
    }
}
