package io.tenantry.subscription;

import static io.tenantry.console.SentPage.assertRefused;
import static io.tenantry.console.SentPage.place;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.catalog.Bundles;
import io.tenantry.console.SentPage;
import io.tenantry.customer.Agreements;
import io.tenantry.customer.CreditHolds;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;

/** What does not fit a form is said on its page, and what was typed is still there; nothing fails with an error of ours. */
class PageFormsIT extends LedgerScenario {

    private static final String DAY = "a day such as 2026-01-31";

    @Autowired
    private Agreements agreements;

    @Autowired
    private CreditHolds credit;

    @Autowired
    private Bundles bundles;

    @Autowired
    private Terms terms;

    @Test
    void aPriceWithACommaIsSaidHowItIsWritten() {
        var number = tenProvisionedSeats();
        var path = "/subscriptions/" + number + "/price-changes";
        var form = with(number, "unitPrice", "11,50", "effective", "IMMEDIATE", "reason", "Agreed by mail");

        assertRefused(
                send("billing", path, form),
                "&#39;11,50&#39; is no amount; write digits and a point, such as 11.50",
                "value=\"11,50\"",
                "value=\"Agreed by mail\"");
        assertRefused(
                send("billing", path, with(number, "unitPrice", "1.150,00", "effective", "IMMEDIATE", "reason", "x")),
                "&#39;1.150,00&#39; is no amount");
        form.put("unitPrice", "11.50");
        assertThat(place(send("billing", path, form))).isEqualTo("/subscriptions/" + number);
        assertThat(subscriptions.get(number).unitPrice().plain().toString()).isEqualTo("11.50 USD");
    }

    @Test
    void aChangeOfASubscriptionComesBackWithWhatWasTyped() {
        var number = tenProvisionedSeats();
        var path = "/subscriptions/" + number;
        var form = with(number, "kind", "QUANTITY", "quantity", "many", "effective", "ON_DATE", "reason", "They grow");

        assertRefused(
                send("operator", path + "/changes", form),
                "&#39;many&#39; does not fit &#39;quantity&#39;; give a number such as 20",
                "value=\"They grow\"",
                "<option value=\"ON_DATE\" selected=\"selected\">");
        form.putAll(Map.of("quantity", "12", "effectiveDate", "31.12.2026"));
        assertRefused(send("operator", path + "/changes", form), "does not fit &#39;effective date&#39;; give " + DAY);
        assertRefused(send("operator", path + "/changes", Map.of()), "&#39;kind&#39; is empty; fill it in");
        assertRefused(
                send("operator", path + "/changes", Map.of("kind", "EXPLODE")),
                "does not fit &#39;kind&#39;; give one of");
        assertThat(subscriptions.get(number).quantity()).isEqualTo(10);
    }

    @Test
    void whatIsDoneToOneChangeIsRefusedBesideThatChange() {
        var number = tenProvisionedSeats();
        var change = lastChange(number);

        var answer = send(
                "operator", "/subscriptions/" + number + "/changes/" + change + "/requeue", Map.of("reason", "Again"));

        assertRefused(answer, "value=\"Again\"");
        assertThat(answer.getBody().indexOf("role=\"alert\""))
                .isGreaterThan(answer.getBody().indexOf("id=\"" + change));
        assertRefused(send("operator", "/subscriptions/" + number + "/requeue", Map.of()), "id=\"ledger\"");
    }

    @Test
    void aScheduledChangeComesBackWithWhatWasTyped() {
        var number = tenProvisionedSeats();
        var scheduled = changes.request(
                        ChangeCommand.quantity(number, 12, "Grows").on(today().plusDays(5)))
                .changeNumber();
        var path = "/subscriptions/" + number + "/scheduled/" + scheduled;

        assertRefused(
                send(
                        "operator",
                        path + "/edit",
                        with("0", "quantityDelta", "3", "unitPrice", "9,90", "reason", "Later")),
                "such as 9.90",
                "value=\"9,90\"",
                "value=\"Later\"");
        assertRefused(send("operator", path + "/cancel", Map.of()), "id=\"" + scheduled + "\"");
    }

    @Test
    void termsAndMovesAreRefusedInTheirSection() {
        var number = tenProvisionedSeats();
        var path = "/subscriptions/" + number;

        assertRefused(
                send(
                        "operator",
                        path + "/term-changes",
                        with(
                                number,
                                "section",
                                "next",
                                "instruction",
                                "NEXT_TERM",
                                "quantity",
                                "20",
                                "termEnd",
                                "soon",
                                "reason",
                                "One day for all")),
                "&#39;soon&#39; does not fit &#39;term end&#39;; give " + DAY,
                "value=\"One day for all\"");
        assertRefused(send("operator", path + "/term-changes", Map.of()), "&#39;instruction&#39; is empty");
        assertRefused(
                send("operator", path + "/moves", with(number, "unitPrice", "15,00", "reason", "They need more")),
                "such as 15.00",
                "value=\"They need more\"");
        assertRefused(send("operator", path + "/moves", Map.of()), "&#39;version&#39; is empty");
        assertThat(terms.of(number).replacedBy()).isEmpty();
    }

    @Test
    void theTreesFormsAreRefusedInTheirSection() {
        var number = tenProvisionedSeats();
        var path = "/subscriptions/" + number;

        assertRefused(
                send(
                        "operator",
                        path + "/add-ons",
                        Map.of(
                                "formKey",
                                name,
                                "partNumber",
                                part,
                                "quantity",
                                "4",
                                "salesUnit",
                                "MONTHLY",
                                "unitPrice",
                                "8,00",
                                "startDate",
                                today().toString())),
                "such as 8.00",
                "value=\"8,00\"",
                "value=\"" + part + "\"");
        assertRefused(
                send(
                        "operator",
                        path + "/parent",
                        with(number, "parentNumber", "SUB-NONE", "ratio", "2", "reason", "Below")),
                "SUB-NONE",
                "value=\"Below\"");
        assertRefused(send("operator", path + "/parent", Map.of()), "&#39;version&#39; is empty");
        assertRefused(
                send("billing", path + "/visibility", with(number, "billAt", "SELF", "displayOnPortal", "true")),
                "name=\"displayOnPortal\" value=\"true\" checked=\"checked\"");
        assertRefused(send("billing", path + "/visibility", Map.of()), "&#39;bill at&#39; is empty");
    }

    @Test
    void aBundleComesBackWithWhatWasTyped() {
        var bundle = "BUNDLE:" + name;

        assertRefused(send("billing", "/bundles", Map.of("partNumber", bundle)), "&#39;title&#39; is empty", bundle);
        place(send("billing", "/bundles", Map.of("partNumber", bundle, "title", "Office")));
        var parts = "/bundles/" + bundle + "/parts";
        assertRefused(
                send(
                        "billing",
                        parts,
                        Map.of("version", "0", "provider", PROVIDER, "partNumber", part, "quantity", "2,5")),
                "&#39;2,5&#39; does not fit &#39;quantity&#39;",
                "value=\"" + part + "\"");
        assertRefused(send("billing", parts, Map.of()), "&#39;provider&#39; is empty");
        assertRefused(send("billing", "/bundles/" + bundle + "/publication", Map.of()), "&#39;version&#39; is empty");
        assertThat(bundles.get(bundle).parts()).isEmpty();
    }

    @Test
    void creditAndAgreementComeBackWithWhatWasTyped() {
        var path = "/customers/" + customer.number();

        assertRefused(
                send("billing", path + "/credit-hold", Map.of("reason", "Three invoices overdue")),
                "&#39;held&#39; is empty",
                "value=\"Three invoices overdue\"");
        assertRefused(send("billing", path + "/credit-hold", Map.of("held", "true")), "role=\"alert\"");
        assertThat(credit.of(customer.number()).held()).isFalse();

        var record = path + "/agreements/" + tenant.number();
        assertRefused(
                send("operator", record, Map.of("acceptedOn", "1.3.2026", "acceptedBy", "Ann", "reason", "Her mail")),
                "&#39;1.3.2026&#39; does not fit &#39;accepted on&#39;; give " + DAY,
                "value=\"Ann\"",
                "value=\"Her mail\"");
        assertRefused(
                send("operator", record, Map.of("acceptedBy", "Ann", "reason", "Her mail")),
                "on which day Ann accepted it");
        assertRefused(send("operator", record, Map.of()), "Say where it is known from");
        assertThat(agreements.of(tenant.number()).history()).isEmpty();
    }

    @Test
    void tenantsProvidersCasesAndListsOfChangesSayItOnTheirPages() {
        assertRefused(
                send(
                        "operator",
                        "/provider-accounts/" + tenant.number() + "/mapping",
                        Map.of("version", "x", "customer", "CUS-9", "reason", "Signed")),
                "&#39;x&#39; does not fit &#39;version&#39;",
                "value=\"CUS-9\"",
                "value=\"Signed\"");
        assertRefused(send("admin", "/providers/manual/deactivation", Map.of()), "role=\"alert\"");
        assertRefused(
                send("operator", "/cases", Map.of("about", "SUB-9", "seen", "No seats")),
                "&#39;symptom&#39; is empty",
                "value=\"SUB-9\"",
                "value=\"No seats\"");
        var change = lastChange(tenProvisionedSeats());
        assertRefused(
                send("billing", "/license-changes/archive", Map.of("change", change)), "value=\"" + change + "\"");
        assertThat(changes.get(change).change().billingStatus()).isEqualTo(BillingStatus.ACTIVE);
    }

    /** What no column can hold, and what belongs to somebody else's role, is said on a page and not in JSON. */
    @Test
    void whatTheDatabaseOrTheEdgeRefusesIsSaidOnAPageToo() {
        var number = tenProvisionedSeats();
        var path = "/subscriptions/" + number + "/visibility";

        var unkept = send("billing", path, with(number, "billAt", "SELF", "reason", "a\u0000b"));
        var forbidden = send("billing", "/subscriptions/" + number + "/moves", with(number, "reason", "Better"));

        assertThat(unkept.getStatusCode().value()).isEqualTo(422);
        assertThat(unkept.getBody()).contains("<!DOCTYPE html>", "A value cannot be kept");
        assertThat(forbidden.getStatusCode().value()).isEqualTo(403);
        assertThat(forbidden.getBody())
                .contains("<!DOCTYPE html>", "Your role may not do this; it is for administrators and operators");
    }

    @Test
    void whoAnswersForTheMoneySeesPricesAndNoButtonThatOrders() {
        var number = tenProvisionedSeats();

        var billing = read("billing", number);
        var operator = read("operator", number);

        assertThat(billing)
                .contains(
                        "Change the price", "Show it so", "An operator can order, move and end licences.", ">Archive<")
                .doesNotContain(
                        "Order this change",
                        "Order the add-on",
                        "Move today",
                        "Suspend it",
                        "Cancel all",
                        "Hang it there")
                .doesNotContain("Back to Awaiting", "Put all failed");
        assertThat(operator)
                .contains(
                        "Order this change",
                        "Order the add-on",
                        "Move today",
                        "Suspend it",
                        "Cancel all",
                        "Put all failed")
                .doesNotContain("An operator can");
    }

    private String read(String logIn, String number) {
        return String.valueOf(
                as(logIn).get().uri("/subscriptions/" + number).retrieve().body(String.class));
    }

    private ResponseEntity<String> send(String logIn, String path, Map<String, String> form) {
        return new SentPage(as(logIn)).send(path, form);
    }

    /** The fields and the version that the page shows. */
    private Map<String, String> with(String number, String... fields) {
        var form = new HashMap<String, String>();
        form.put(
                "version",
                number.equals("0") ? "0" : "" + subscriptions.get(number).version());
        for (var index = 0; index < fields.length; index += 2) {
            form.put(fields[index], fields[index + 1]);
        }
        return form;
    }
}
