package io.tenantry.subscription;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.tenantry.console.Browser;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;

/** An operator's way through the changes of a subscription, by clicks, without JavaScript. */
class SubscriptionPagesIT extends LedgerScenario {

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
    void anOperatorLooksAtTheWindowFirstAndThenOrdersExactlyThat() {
        part = aPart("ALLOWED_WITHIN_WINDOW", 7);
        var subscription = tenProvisionedSeats();
        var page = open("operator", "/subscriptions/" + subscription);

        page.getByLabel("New quantity").first().fill("4");
        page.getByText("Look first").click();

        assertThat(page.locator("#preview [role=status]")).containsText("It is possible.");
        assertThat(page.locator("#preview")).containsText("From 120.00 USD to 48.00 USD a month.");
        assertThat(page.locator("#preview table")).containsText(today() + " to " + today().plusDays(7));
        assertThat(page.locator("#preview table"))
                .containsText(
                        today().plusYears(1) + " to " + today().plusYears(1).plusDays(7));
        assertThat(page.locator("#preview table")).containsText("The provider does not have it yet");
        shot(page, "preview");
        page.locator("#preview").getByLabel("Reason").fill("Fewer people");
        page.getByText("Confirm: 10 to 4").click();

        var change = lastChange(subscription);
        assertThat(page.locator("#" + change)).containsText("update -6 to 4");
        assertThat(page.locator("#" + change)).containsText("operator (portal)");
        assertThat(page.locator("#" + change)).containsText("Fewer people");
        shot(page, "subscription");
    }

    @Test
    void whatIsOutsideOfTheWindowIsShownWithTheNextDayAndCannotBeConfirmed() {
        part = aPart("DISALLOWED", null);
        var base = tenProvisionedSeats();
        part = aPart("ALLOWED", null);
        var addOn = subscriptions.create(anAddOnOf(base)).number();
        var page = open("operator", "/subscriptions/" + addOn + "?quantity=4");

        assertThat(page.locator("#preview [role=status]")).containsText("It is not possible.");
        assertThat(page.locator("#preview [role=status] a")).hasText(base);
        assertThat(page.locator("#preview [role=status]")).containsText("No day within three years is possible.");
        assertThat(page.getByText("Confirm:")).hasCount(0);
    }

    @Test
    void aWaitingChangeLinksToWhatIsInItsWayAndStoppedOnesGoBackTogether() {
        var subscription = tenProvisionedSeats();
        var first = requested(subscription, 12);
        var second = requested(subscription, 15);
        changes.failed(first, "The provider is closed");
        var page = open("operator", "/license-changes?waiting=EARLIER_CHANGE&customer=" + customer.number());

        assertThat(page.locator("tbody tr")).hasCount(1);
        page.locator("tbody tr")
                .getByText(first, new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.locator("h2").first()).containsText(subscription);
        assertThat(page.locator("#" + first)).containsText("The provider is closed");
        assertThat(page.locator("#" + second + " .waits")).containsText(first + " is Failed Provisioning");

        var all = page.locator("form[action$='/requeue']").first();
        all.getByLabel("Reason").fill("The provider is open again");
        all.locator("button").click();

        assertThat(page.locator("#" + first)).containsText("awaiting provisioning");
        page.locator("#" + first + " summary").click();
        assertThat(page.locator("#" + first + " table")).containsText("The provider is open again");
    }

    @Test
    void aChangeIsSetAsideToggledArchivedAndBroughtBack() {
        var subscription = tenProvisionedSeats();
        var change = requested(subscription, 12);
        var page = open("operator", "/subscriptions/" + subscription);

        press(page, change, "Not Applicable", "Done by hand");
        assertThat(page.locator("#" + change + " .pill").first()).hasText("not applicable");
        press(page, change, "Back to Awaiting", "Not done after all");
        assertThat(page.locator("#" + change + " .pill").first()).hasText("awaiting provisioning");
        press(page, change, "Archive", "Billed by hand");
        assertThat(page.locator("#" + change + " .pill").nth(1)).hasText("archived");
        press(page, change, "Bring back into billing", "Not billed after all");
        assertThat(page.locator("#" + change + " .pill").nth(1)).hasText("active");
        Assertions.assertThat(subscriptions.get(subscription).quantity()).isEqualTo(12);
    }

    @Test
    void aScheduledChangeIsMovedAndCancelledAndAFailedMergeSaysWhatToDo() {
        var subscription = tenProvisionedSeats();
        var scheduled = changes.request(
                        ChangeCommand.quantity(subscription, 12, "Grows").on(today().plusDays(5)))
                .changeNumber();
        var page = open("operator", "/subscriptions/" + subscription);

        var form = page.locator("#" + scheduled);
        form.getByLabel("Effective").fill(today().plusDays(9).toString());
        form.getByLabel("Reason").fill("Starts later");
        form.getByText("Change it").click();
        assertThat(page.locator("#" + scheduled)).containsText("effective " + today().plusDays(9));

        changes.mergeFailed(scheduled, MergeCause.CURRENCY_MISMATCH, "EUR is not USD");
        page.navigate(at("/scheduled-changes?status=MERGE_FAILED"));
        assertThat(page.locator("tr", new Page.LocatorOptions().setHasText(scheduled)))
                .containsText("The currencies do not fit: EUR is not USD");
        page.navigate(at("/subscriptions/" + subscription));
        assertThat(page.locator("#" + scheduled)).containsText("Align price and contract currency, then retry");
        shot(page, "merge-failed");
        press(page, scheduled, "Cancel it", "Not wanted");
        assertThat(page.locator("#" + scheduled + " .pill")).hasText("cancelled");
    }

    @Test
    void theChosenOfAListAreArchivedTogetherWithAResultEach() {
        var subscription = tenProvisionedSeats();
        var change = requested(subscription, 12);
        var page = open("operator", "/license-changes?customer=" + customer.number());

        for (var box : page.locator("input[name=change]").all()) {
            box.check();
        }
        page.getByLabel("Reason").fill("Billed elsewhere");
        shot(page, "license-changes");
        page.getByText("Archive the chosen").click();

        assertThat(page.locator("tr", new Page.LocatorOptions().setHasText(change)))
                .containsText("moved");
        assertThat(page.locator("tbody tr")).hasCount(2);
        Assertions.assertThat(changes.ledger(subscription))
                .extracting(LicenseChangeView::billingStatus)
                .containsOnly(BillingStatus.ARCHIVED);
    }

    @Test
    void whoSawAnOlderSubscriptionIsToldSoAndNothingIsWritten() {
        var subscription = tenProvisionedSeats();
        var page = open("operator", "/subscriptions/" + subscription + "?quantity=12");
        requested(subscription, 15);

        page.locator("#preview").getByLabel("Reason").fill("Grows");
        page.getByText("Confirm: 10 to 12").click();

        assertThat(page.locator("[role=alert]")).containsText("was changed since you read it");
        Assertions.assertThat(subscriptions.get(subscription).quantity()).isEqualTo(15);
    }

    @Test
    void whoMayOnlyReadSeesNoButtonAndIsRefusedAllTheSame() {
        var subscription = tenProvisionedSeats();
        var page = open("auditor", "/subscriptions/" + subscription + "?quantity=4");

        assertThat(page.locator("form[method=post]")).hasCount(0);
        Assertions.assertThat(as("auditor")
                        .post()
                        .uri("/subscriptions/" + subscription + "/requeue")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .body("reason=Because")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    private static void press(Page page, String change, String button, String reason) {
        var card = page.locator("#" + change);
        card.getByLabel("Reason").fill(reason);
        card.locator("button", new com.microsoft.playwright.Locator.LocatorOptions().setHasText(button))
                .click();
    }

    private String requested(String subscription, int total) {
        return changes.request(ChangeCommand.quantity(subscription, total, "Grows"))
                .changeNumber();
    }

    private Page open(String logIn, String path) {
        var page = browser.windowOf(logIn).newPage();
        page.navigate(at(path));
        return page;
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }

    /** For people who want to see the pages: {@code -Dshots=DIRECTORY}. */
    private static void shot(Page page, String name) {
        var directory = System.getProperty("shots");
        if (directory != null) {
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(directory, name + ".png")));
        }
    }
}
