package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** The life of a term, and what holds a change, from our API to the provider. */
class TermLifeIT extends TermScenario {

    private static final String BASIC = "CFQ7TTC0LH18:0001";
    private static final String STANDARD = "CFQ7TTC0LDPB:0001";

    @Test
    void suspensionAndReactivationReachTheProviderAndAutoRenewalComesBackByChoiceOnly() {
        var company = onboarded(domain("pauses"));
        var number = active(company, Map.of());

        var suspended = term(number, "SUSPEND", Map.of());
        runJobs();

        assertThat(provisioning(suspended)).isEqualTo("PROVISIONED");
        assertThat(atTheProvider(company, number).path("status").asText()).isEqualTo("suspended");
        assertThat(status(number)).isEqualTo("SUSPENDED");

        term(number, "REACTIVATE", Map.of());
        runJobs();

        assertThat(status(number)).isEqualTo("ACTIVE");
        assertThat(atTheProvider(company, number).path("status").asText()).isEqualTo("active");
        assertThat(termOf(number).path("autoRenew").asBoolean()).isFalse();

        term(number, "AUTO_RENEW_ON", Map.of());
        runJobs();

        assertThat(atTheProvider(company, number).path("autoRenewEnabled").asBoolean())
                .isTrue();
        assertThat(termOf(number).path("autoRenew").asBoolean()).isTrue();
    }

    @Test
    void aNextTermIsKeptThroughAChangeOfQuantityThoughTheProviderForgetsIt() {
        var company = onboarded(domain("plans"));
        var number = active(company, Map.of());
        var next = Map.of("partNumber", E5, "quantity", 20, "term", "P1Y", "billingPlan", "MONTHLY");

        term(number, "NEXT_TERM", Map.of("next", next));
        runJobs();

        assertThat(scheduledQuantity(company, number)).isEqualTo(20);

        var grown = changeTo(number, 30, Map.of());
        runJobs();

        assertThat(provisioning(grown)).isEqualTo("PROVISIONED");
        assertThat(scheduledQuantity(company, number)).isEqualTo(20);
        assertThat(termOf(number).at("/next/quantity").asInt()).isEqualTo(20);
        assertThat(ledgerOf(number))
                .extracting(change -> change.path("reason").asText())
                .contains("Keeps the next-term instruction through " + grown);
    }

    @Test
    void someSeatsMoveToABetterProductAndTheRestStays() {
        var company = onboarded(domain("upgrades"));
        var old = active(company, Map.of("partNumber", BASIC));

        var moved = move(old, Map.of("quantity", 10));
        runJobs();

        var successor = moved.path("newSubscription").asText();
        assertThat(provisioning(moved.path("leaving").asText())).isEqualTo("PROVISIONED");
        assertThat(provisioning(moved.path("entering").asText())).isEqualTo("PROVISIONED");
        assertThat(atTheProvider(company, old).path("quantity").asInt()).isEqualTo(15);
        assertThat(atTheProvider(company, successor).path("quantity").asInt()).isEqualTo(10);
        assertThat(outside.subscriptionsOf(company.tenant())).hasSize(2);

        sync();

        assertThat(operator.list("/api/v1/subscriptions?customer=" + company.customer()))
                .as("nothing is adopted twice")
                .hasSize(2);
    }

    @Test
    void allOfItMovesAndKeepsItsIdAtTheProvider() {
        var company = onboarded(domain("replaces"));
        var old = active(company, Map.of("partNumber", BASIC));
        var id = subscription(old).path("providerSubscriptionId").asText();

        var moved = move(old, Map.of());
        runJobs();
        sync();

        var successor = moved.path("newSubscription").asText();
        assertThat(subscription(successor).path("providerSubscriptionId").asText())
                .isEqualTo(id);
        assertThat(status(successor)).isEqualTo("ACTIVE");
        assertThat(termOf(old).path("endDate").asText())
                .isEqualTo(today().minusDays(1).toString());
        assertThat(termOf(old).at("/replacedBy/0/number").asText()).isEqualTo(successor);
        assertThat(operator.list("/api/v1/subscriptions?customer=" + company.customer()))
                .hasSize(2);
    }

    /** 10 of 25 seats, accepted with 202; then the conversion fails. Taken back and tried again, it is 15 and 10, once. */
    @Test
    void aMoveThatFailsAfterItWasAcceptedIsTakenBackAndMayBeTriedAgain() {
        var company = onboarded(domain("vain"));
        var old = active(company, Map.of("partNumber", BASIC));
        outside.behaves(Map.of("transitionsFail", true));
        JsonNode vain;
        try {
            vain = move(old, Map.of("quantity", 10));
            runJobs();
        } finally {
            outside.behaves(Map.of("transitionsFail", false));
        }
        var leaving = vain.path("leaving").asText();

        assertThat(provisioning(leaving)).isEqualTo("FAILED_PROVISIONING");
        assertThat(provisioning(vain.path("entering").asText())).isEqualTo("FAILED_PROVISIONING");
        assertThat(change(leaving).toString()).contains("The conversion could not be completed. (900236)");
        assertThat(atTheProvider(company, old).path("quantity").asInt()).isEqualTo(25);

        var grown = changeTo(old, 17, Map.of());
        runJobs();
        assertThat(provisioning(grown)).as("it waits for the move").isEqualTo("AWAITING_PROVISIONING");
        operator.post(
                "/api/v1/subscriptions/" + old + "/moves/" + leaving + "/reversal", Map.of("reason", "Not possible"));
        runJobs();

        assertThat(subscription(old).path("quantity").asInt()).as("15 + 2 + 10").isEqualTo(27);
        assertThat(atTheProvider(company, old).path("quantity").asInt()).isEqualTo(27);
        assertThat(status(vain.path("newSubscription").asText())).isEqualTo("CANCELLED");

        var moved = move(old, Map.of("quantity", 10));
        runJobs();

        assertThat(provisioning(moved.path("leaving").asText())).isEqualTo("PROVISIONED");
        assertThat(atTheProvider(company, old).path("quantity").asInt()).isEqualTo(17);
        assertThat(atTheProvider(company, moved.path("newSubscription").asText())
                        .path("quantity")
                        .asInt())
                .isEqualTo(10);
        assertThat(outside.subscriptionsOf(company.tenant())).hasSize(2);
    }

    /** A whole move that the provider gives up: put back after its cause is gone, it is ordered anew and not failed again. */
    @Test
    void aWholeMoveThatWasGivenUpIsOrderedAnew() {
        var company = onboarded(domain("again"));
        var old = active(company, Map.of("partNumber", BASIC));
        outside.behaves(Map.of("transitionsFail", true));
        JsonNode moved;
        try {
            moved = move(old, Map.of());
            runJobs();
        } finally {
            outside.behaves(Map.of("transitionsFail", false));
        }
        var leaving = moved.path("leaving").asText();

        assertThat(provisioning(leaving)).isEqualTo("FAILED_PROVISIONING");

        operator.post("/api/v1/license-changes/" + leaving + "/requeue", Map.of("reason", "It can now"));
        runJobs();

        assertThat(provisioning(leaving)).isEqualTo("PROVISIONED");
        assertThat(provisioning(moved.path("entering").asText())).isEqualTo("PROVISIONED");
        assertThat(status(moved.path("newSubscription").asText())).isEqualTo("ACTIVE");
    }

    @Test
    void creditHoldKeepsAChangeAndLiftingItLetsExactlyThatGo() {
        var company = onboarded(domain("owes"));
        var number = active(company, Map.of());
        creditControl(true);
        try {
            creditHold(company, true);

            var change = changeTo(number, 30, Map.of());
            runJobs();

            assertThat(provisioning(change)).isEqualTo("AWAITING_PROVISIONING");
            assertThat(change(change).path("waitsFor").asText()).contains("Credit of customer " + company.customer());
            assertThat(atTheProvider(company, number).path("quantity").asInt()).isEqualTo(25);

            creditHold(company, false);
            runJobs();

            assertThat(provisioning(change)).isEqualTo("PROVISIONED");
            assertThat(atTheProvider(company, number).path("quantity").asInt()).isEqualTo(30);
        } finally {
            creditControl(false);
        }
    }

    @Test
    void anOrderWaitsForTheAgreementAndGoesOnOnceItIsAccepted() {
        var company = onboarded(domain("agrees"));
        outside.agreement(company.tenant(), false);
        billing.put(
                "/api/v1/provider-accounts/" + company.account() + "/agreement", Map.of("reason", "They took it back"));

        var number = number(order(company, Map.of()));
        runJobs();

        assertThat(status(number)).isEqualTo("AWAITING_PROVISIONING");
        assertThat(change(firstChange(number)).path("waitsFor").asText())
                .contains(company.account())
                .contains("has not accepted the customer agreement");
        assertThat(outside.ordersOf(company.tenant())).isEmpty();

        outside.agreement(company.tenant(), true);
        time.moveBy(Duration.ofHours(6).plusMinutes(1));
        runJobs();

        assertThat(status(number)).isEqualTo("ACTIVE");
        assertThat(operator.get("/api/v1/provider-accounts/" + company.account() + "/agreement")
                        .path("state")
                        .asText())
                .isEqualTo("ACCEPTED");
    }

    /** The tenant had not accepted when it was found; nobody here had to say so. */
    @Test
    void anOrderOfATenantThatNeverAcceptedGoesOnWithTheNextSyncAfterItDid() {
        var company = foundWithoutAgreement(domain("signs"));

        var number = number(order(company, Map.of()));
        runJobs();

        assertThat(status(number)).isEqualTo("AWAITING_PROVISIONING");
        assertThat(change(firstChange(number)).at("/waiting/reason").asText()).isEqualTo("AGREEMENT");
        assertThat(outside.ordersOf(company.tenant())).isEmpty();

        sync();

        assertThat(status(number)).as("it still has not").isEqualTo("AWAITING_PROVISIONING");

        outside.agreement(company.tenant(), true);
        sync();

        assertThat(status(number)).isEqualTo("ACTIVE");
        assertThat(outside.ordersOf(company.tenant())).hasSize(1);
    }

    /** A signature that reached us by mail lets it go at once; what the tenant gives back needs none. */
    @Test
    void anAgreementThatAPersonRecordsLetsExactlyWhatWaitsGo() {
        var company = onboarded(domain("signed"));
        var active = active(company, Map.of());
        var path = "/api/v1/provider-accounts/" + company.account() + "/agreement";
        outside.agreement(company.tenant(), false);
        billing.put(path, Map.of("reason", "They took it back"));
        var more = changeTo(active, 30, Map.of());
        runJobs();
        assertThat(provisioning(more)).isEqualTo("AWAITING_PROVISIONING");
        assertThat(change(more).path("waitsFor").asText()).contains("has not accepted the customer agreement");

        billing.put(
                path,
                Map.of("acceptedOn", today().toString(), "acceptedBy", "Ann Contoso", "reason", "Her signed copy"));
        runJobs();

        assertThat(provisioning(more)).isEqualTo("PROVISIONED");
        assertThat(atTheProvider(company, active).path("quantity").asInt()).isEqualTo(30);
    }

    /** The agreement cannot be asked for while its service is down; what ends needs none, and so is not kept. */
    @Test
    void whatEndsDoesNotWaitForAnAgreementThatCannotBeLookedUp() {
        var company = onboarded(domain("ended"));
        var number = active(company, Map.of());
        billing.put(
                "/api/v1/provider-accounts/" + company.account() + "/agreement", Map.of("reason", "They took it back"));
        var fault = outside.fault(
                "GET", "/v1/customers/" + company.tenant() + "/agreements", Map.of("kind", "STATUS", "status", 503));
        try {
            var end = term(number, "CANCEL", Map.of("refund", true));
            runJobs();

            assertThat(provisioning(end)).isEqualTo("PROVISIONED");
            assertThat(atTheProvider(company, number).path("status").asText()).isEqualTo("deleted");
        } finally {
            outside.endOf(fault);
        }
    }

    private Company foundWithoutAgreement(String domain) {
        var customer = customer(domain);
        var tenant = outside.tenant(domain, domain);
        outside.agreement(tenant, false);
        sync();
        var payer = "cus_" + customer.toLowerCase(Locale.ROOT).replace("-", "");
        var contract = contract(customer, domain, profile(customer, payer, "pm_card_visa"));
        runJobs();
        return new Company(
                domain, tenant, customer, account(domain).path("number").asText(), contract, payer);
    }

    @Test
    void anAddOnFollowsItsBaseToTheProvider() {
        var company = onboarded(domain("follows"));
        var base = active(company, Map.of());
        var phone = active(
                company, Map.of("partNumber", TEAMS_PHONE, "quantity", 25, "parentNumber", base, "parentRatio", 1));

        changeTo(base, 27, Map.of());
        runJobs();

        assertThat(atTheProvider(company, base).path("quantity").asInt()).isEqualTo(27);
        assertThat(atTheProvider(company, phone).path("quantity").asInt()).isEqualTo(27);
        assertThat(subscription(phone).path("quantity").asInt()).isEqualTo(27);
    }

    private JsonNode move(String number, Map<String, ?> more) {
        var wish = new HashMap<String, Object>(
                Map.of("partNumber", STANDARD, "term", "P1Y", "billingPlan", "MONTHLY", "reason", "They need more"));
        wish.putAll(more);
        return moved(number, wish);
    }

    private int scheduledQuantity(Company company, String number) {
        return atTheProvider(company, number)
                .at("/scheduledNextTermInstructions/quantity")
                .asInt();
    }

    private void creditControl(boolean on) {
        var path = "/api/v1/credit-control";
        if (billing.get(path).path("enforced").asBoolean() != on) {
            billing.change(HttpMethod.PUT, path, path, Map.of("enforced", on, "reason", "Story"));
        }
    }

    private void creditHold(Company company, boolean held) {
        var path = "/api/v1/customers/" + company.customer() + "/credit-hold";
        billing.put(path, Map.of("held", held, "reason", "Story"));
    }
}
