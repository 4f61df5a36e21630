package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.workflow.engine.Browser;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From a tenant that accepted us to a customer with a billing contract. Provisioning best practices §1 and §8. */
class OnboardingIT extends Scenario {

    private static final String OPERATIONS = "operations@tenantry.example";

    @Autowired
    private HistoryService history;

    @Test
    void aDiscoveredTenantIsAnnouncedToOperationsExactlyOnce() {
        var domain = domain("announced");
        outside.tenant("Announced Ltd " + domain, domain);

        sync();
        sync();

        var number = number(account(domain));
        assertThat(mailsAbout(number)).singleElement().satisfies(mail -> {
            assertThat(mail.path("subject").asText())
                    .isEqualTo("Notification for new Provider Account: Announced Ltd " + domain);
            assertThat(mail.path("text").asText())
                    .contains(domain, "Provider: partner-center", "map it today")
                    .as("a link that a mail program can open")
                    .containsPattern("http://localhost:\\d+/provider-accounts/" + number);
        });
    }

    @Test
    void aTenantWhoseDomainACustomerHasIsMappedByItself() {
        var domain = domain("matched");
        var customer = customer(domain);
        outside.tenant("Matched Ltd", domain);

        sync();

        var account = account(domain);
        assertThat(account.path("customerNumber").asText()).isEqualTo(customer);
        assertThat(account.path("mappingReason").asText()).contains(domain);
        assertThat(tasksOf(number(account))).containsExactly("Set up billing contract");
    }

    @Test
    void aDefaultContractCompletesTheOnboarding() {
        var domain = domain("contracted");
        var customer = customer(domain);
        outside.tenant("Contracted Ltd", domain);
        sync();
        var account = number(account(domain));

        contract(customer, domain, profile(customer, "cus_" + domain, "pm_card_visa"));
        runJobs();

        assertThat(tasksOf(account)).isEmpty();
        assertThat(endOf(account)).isEqualTo("tenantOnboarded");
        var contract =
                operator.list("/api/v1/billing-contracts?customer=" + customer).get(0);
        assertThat(contract.path("toggles").toString())
                .contains("\"generatePdf\":true", "\"autoSendEmail\":true")
                .contains("\"autoSyncAccounting\":true", "\"autoCharge\":true");
        assertThat(contract.path("frequencyMonths").asInt()).isEqualTo(1);
        assertThat(contract.path("billingPolicy").asText()).isEqualTo("ADVANCE");
        assertThat(contract.path("paymentTermsDays").asInt()).isEqualTo(30);
        assertThat(contract.path("taxRate").decimalValue()).isEqualByComparingTo("0");
    }

    @Test
    void anUnmatchedTenantWaitsForAPersonUntilTheEndOfItsDay() {
        var domain = domain("unmatched");
        outside.tenant("Unmatched Ltd", domain);

        sync();

        var account = number(account(domain));
        var task = openTask(account);
        assertThat(task.path("name").asText()).isEqualTo("Map provider account");
        assertThat(task.path("group").asText()).isEqualTo("operator");
        assertThat(Instant.parse(task.path("due").asText())).isEqualTo(Instant.parse(today() + "T23:59:59Z"));
        assertThat(operator.list("/api/v1/saved-views/unmapped-provider-accounts"))
                .extracting(row -> row.toString().contains(account))
                .contains(true);
    }

    @Test
    void aTenantThatIsNotMappedOnItsDayIsEscalatedOnceAndStaysOpen() {
        var domain = domain("overdue");
        outside.tenant("Overdue Ltd", domain);
        sync();
        var account = number(account(domain));
        assertThat(mailsAbout(account)).hasSize(1);

        moveTo(today().plusDays(1));
        runJobs();
        runJobs();

        assertThat(mailsAbout(account))
                .extracting(mail -> mail.path("subject").asText())
                .filteredOn(subject -> subject.startsWith("Overdue"))
                .containsExactly("Overdue: provider account Overdue Ltd is not mapped");
        assertThat(tasksOf(account)).containsExactly("Map provider account");
    }

    @Test
    void mappingByAPersonGoesOnWithTheCustomersContract() {
        var domain = domain("mapped");
        var customer = customer(domain("owner"));
        contract(customer, domain, profile(customer, "cus_" + domain, "pm_card_visa"));
        outside.tenant("Mapped Ltd", domain);
        sync();
        var account = number(account(domain));

        var mapped = operator.post(
                "/api/v1/provider-accounts/" + account + "/mapping",
                Map.of("customerNumber", customer, "reason", "Confirmed by telephone"));
        runJobs();

        assertThat(mapped.path("mappedBy").asText()).isEqualTo("operator");
        assertThat(mapped.path("mappingReason").asText()).isEqualTo("Confirmed by telephone");
        assertThat(tasksOf(account)).isEmpty();
        assertThat(endOf(account)).isEqualTo("tenantOnboarded");
    }

    @Test
    void noClickInTasklistCompletesTheMappingThatWasNotMade() {
        var domain = domain("clicked");
        outside.tenant("Clicked Ltd", domain);
        sync();
        var account = number(account(domain));

        var task = openTask(account).path("id").asText();
        var answer = new Browser(as("operator"))
                .post("/camunda/api/engine/engine/default/task/" + task + "/submit-form", "{}");

        assertThat(answer.getStatusCode().isError()).isTrue();
        assertThat(String.valueOf(answer.getBody()))
                .contains("Provider account " + account + " (Clicked Ltd) belongs to no customer; map it to one.");
        assertThat(tasksOf(account)).containsExactly("Map provider account");
    }

    @Test
    void twoTenantsOfOneCustomerAreBothItsOwnAndBilledOnItsDefaultContract() {
        var domain = domain("group");
        var company = onboarded(domain);
        var second = domain("subsidiary");
        var tenant = outside.tenant("Subsidiary of " + domain, second);
        sync();
        var account = number(account(second));
        outside.buysInThePortal(company.tenant(), E5, 4);
        outside.buysInThePortal(tenant, E5, 7);

        operator.post(
                "/api/v1/provider-accounts/" + account + "/mapping",
                Map.of("customerNumber", company.customer(), "reason", "A subsidiary of theirs"));
        runJobs();
        sync();

        var owned = operator.list("/api/v1/subscriptions?customer=" + company.customer());
        assertThat(owned)
                .extracting(each -> each.path("providerAccountNumber").asText() + " "
                        + each.path("quantity").asInt() + " "
                        + each.path("contractNumber").asText())
                .containsExactlyInAnyOrder(
                        company.account() + " 4 " + company.contract(), account + " 7 " + company.contract());
        assertThat(tasksOf(account)).isEmpty();
    }

    @Test
    void withoutADefaultContractWhatIsFoundIsLeftWithATaskAndAFinding() {
        var domain = domain("contractless");
        var customer = customer(domain);
        var tenant = outside.tenant("Contractless Ltd", domain);
        outside.buysInThePortal(tenant, E5, 4);

        sync();

        var account = number(account(domain));
        assertThat(tasksOf(account)).containsExactly("Set up billing contract");
        assertThat(operator.list("/api/v1/subscriptions?customer=" + customer))
                .allSatisfy(
                        each -> assertThat(each.path("contractNumber").isNull()).isTrue());
        assertThat(operator.list("/api/v1/sync-findings?size=200"))
                .filteredOn(each -> each.path("providerAccountNumber").asText().equals(account))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.path("kind").asText()).isEqualTo("CONTRACT");
                    assertThat(each.path("words").asText()).contains("customer " + customer + " has no default one");
                });
    }

    @Test
    void thereAreNeverTwoDefaultContractsToChooseFrom() {
        var company = onboarded(domain("twofold"));

        var second = billing.tryPost(
                "/api/v1/billing-contracts",
                Map.of(
                        "customerNumber",
                        company.customer(),
                        "name",
                        "Second",
                        "startDate",
                        today().toString(),
                        "frequencyMonths",
                        1,
                        "isDefault",
                        true));

        assertThat(second.getStatusCode().value()).isEqualTo(409);
        assertThat(second.getBody().path("detail").asText())
                .contains(company.contract() + " is the customer's default already; take that from it first");
    }

    @Test
    void theCustomerWithTheTenantsTaxIdIsSuggestedThoughNothingElseIsAlike() {
        var domain = domain("quite");
        var taxId = "HU" + domain.substring(5, 13).toUpperCase(Locale.ROOT);
        var body = new HashMap<>(customerBody(domain, "USD"));
        body.put("vatId", taxId);
        var customer = number(billing.post("/api/v1/customers", body));
        var elsewhere = domain("elsewhere");
        outside.tenant(
                "Masik Zrt",
                elsewhere,
                Map.of(
                        "country",
                        "HU",
                        "organizationRegistrationNumber",
                        taxId.substring(0, 5) + "-" + taxId.substring(5)));

        sync();

        var account = number(account(elsewhere));
        assertThat(Api.items(operator.get("/api/v1/provider-accounts/" + account + "/mapping-suggestions")))
                .first()
                .satisfies(best -> {
                    assertThat(best.path("customerNumber").asText()).isEqualTo(customer);
                    assertThat(best.path("score").asInt()).isGreaterThanOrEqualTo(95);
                    assertThat(best.at("/reasons/0").asText())
                            .isEqualTo("Its tax id " + taxId + " is the tenant's registration number");
                });
        assertThat(tasksOf(account)).containsExactly("Map provider account");
    }

    private List<JsonNode> mailsAbout(String account) {
        return outside.mailsTo(OPERATIONS).stream()
                .filter(mail -> mail.path("text").asText().contains(account))
                .toList();
    }

    private JsonNode openTask(String account) {
        var found = operator.list("/api/v1/tasks").stream()
                .filter(task -> task.path("businessKey").asText().equals(account))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<String> tasksOf(String account) {
        return operator.list("/api/v1/tasks").stream()
                .filter(task -> task.path("businessKey").asText().equals(account))
                .map(task -> task.path("name").asText())
                .toList();
    }

    private String endOf(String account) {
        var instance = history.createHistoricProcessInstanceQuery()
                .processDefinitionKey("onboarding")
                .processInstanceBusinessKey(account)
                .singleResult();
        assertThat(instance.getState()).isEqualTo("COMPLETED");
        return instance.getEndActivityId();
    }
}
