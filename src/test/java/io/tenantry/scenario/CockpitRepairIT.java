package io.tenantry.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.tenantry.console.Browser;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;

/** The end of the story as an operator plays it: from the home page into Cockpit, and the declined charge is repaired. */
class CockpitRepairIT extends Scenario {

    private static final int SLOW_PAGE = 60_000;

    private static Browser browser;

    @LocalServerPort
    private int port;

    @BeforeAll
    static void open() {
        browser = Browser.open();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aDeclinedChargeIsRepairedAndRetriedInCockpit() {
        var company = billedWithACardWithoutFunds();
        var invoice = number(invoiceOf(company));

        replaceTheCard(company);
        retryInCockpit(invoice);
        runJobs();

        assertThat(invoiceOf(company).path("status").asText()).isEqualTo("PAID");
    }

    private Company billedWithACardWithoutFunds() {
        var company = onboarded(domain("cockpit"), "pm_card_chargeDeclinedInsufficientFunds");
        active(company, Map.of("quantity", 3));
        moveTo(today().plusDays(1));
        billing.post("/api/v1/billing-runs", Map.of("asOf", today().toString()));
        runJobs();
        return company;
    }

    private JsonNode invoiceOf(Company company) {
        var invoices = billing.list("/api/v1/invoices?customer=" + company.customer());
        assertThat(invoices).hasSize(1);
        return invoices.get(0);
    }

    private void replaceTheCard(Company company) {
        var profiles = "/api/v1/customers/" + company.customer() + "/payment-profiles";
        var path = profiles + "/" + number(billing.list(profiles).get(0));
        billing.change(
                HttpMethod.PUT,
                path,
                path,
                Map.of("gatewayPaymentMethod", "pm_card_visa", "label", "New company card"));
    }

    private void retryInCockpit(String invoice) {
        var page = browser.windowOf("operator").newPage();
        page.setDefaultTimeout(SLOW_PAGE);
        page.navigate("http://localhost:" + port + "/");
        page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(invoice))
                .getByText("chargePaymentProfile")
                .click();
        page.locator("[tooltip='Increment Number of Retries of Failed Job'],"
                        + "[uib-tooltip='Increment Number of Retries of Failed Job'],"
                        + "[title='Increment Number of Retries of Failed Job']")
                .click();
        var retry = page.locator(".modal-dialog button.btn-primary")
                .filter(new Locator.FilterOptions().setHasText("Retry"));
        retry.click();
        assertThat(retry).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(SLOW_PAGE));
    }
}
