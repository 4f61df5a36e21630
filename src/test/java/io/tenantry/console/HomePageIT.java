package io.tenantry.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.tenantry.ScenarioTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

class HomePageIT extends ScenarioTest {

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
    void showsTheQueuesAndLeadsIntoTheSavedViews() {
        var page = home("operator");

        assertThat(page.getByText("unmapped accounts")).isVisible();
        assertThat(page.getByText("changes awaiting")).isVisible();
        assertThat(page.getByText("changes failed")).isVisible();
        assertThat(page.locator(".badge")).hasText("SANDBOX");

        page.getByText("unmapped accounts").click();

        assertThat(page.locator("h2")).containsText("Tenants that belong to nobody yet");

        page.goBack();
        page.getByText("new subscriptions and their first invoices").click();

        assertThat(page.locator("h2")).containsText("new subscriptions");
    }

    @Test
    void opensCockpitWithoutASecondLogIn() {
        var page = home("operator");

        page.getByText("Cockpit").click();

        assertThat(page.locator("body"))
                .containsText(
                        "Process Definitions",
                        new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                                .setTimeout(30_000));
    }

    private Page home(String logIn) {
        var page = browser.windowOf(logIn).newPage();
        page.navigate("http://localhost:" + port + "/");
        return page;
    }
}
