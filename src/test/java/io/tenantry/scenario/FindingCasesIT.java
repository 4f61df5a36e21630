package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/**
 * What a sync finds, what a provider says otherwise than the ledger, and what cannot go on: one case for each cause, from
 * the moment in which it is noticed until it is gone. Provisioning best practices §§5 and 10.
 */
class FindingCasesIT extends RemediationScenario {

    @Test
    @Tells("severalContracts")
    void whatASyncFindsToBeLackingIsOneCaseHoweverOftenItLooks() {
        var domain = domain("found");
        var customer = customer(domain);
        var tenant = outside.tenant(domain, domain);
        sync();
        operator.post(
                "/api/v1/provider-accounts/" + account(domain).path("number").asText() + "/mapping",
                Map.of("customerNumber", customer, "reason", "Its domain says so"));
        runJobs();
        var profile = profile(customer, "cus_" + customer, "pm_card_visa");
        var wanted = contractNotDefault(customer, domain, profile);
        contractNotDefault(customer, domain, profile);
        outside.buysInThePortal(tenant, E5, 7);

        syncOf(account(domain).path("number").asText());
        var subscription = subscriptionOf(domain);
        var found = decided(subscription, "SEVERAL_CONTRACTS", "ATTACH_CONTRACT");
        syncOf(account(domain).path("number").asText());
        scan();

        assertThat(openCasesOf(subscription)).hasSize(1);
        assertThat(evidence(found.path("number").asText()).toString()).contains("findingKind", "CONTRACT");
        fix(billing, caseOf(subscription), "ATTACH_CONTRACT", Map.of("contract", wanted, "unit", "MONTHLY"));
        assertClosed(found);
        assertThat(subscription(subscription).path("contractNumber").asText()).isEqualTo(wanted);
    }

    @Test
    @Tells("quantityDiffers")
    void whatWasChangedAtTheProviderIsOneCaseAndTakenOverFromIt() {
        var company = onboarded(domain("bypassed"));
        var known = outside.buysInThePortal(company.tenant(), E5, 10).path("id").asText();
        syncOf(company);
        var subscription = subscriptionOf(company.domain());
        outside.editsInThePortal(company.tenant(), known, Map.of("quantity", 12));

        compares(company);
        var mismatch = mismatch(company);
        var found = decided(mismatch, "CHANGED_AT_PROVIDER", "ADOPT_THEIRS");
        compares(company);
        scan();

        assertThat(found.path("symptom").asText()).isEqualTo("PROVIDER_DIFFERS");
        assertThat(found.path("words").asText()).contains(subscription, "has 10 here and 12 at the provider");
        assertThat(openCasesOf(mismatch)).hasSize(1);
        fix(operator, caseOf(mismatch), "ADOPT_THEIRS", Map.of());
        assertClosed(found);
        assertThat(subscription(subscription).path("quantity").asInt()).isEqualTo(12);
        assertThat(ledgerOf(subscription).get(1).path("source").asText()).isEqualTo("PROVIDER");
    }

    @Test
    @Tells("orderDidNotArrive")
    void aChangeThatTheProviderNeverGotIsSentAgain() {
        var company = onboarded(domain("missing"));
        var subscription = active(company, Map.of("quantity", 10));
        var fault = refusesChanges(company, 50);
        var change = changeTo(subscription, 14, Map.of());
        runJobs();
        outside.endOf(fault);
        compares(company);
        var mismatch = mismatch(company);

        assertThat(openCasesOf(mismatch))
                .as("the failed change has a case already")
                .isEmpty();
        fix(operator, caseOf(change), "MARK_NOT_APPLICABLE", Map.of());
        scan();
        var found = decided(mismatch, "ORDER_DID_NOT_ARRIVE", "SEND_OURS");
        fix(operator, found, "SEND_OURS", Map.of());
        compares(company);

        assertClosed(found);
        assertThat(subscription(subscription).path("quantity").asInt()).isEqualTo(14);
        assertThat(outside.subscriptionsOf(company.tenant())
                        .get(0)
                        .path("quantity")
                        .asInt())
                .isEqualTo(14);
    }

    @Test
    void aMismatchThatTheLedgerHasWrongIsCorrectedFromADayOn() {
        var company = onboarded(domain("miscounted"));
        var subscription = active(company, Map.of("quantity", 10));
        var fault = refusesChanges(company, 50);
        var change = changeTo(subscription, 14, Map.of());
        runJobs();
        outside.endOf(fault);
        fix(operator, caseOf(change), "MARK_NOT_APPLICABLE", Map.of());
        compares(company);
        var found = caseOf(mismatch(company));

        var wrong = tryFix(
                operator,
                found,
                "CORRECT_LEDGER",
                Map.of("from", today().minusDays(400).toString()));
        fix(operator, found, "CORRECT_LEDGER", Map.of("from", today().toString()));

        assertThat(wrong.getStatusCode().value()).isEqualTo(422);
        assertClosed(found);
        assertThat(subscription(subscription).path("quantity").asInt()).isEqualTo(10);
    }

    @Test
    @Tells("vanishedThere")
    void whatVanishedAtTheProviderEndsByItsCase() {
        var company = onboarded(domain("gone"));
        var known = outside.buysInThePortal(company.tenant(), E5, 10).path("id").asText();
        syncOf(company);
        var subscription = subscriptionOf(company.domain());
        outside.vanishes(company.tenant(), known);
        syncOf(company);

        var found = decided(mismatch(company), "VANISHED_AT_PROVIDER", "ADOPT_THEIRS");
        fix(operator, found, "ADOPT_THEIRS", Map.of());

        assertClosed(found);
        assertThat(status(subscription)).isEqualTo("CANCELLED");
    }

    @Test
    @Tells("changedAtProvider")
    void whatMayDifferIsLeftAloneUntilEitherSideChanges() {
        var company = onboarded(domain("letbe"));
        var known = outside.buysInThePortal(company.tenant(), E5, 10).path("id").asText();
        syncOf(company);
        outside.editsInThePortal(company.tenant(), known, Map.of("autoRenewEnabled", false));
        compares(company);
        var mismatch = mismatch(company);

        var found = decided(mismatch, "CHANGED_AT_PROVIDER", "ADOPT_THEIRS");
        fix(operator, found, "IGNORE_MISMATCH", Map.of());
        compares(company);
        scan();

        assertClosed(found);
        assertThat(openCasesOf(mismatch)).isEmpty();
    }

    @Test
    @Tells("quantityDiffers")
    void whatTheNextSyncTakesOverClosesItsCaseByItself() {
        var company = onboarded(domain("healed"));
        var known = outside.buysInThePortal(company.tenant(), E5, 10).path("id").asText();
        syncOf(company);
        outside.editsInThePortal(company.tenant(), known, Map.of("quantity", 12));
        compares(company);
        var found = decided(mismatch(company), "CHANGED_AT_PROVIDER", "ADOPT_THEIRS");

        syncOf(company);
        scan();

        assertClosed(found);
        assertThat(subscription(subscriptionOf(company.domain()))
                        .path("quantity")
                        .asInt())
                .isEqualTo(12);
    }

    @Test
    @Tells("unknownHere")
    void whatOnlyTheProviderKnowsIsTakenOverFromItsCase() {
        var company = onboarded(domain("unheard"));
        syncOf(company);
        outside.buysInThePortal(company.tenant(), E5, 6);
        compares(company);
        var mismatch = mismatch(company);

        var found = decided(mismatch, "UNKNOWN_HERE", "ADOPT_THEIRS");
        assertThat(found.path("words").asText()).contains(company.account(), "6 × ");
        fix(operator, found, "ADOPT_THEIRS", Map.of());
        compares(company);

        assertClosed(found);
        assertThat(subscription(subscriptionOf(company.domain()))
                        .path("quantity")
                        .asInt())
                .isEqualTo(6);
    }

    @Test
    @Tells("statusUnknown")
    void aStatusThatNobodyKnowsIsAskedAboutAndChangesNothing() {
        var company = onboarded(domain("oddstatus"));
        var known = outside.buysInThePortal(company.tenant(), E5, 10).path("id").asText();
        syncOf(company);
        var subscription = subscriptionOf(company.domain());
        outside.forces(company.tenant(), known, Map.of("status", "migrating"));
        syncOf(company);
        var mismatch = mismatch(company);

        var found = decided(mismatch, "STATUS_UNKNOWN", "IGNORE_MISMATCH");
        assertThat(found.path("words").asText()).contains(subscription, "MIGRATING", "it stays ACTIVE");
        var adopted = operator.tryChange(
                HttpMethod.POST,
                "/api/v1/mismatches/" + mismatch + "/repair",
                "/api/v1/mismatches/" + mismatch,
                Map.of("repair", "ADOPT_THEIRS", "reason", "Try"));
        assertThat(adopted.getStatusCode().value()).isEqualTo(422);
        assertThat(adopted.getBody().path("detail").asText()).contains("'migrating'");
        fix(operator, caseOf(mismatch), "IGNORE_MISMATCH", Map.of());
        syncOf(company);
        scan();

        assertClosed(found);
        assertThat(openCasesOf(mismatch)).isEmpty();
        assertThat(status(subscription)).isEqualTo("ACTIVE");
    }

    /** Fifty seats, of which a linked one takes ten more; seven that nobody linked go back. */
    @Test
    @Tells("linkedParentChanged")
    void aLinkedParentThatWasChangedPastItsChildrenIsBroughtBackInStep() {
        var company = onboarded(domain("linked"));
        var parent = number(operator.post(
                "/api/v1/subscriptions",
                orderBody(
                        tenantAt("do-nothing", company),
                        with("do-nothing", company, Map.of("quantity", 50, "billable", false)))));
        runJobs();
        operator.post(
                "/api/v1/subscriptions",
                orderBody(
                        tenantAt("linked-subscription", company),
                        with("linked-subscription", company, Map.of("quantity", 10, "linkedTo", parent))));
        runJobs();
        scan();
        assertThat(openCasesOf(parent)).isEmpty();

        changeTo(parent, 67, Map.of());
        runJobs();
        scan();
        var found = decided(parent, "PARENT_CHANGED_DIRECTLY", "ALIGN_LINKED_PARENT");
        assertThat(found.path("words").asText()).contains("1 linked subscriptions", "by 7 seats");
        fix(operator, found, "ALIGN_LINKED_PARENT", Map.of());
        scan();

        assertClosed(found);
        assertThat(subscription(parent).path("quantity").asInt()).isEqualTo(60);
    }

    @Test
    @Tells("termStopped")
    void aTermThatCannotRollOnGoesOnOnceWhatItNamesIsPutRight() {
        var company = onboarded(domain("term"));
        var tenant = tenantAt("do-nothing", company);
        var base = number(operator.post(
                "/api/v1/subscriptions",
                orderBody(tenant, with("do-nothing", company, Map.of("quantity", 10, "term", "P1M")))));
        var addOn = number(operator.post(
                "/api/v1/subscriptions",
                orderBody(
                        tenant,
                        with("do-nothing", company, Map.of("quantity", 10, "parentNumber", base, "parentRatio", 1)))));
        runJobs();
        var part = subscription(base).path("partNumber").asText();
        instruct(
                base,
                "NEXT_TERM",
                Map.of("next", Map.of("partNumber", part, "quantity", 12, "term", "P1M", "billingPlan", "MONTHLY")));
        instruct(addOn, "SUSPEND", Map.of());
        moveTo(today().plusMonths(1).plusDays(3));
        runJobs();

        var found = decided(base, "TERM_NOT_SETTLED", "SETTLE_TERM");
        assertThat(found.path("words").asText()).contains(addOn, "is suspended");
        var early = tryFix(operator, found, "SETTLE_TERM", Map.of());
        assertThat(early.getStatusCode().value())
                .as(() -> subscription(base) + "\n" + subscription(addOn))
                .isEqualTo(422);
        assertThat(early.getBody().path("detail").asText()).contains("reactivate it first");
        moveTo(today().plusDays(1));
        runJobs();
        assertThat(openCasesOf(base)).as("one case, not one for each day").hasSize(1);
        instruct(addOn, "REACTIVATE", Map.of());
        fix(operator, caseOf(base), "SETTLE_TERM", Map.of());

        scan();
        assertClosed(found);
        assertThat(subscription(base).path("quantity").asInt()).isEqualTo(12);
        assertThat(subscription(addOn).path("quantity").asInt()).isEqualTo(12);
    }

    private String mismatch(Company company) {
        assertThat(mismatchesOf(company)).hasSize(1);
        return number(mismatchesOf(company).get(0));
    }

    private String subscriptionOf(String domain) {
        var account = account(domain).path("number").asText();
        var found = subscriptionsOf(account);
        assertThat(found).hasSize(1);
        return number(found.get(0));
    }

    private void instruct(String subscription, String instruction, Map<String, ?> more) {
        var wish = new HashMap<String, Object>(Map.of("instruction", instruction, "reason", "Story"));
        wish.putAll(more);
        var path = "/api/v1/subscriptions/" + subscription;
        operator.change(HttpMethod.POST, path + "/term-changes", path, wish);
        runJobs();
    }

    private String contractNotDefault(String customer, String domain, String profile) {
        var terms = new HashMap<String, Object>(Map.of(
                "customerNumber",
                customer,
                "name",
                domain + " " + UUID.randomUUID(),
                "startDate",
                today().toString(),
                "frequencyMonths",
                1,
                "billingPolicy",
                "ADVANCE",
                "isDefault",
                false,
                "billingContact",
                "Accounts Payable",
                "billingEmail",
                "ap@" + domain,
                "paymentProfileNumber",
                profile));
        return number(billing.post("/api/v1/billing-contracts", terms));
    }

    /** The company at a provider that has no tenants of its own: told by hand, and mapped by its domain. */
    private String tenantAt(String provider, Company company) {
        var account = number(operator.post(
                "/api/v1/provider-accounts",
                Map.of(
                        "provider",
                        provider,
                        "tenantId",
                        provider + "-" + company.domain(),
                        "name",
                        company.domain(),
                        "domain",
                        company.domain(),
                        "reason",
                        "The same company")));
        runJobs();
        assertThat(operator.get("/api/v1/provider-accounts/" + account)
                        .path("customerNumber")
                        .asText())
                .isEqualTo(company.customer());
        return account;
    }

    /** A product of its own, on the list of the company's contract. */
    private Map<String, Object> with(String provider, Company company, Map<String, ?> wish) {
        var part = "K" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT) + ":0001";
        billing.post("/api/v1/products", Map.of("provider", provider, "partNumber", part, "title", "Seats"));
        var order = new HashMap<String, Object>(Map.of("partNumber", part, "term", "P1Y"));
        order.putAll(wish);
        var list = billing.get("/api/v1/billing-contracts/" + company.contract())
                .path("priceListId")
                .asText();
        var price = new HashMap<String, Object>(Map.of("provider", provider, "partNumber", part, "unit", "MONTHLY"));
        price.putAll(Map.of("term", order.get("term"), "from", today().toString()));
        price.putAll(Map.of("sellingPrice", "12.00", "costPrice", "8.00"));
        billing.post("/api/v1/price-lists/" + list + "/items", price);
        return order;
    }
}
