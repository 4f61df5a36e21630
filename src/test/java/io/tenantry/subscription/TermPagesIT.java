package io.tenantry.subscription;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.tenantry.catalog.Bundles;
import io.tenantry.console.Browser;
import io.tenantry.console.SentPage;
import io.tenantry.customer.CreditHolds;
import java.nio.file.Path;
import java.time.LocalDate;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;

/** Terms, trees, bundles, credit and agreements, by clicks: what is refused is said beside the form, with what was typed. */
class TermPagesIT extends LedgerScenario {

    private static Browser browser;

    @Autowired
    private Terms terms;

    @Autowired
    private AddOns addOns;

    @Autowired
    private Bundles bundles;

    @Autowired
    private CreditHolds credit;

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
    void anOperatorSaysAsWhatItRenewsAndOnWhichOfTheAllowedDaysThatEnds() {
        var number = tenProvisionedSeats();
        var other = tenProvisionedSeats();
        var together = today().plusYears(1).plusDays(40);
        end(other, together);
        var page = open("operator", "/subscriptions/" + number);

        page.locator("#next summary").click();
        var form = page.locator("#next form");
        form.getByLabel("Quantity").fill("20");
        form.getByLabel("Term").selectOption("P1M");
        Assertions.assertThat(form.getByLabel("Ends on")
                        .locator("optgroup[label='Days for P1Y'] option")
                        .allInnerTexts())
                .anySatisfy(day -> Assertions.assertThat(day).isEqualTo(together + ", with " + other))
                .anySatisfy(day -> Assertions.assertThat(day).endsWith("end of a month"));
        form.getByLabel("Ends on").selectOption(together.toString());
        reason(form, "They want one renewal day");
        form.getByText("Say so to the provider").click();

        assertThat(page.locator("#next [role=alert]")).containsText("cannot end on " + together);
        assertThat(page.locator("#next form").getByLabel("Quantity")).hasValue("20");
        assertThat(page.locator("#next form").getByLabel("Reason")).hasValue("They want one renewal day");
        shot(page, "term-refused");

        page.locator("#next form").getByLabel("Term").selectOption("P1Y");
        page.locator("#next form").getByLabel("Ends on").selectOption(together.toString());
        page.locator("#next form").getByText("Say so to the provider").click();

        var change = lastChange(number);
        assertThat(page.locator("#" + change)).containsText("They want one renewal day");
        changes.provisioned(change);
        page.reload();
        assertThat(page.locator("#term"))
                .containsText("it renews as 20 of " + part + " for P1Y MONTHLY until " + together);
        shot(page, "term");
    }

    @Test
    void itIsSuspendedReactivatedAndLeftToEndByOneButtonEach() {
        var number = tenProvisionedSeats();
        var page = open("operator", "/subscriptions/" + number);

        press(page, "#renewal", "Suspend it", "They do not pay");
        changes.provisioned(lastChange(number));
        page.reload();
        assertThat(page.locator("#renewal button")).hasText("Reactivate it");
        assertThat(page.locator("#move")).hasCount(0);

        press(page, "#renewal", "Reactivate it", "They paid");
        changes.provisioned(lastChange(number));
        page.reload();
        assertThat(page.locator("#term")).containsText("it ends");

        press(page, "#renewal", "Let it renew by itself", "They stay");
        changes.provisioned(lastChange(number));
        Assertions.assertThat(terms.of(number).autoRenew()).isTrue();

        page.reload();
        press(page, "#renewal", "Let it end with its term", "They leave");
        changes.provisioned(lastChange(number));
        Assertions.assertThat(terms.of(number).autoRenew()).isFalse();
    }

    @Test
    void cancellingAfterItsWindowIsRefusedBesideTheFormAndWithinItDone() {
        var number = tenProvisionedSeats();
        var page = open("operator", "/subscriptions/" + number);
        set(number, "cancellable_until = timestamptz '2020-01-08 00:00:00Z'");
        page.reload();

        cancel(page, "A mistake");

        assertThat(page.locator("#cancel [role=alert]")).containsText("could be cancelled until 2020-01-08T00:00:00Z");
        Assertions.assertThat(subscriptions.get(number).quantity()).isEqualTo(10);

        set(number, "cancellable_until = null");
        page.navigate(at("/subscriptions/" + number));
        cancel(page, "A mistake");

        assertThat(page.locator("#" + lastChange(number))).containsText("deactivate -10 to 0");
    }

    @Test
    void someSeatsMoveAndWhatTheProviderRefusesIsTakenBack() {
        var number = tenProvisionedSeats();
        var better = aPart("ALLOWED", null);
        listed(better, "15.00");
        var page = open("operator", "/subscriptions/" + number);

        page.locator("#move summary").click();
        var form = page.locator("#move form");
        form.getByLabel("Product").fill(better);
        form.getByLabel("Seats").fill("4");
        form.getByLabel("Term").selectOption("P1M");
        reason(form, "They need more");
        form.getByText("Move today").click();
        assertThat(page.locator("#move [role=alert]")).containsText("the term can only become longer, not P1M");

        page.locator("#move form").getByLabel("Term").selectOption("P1Y");
        page.locator("#move form").getByText("Move today").click();

        var moved = terms.of(number).replacedBy().get(0);
        assertThat(page.locator("#term")).containsText("4 of it go on as " + moved.number());
        changes.failed(moved.leaving(), "The product is not available. (900236)");
        page.reload();
        shot(page, "move-refused");
        var back = page.locator("form[action*='/moves/" + moved.leaving() + "/reversal']");
        assertThat(back).containsText("The provider refused " + moved.leaving());
        reason(back, "They keep what they have");
        back.locator("button").click();

        Assertions.assertThat(subscriptions.get(number).quantity()).isEqualTo(10);
        assertThat(page.locator("form[action*='/reversal']")).hasCount(0);
    }

    @Test
    void aTreeShowsHowEachFollowsAndAnAddOnIsOrderedHiddenAndTakenOff() {
        var base = tenProvisionedSeats();
        var phone = aPart("ALLOWED", null);
        listed(phone, "8.00");
        var page = open("operator", "/subscriptions/" + base);

        page.locator("#add-on summary").click();
        var form = page.locator("#add-on form");
        form.getByLabel("Product").fill(phone);
        form.getByLabel("Quantity").fill("15");
        form.getByLabel("For each").fill("2");
        form.getByText("Order the add-on").click();
        assertThat(page.locator("#add-on [role=alert]")).containsText("are 20; change its quantity to that first");
        assertThat(page.locator("#add-on form").getByLabel("Product")).hasValue(phone);

        page.locator("#add-on form").getByLabel("Quantity").fill("20");
        page.locator("#add-on form").getByText("Order the add-on").click();

        var addOn = addOns.tree(base).below().get(0).number();
        var row = page.locator("#tree tbody tr", new Page.LocatorOptions().setHasText(addOn));
        assertThat(row).containsText("2 for each");
        shot(page, "tree");
        row.locator("a").click();
        assertThat(page.locator("#tree tr.here")).containsText(addOn);

        page.locator("#visibility summary").click();
        page.locator("#visibility form").getByLabel("Display on Portal").uncheck();
        page.locator("#visibility form").getByLabel("Billed").selectOption("PARENT");
        reason(page.locator("#visibility form"), "They see one product");
        page.locator("#visibility form button").click();
        assertThat(page.locator("#tree tr.here")).containsText("on the line of its parent");
        Assertions.assertThat(subscriptions.get(addOn).displayOnPortal()).isFalse();

        page.locator("#parent summary").click();
        page.locator("#parent form").getByLabel("Parent, none if empty").fill("");
        reason(page.locator("#parent form"), "It stands alone");
        page.locator("#parent form button").click();
        assertThat(page.locator("#tree tbody tr")).hasCount(1);
        Assertions.assertThat(subscriptions.get(addOn).parentNumber()).isNull();
        page.locator("#parent summary").click();
        assertThat(page.locator("#parent li").first()).containsText("from " + base + " to none: It stands alone");
    }

    @Test
    void aBundleIsPutTogetherPublishedAndOrderedAsAWhole() {
        listed(part, "12.00");
        var bundle = "BUNDLE:" + name;
        var page = open("billing", "/bundles");

        page.getByLabel("Part number").fill(bundle);
        page.getByLabel("Title").fill("Office of " + name);
        page.getByText("Open it").click();
        page.locator("#publish input[type=checkbox]").check();
        page.getByText("Publish it").click();
        assertThat(page.locator("#publish [role=alert]")).containsText("has no parts; add what it is made of");

        page.locator("#part form").first().getByLabel("Product").fill(part);
        page.locator("#part form").first().getByLabel("For each").fill("5");
        page.getByText("Add the part").click();
        assertThat(page.locator("tbody tr")).containsText(part);
        page.locator("#publish input[type=checkbox]").check();
        page.getByText("Publish it").click();
        assertThat(page.locator(".pill")).hasText("published");
        listed(Bundles.PROVIDER, bundle, "100.00");

        assertThat(page.locator("#order")).hasCount(0);
        assertThat(page.locator("main")).containsText("An operator can order it.");
        page = open("operator", "/bundles/" + bundle);
        var order = page.locator("#order form");
        order.getByLabel("Tenant").fill(tenant.number());
        order.getByLabel("Contract").fill("BC-NONE");
        order.getByLabel("Quantity").fill("5");
        order.getByText("Order the whole bundle").click();
        assertThat(page.locator("#order [role=alert]")).containsText("BC-NONE");
        shot(page, "bundle");
        page.locator("#order form").getByLabel("Contract").fill(contract.number());
        page.getByText("Order the whole bundle").click();

        assertThat(page.locator("#tree tbody tr")).hasCount(2);
        assertThat(page.locator("#tree tbody tr").nth(1)).containsText("5 for each");
        assertThat(page.locator("#tree tbody tr").nth(1)).containsText("25");
    }

    @Test
    void creditIsHeldAndLiftedAndAnAgreementRecordedOnTheCustomersPage() {
        var page = open("billing", "/customers/" + customer.number());

        press(page, "#credit", "Hold the credit", "Three invoices overdue");
        assertThat(page.locator("#credit table")).containsText("Three invoices overdue");
        Assertions.assertThat(credit.of(customer.number()).held()).isTrue();
        var stale = open("billing", "/customers/" + customer.number());
        press(page, "#credit", "Lift the hold", "They paid");
        assertThat(page.locator("#credit [role=status]")).containsText("The credit is not held.");
        press(stale, "#credit", "Lift the hold", "They paid");
        assertThat(stale.locator("#credit [role=alert]")).containsText("is not held");

        var agreement = "#" + tenant.number();
        press(page, agreement, "Record it", "The provider has none");
        assertThat(page.locator(agreement + " [role=status]")).containsText("Not accepted");
        page.locator(agreement + " form")
                .getByLabel("Accepted on")
                .fill(LocalDate.parse("2026-03-01").toString());
        page.locator(agreement + " form").getByLabel("Accepted by").fill("Ann Contoso");
        press(page, agreement, "Record it", "Her mail");
        assertThat(page.locator(agreement + " [role=status]")).containsText("Accepted on 2026-03-01 by Ann Contoso.");
        shot(page, "customer");

        var operator = open("operator", "/customers/" + customer.number());
        assertThat(operator.locator("#credit form")).hasCount(0);
        assertThat(operator.locator(agreement + " form")).hasCount(1);
    }

    @Test
    void whoMayOnlyReadSeesNoFormAndIsRefusedAllTheSame() {
        var number = tenProvisionedSeats();
        for (var path : new String[] {"/subscriptions/" + number, "/customers/" + customer.number(), "/bundles"}) {
            assertThat(open("auditor", path).locator("form[method=post]")).hasCount(0);
        }

        Assertions.assertThat(as("auditor")
                        .post()
                        .uri("/subscriptions/" + number + "/term-changes")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .body("instruction=SUSPEND&version=1&reason=Because")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    /** A browser sends no such thing; a program may. */
    @Test
    void aFieldThatIsNoNumberIsNamed() {
        var number = tenProvisionedSeats();

        var answer = as("operator")
                .post()
                .uri("/subscriptions/" + number + "/moves")
                .header("Sec-Fetch-Site", "same-origin")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body("version=1&quantity=many&reason=Because")
                .retrieve()
                .toEntity(String.class);

        SentPage.assertRefused(answer, "&#39;many&#39; does not fit &#39;quantity&#39;", "value=\"many\"");
        Assertions.assertThat(subscriptions.get(number).quantity()).isEqualTo(10);
    }

    private static void cancel(Page page, String reason) {
        page.locator("#cancel summary").click();
        reason(page.locator("#cancel form"), reason);
        page.locator("#cancel form").getByLabel("I have looked at it").check();
        page.locator("#cancel form button").click();
    }

    private static void press(Page page, String section, String button, String reason) {
        var form = page.locator(section + (section.equals("#renewal") ? "" : " form"));
        reason(form, reason);
        form.locator("button", new Locator.LocatorOptions().setHasText(button)).click();
    }

    private static void reason(Locator form, String reason) {
        form.locator("input[name=reason]").fill(reason);
    }

    private void end(String number, LocalDate day) {
        set(number, "commitment_end = date '" + day + "'");
    }

    private void set(String number, String columns) {
        jdbc.sql("update subscription set " + columns + ", version = version + 1 where number = :number")
                .param("number", number)
                .update();
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
