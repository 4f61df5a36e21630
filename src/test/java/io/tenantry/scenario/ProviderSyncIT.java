package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.provider.Providers;
import io.tenantry.sync.ProviderSyncs;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;

/**
 * What was done at the provider comes into the ledger: once, dated as it happened, with its worth, by timer, by hand and by
 * webhook. Provisioning best practices §1, §2 and §5.
 */
class ProviderSyncIT extends Scenario {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ProviderSyncs syncs;

    @Autowired
    private Providers providers;

    @LocalServerPort
    private int port;

    @Value("${tenantry.sandbox.url}")
    private String sandbox;

    private RestClient portal;

    @BeforeEach
    void openThePortal() {
        portal = RestClient.create(sandbox);
    }

    @AfterEach
    void letHintsGoAtOnce() {
        behave(Map.of("webhookDelaySeconds", 0, "webhookCopies", 1, "webhooksHeld", false, "webhooksReversed", false));
    }

    @Test
    void whatWasBoughtOutsideIsAdoptedOnceAndReportedWithItsWorth() {
        var company = onboarded(domain("bought"));
        var bought = outside.buysInThePortal(company.tenant(), E5, 12);

        var first = syncOf(company);
        var second = syncOf(company);

        var report = operator.get("/api/v1/provider-syncs/" + first);
        assertThat(report.path("status").asText()).isEqualTo("FINISHED");
        assertThat(report.at("/numbers/adopted").asInt()).isEqualTo(1);
        assertThat(operator.get("/api/v1/provider-syncs/" + second)
                        .at("/numbers/adopted")
                        .asInt())
                .isZero();
        var change =
                operator.list("/api/v1/provider-syncs/" + first + "/changes").get(0);
        assertThat(change.path("what").asText()).isEqualTo("ADOPTED");
        var adopted = subscription(change.path("subscriptionNumber").asText());
        assertThat(adopted.path("providerSubscriptionId").asText())
                .isEqualTo(bought.path("id").asText());
        assertThat(adopted.path("quantity").asInt()).isEqualTo(12);
        var impact =
                operator.get("/api/v1/provider-syncs/" + first + "/impacts").get(0);
        assertThat(impact.at("/monthlyBefore/amount").decimalValue()).isZero();
        assertThat(impact.at("/monthlyAfter/amount").decimalValue()).isPositive();
        assertThat(impact.at("/addsToNextInvoice/amount").decimalValue()).isPositive();
    }

    @Test
    void anEditInThePortalCountsFromTheDayItHappenedNotFromTheDayItWasNoticed() {
        var company = onboarded(domain("edited"));
        var bought = outside.buysInThePortal(company.tenant(), E5, 10);
        var adopted = adoptedIn(syncOf(company));
        var happened = today();
        hint(company.tenant(), bought.path("id").asText(), time.instant().plus(Duration.ofHours(1)));
        moveTo(happened.plusDays(2));
        outside.editsInThePortal(company.tenant(), bought.path("id").asText(), Map.of("quantity", 13));

        syncOf(company);

        var last = lastOf(adopted);
        assertThat(last.path("source").asText()).isEqualTo("PROVIDER");
        assertThat(last.path("quantityDelta").asInt()).isEqualTo(3);
        assertThat(last.path("effectiveDate").asText()).isEqualTo(happened.toString());
        assertThat(last.path("reason").asText()).contains("quantity 10 to 13");
    }

    @Test
    void autoRenewSwitchedOffThereIsAChangeOfNoQuantity() {
        var company = onboarded(domain("renewal"));
        var bought = outside.buysInThePortal(company.tenant(), E5, 10);
        var adopted = adoptedIn(syncOf(company));
        outside.editsInThePortal(company.tenant(), bought.path("id").asText(), Map.of("autoRenewEnabled", false));

        syncOf(company);
        syncOf(company);

        var ledger = ledgerOf(adopted);
        assertThat(ledger).hasSize(2);
        assertThat(ledger.get(1).path("quantityDelta").asInt()).isZero();
        assertThat(ledger.get(1).path("reason").asText()).contains("auto-renew switched off");
    }

    @Test
    void aScheduleThatIsMadeAndDeletedInThePortalAloneIsNoticedAndRenewsAsItWasToldThere() {
        var company = onboarded(domain("schedule"));
        var bought =
                outside.buysInThePortal(company.tenant(), E5, 10).path("id").asText();
        var adopted = adoptedIn(syncOf(company));

        outside.editsInThePortal(
                company.tenant(),
                bought,
                Map.of("scheduledNextTermInstructions", Map.of("product", Map.of(), "quantity", 20)));
        var made = syncOf(company);
        var planned = operator.get("/api/v1/subscriptions/" + adopted + "/term");
        outside.editsInThePortal(company.tenant(), bought, schedule(null));
        var deleted = syncOf(company);
        var again = syncOf(company);

        assertThat(planned.at("/next/quantity").asInt()).isEqualTo(20);
        assertThat(planned.at("/next/partNumber").asText()).isEqualTo(E5);
        assertThat(operator.get("/api/v1/subscriptions/" + adopted + "/term")
                        .path("next")
                        .isNull())
                .isTrue();
        assertThat(List.of(changedIn(made), changedIn(deleted), changedIn(again)))
                .containsExactly(1, 1, 0);
        assertThat(ledgerOf(adopted))
                .extracting(each -> each.path("quantityDelta").asInt() + " "
                        + each.path("source").asText() + " "
                        + each.path("reason").asText())
                .containsExactly(
                        "10 PROVIDER Found at the provider",
                        "0 PROVIDER Next term set at the provider: renews to 20 × " + E5 + " for P1Y MONTHLY",
                        "0 PROVIDER Next term taken back at the provider: renews as it is instead of 20 × " + E5
                                + " for P1Y MONTHLY");
    }

    /** Sent as null, which a map of Java's own cannot hold. */
    private static Map<String, Object> schedule(@Nullable Object instructions) {
        var change = new HashMap<String, Object>();
        change.put("scheduledNextTermInstructions", instructions);
        return change;
    }

    private int changedIn(String sync) {
        return operator.get("/api/v1/provider-syncs/" + sync)
                .at("/numbers/changed")
                .asInt();
    }

    @Test
    void twoSyncsAndAFloodOfHintsAtOnceAdoptItOnce() throws Exception {
        var company = onboarded(domain("raced"));
        var bought = outside.buysInThePortal(company.tenant(), E5, 10);
        for (var index = 0; index < 20; index++) {
            hint(company.tenant(), bought.path("id").asText(), time.instant().minusSeconds(index));
        }
        var numbers = List.of(requestSyncOf(company.account()), requestSyncOf(company.account()));
        numbers.forEach(number -> {
            syncs.begin(number);
            syncs.selectTenants(number);
        });

        var racing = numbers.stream()
                .map(number -> CompletableFuture.runAsync(() -> syncs.syncNextChunk(number)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(racing).get();
        gatherHints();

        assertThat(jdbc.sql("select count(*) from subscription where provider_subscription_id = :id")
                        .param("id", bought.path("id").asText())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(jdbc.sql(
                                """
                                select count(distinct provider_sync_id) from provider_hint
                                where tenant_id = :tenant""")
                        .param("tenant", company.tenant())
                        .query(Integer.class)
                        .single())
                .as("one look for all hints")
                .isEqualTo(1);
    }

    @Test
    void aSignedWebhookMakesOnlyTheNamedSubscriptionBeReadAgain() {
        var company = onboarded(domain("hooked"));
        var bought = outside.buysInThePortal(company.tenant(), E5, 10);
        var adopted = adoptedIn(syncOf(company));
        register();
        behave(Map.of("webhookCopies", 3, "webhooksHeld", true));
        outside.editsInThePortal(company.tenant(), bought.path("id").asText(), Map.of("quantity", 14));
        var wholeBefore = wholeReads(company);

        portal.post().uri("/sandbox/webhooks/release").retrieve().toBodilessEntity();
        awaitHint(company);
        gatherHints();

        assertThat(subscription(adopted).path("quantity").asInt()).isEqualTo(14);
        assertThat(wholeReads(company)).isEqualTo(wholeBefore);
        assertThat(jdbc.sql("select max(deliveries) from provider_hint where tenant_id = :tenant")
                        .param("tenant", company.tenant())
                        .query(Integer.class)
                        .single())
                .as("the same event, delivered three times, is one hint")
                .isEqualTo(3);
    }

    @Test
    void whoCannotSignIsTurnedAwayAndAStrangersTenantDoesNoHarm() {
        var body = "{\"EventName\":\"subscription-updated\",\"ResourceUri\":\"/webhooks/v1/customers/nobody/"
                + "subscriptions/none\",\"ResourceChangeUtcDate\":\"2026-11-22T10:00:00Z\"}";

        var unsigned = knock(body, null, null);
        var elsewhere = knock(body, "Signature AAAA", "https://evil.example/certificate.cer");
        var wrong = knock(body, "Signature " + "A".repeat(340) + "==", sandbox + "/sandbox/webhook-certificate");

        assertThat(List.of(unsigned, elsewhere, wrong)).containsOnly(401);
        assertThat(jdbc.sql("select count(*) from provider_hint where tenant_id = 'nobody'")
                        .query(Integer.class)
                        .single())
                .isZero();
        hint("stranger", "none", time.instant());
        assertThat(jdbc.sql(
                                "select count(*) from provider_hint where tenant_id = 'stranger' and provider_sync_id is null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aGapHasOneFindingWhichClosesWhenItIsGone() {
        var domain = domain("gap");
        var tenant = outside.tenant("Gap Ltd", domain);
        sync();
        var account = account(domain).path("number").asText();
        outside.buysInThePortal(tenant, E5, 5);
        requestSyncOf(account);
        runJobs();
        requestSyncOf(account);
        runJobs();

        var open = findingsOf(account);
        var customer = customer(domain("owner"));
        operator.post(
                "/api/v1/provider-accounts/" + account + "/mapping",
                Map.of("customerNumber", customer, "reason", "Told by telephone"));
        var afterMapping = findingsOf(account);
        contract(customer, domain, profile(customer, "cus_" + domain, "pm_card_visa"));
        runJobs();

        assertThat(open).singleElement().satisfies(finding -> {
            assertThat(finding.path("kind").asText()).isEqualTo("ACCOUNT");
            assertThat(finding.path("fix").asText()).contains("Map provider account " + account);
        });
        assertThat(afterMapping)
                .extracting(finding -> finding.path("kind").asText())
                .containsExactly("CONTRACT");
        assertThat(findingsOf(account)).isEmpty();
    }

    @Test
    void aTenantThatIsRefusedIsReportedAndStopsNobody() {
        var company = onboarded(domain("refused"));
        var fault = outside.fault(
                "GET",
                "/v1/customers/" + company.tenant() + "/subscriptions",
                Map.of("kind", "STATUS", "status", 403, "code", "1001", "message", "The relationship has ended"));

        var number = syncOf(company);
        outside.endOf(fault);

        var report = operator.get("/api/v1/provider-syncs/" + number);
        assertThat(report.path("status").asText()).isEqualTo("FINISHED");
        assertThat(report.at("/numbers/rejected").asInt()
                        + report.at("/numbers/failed").asInt())
                .isEqualTo(1);
        assertThat(operator.list("/api/v1/provider-syncs/" + number + "/troubles")
                        .get(0)
                        .path("accountNumber")
                        .asText())
                .isEqualTo(company.account());
        assertThat(outside.mailsTo("operations@tenantry.example"))
                .extracting(mail -> mail.path("subject").asText())
                .filteredOn(subject -> subject.startsWith("Sync report " + number))
                .singleElement()
                .asString()
                .contains("1 tenants not read");
    }

    @Test
    void aContractsSyncListsWhatIsUnknownAndAdoptsWhatIsPicked() {
        var company = onboarded(domain("picked"));
        var wanted = outside.buysInThePortal(company.tenant(), E5, 3).path("id").asText();
        var other = outside.buysInThePortal(company.tenant(), TEAMS_PHONE, 3)
                .path("id")
                .asText();

        var unknown =
                Api.items(operator.get("/api/v1/billing-contracts/" + company.contract() + "/unknown-subscriptions"));
        var answer = operator.post(
                "/api/v1/billing-contracts/" + company.contract() + "/subscription-syncs",
                Map.of("providerSubscriptionIds", List.of(wanted)));
        var left =
                Api.items(operator.get("/api/v1/billing-contracts/" + company.contract() + "/unknown-subscriptions"));

        assertThat(unknown)
                .extracting(each -> each.path("providerSubscriptionId").asText())
                .containsExactlyInAnyOrder(wanted, other);
        assertThat(answer.path("subscriptions")).hasSize(1);
        assertThat(left)
                .extracting(each -> each.path("providerSubscriptionId").asText())
                .containsExactly(other);
    }

    private String adoptedIn(String sync) {
        return operator.list("/api/v1/provider-syncs/" + sync + "/changes")
                .get(0)
                .path("subscriptionNumber")
                .asText();
    }

    private JsonNode lastOf(String subscription) {
        var ledger = ledgerOf(subscription);
        return ledger.get(ledger.size() - 1);
    }

    private List<JsonNode> findingsOf(String account) {
        return operator.list("/api/v1/sync-findings?size=200").stream()
                .filter(each -> each.path("providerAccountNumber").asText().equals(account))
                .toList();
    }

    /** A hint as the webhook stores it, without its way through HTTP. */
    private void hint(String tenant, String subscription, Instant happened) {
        events.publishEvent(new io.tenantry.provider.ProviderHinted(
                "partner-center",
                tenant + subscription + happened,
                "subscription-updated",
                tenant,
                subscription,
                happened));
    }

    @Autowired
    private org.springframework.context.ApplicationEventPublisher events;

    /** Hints are gathered for a moment before anybody looks. */
    private void gatherHints() {
        time.moveTo(time.instant().plusSeconds(20));
        runJobs();
    }

    private void awaitHint(Company company) {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (deliveries(company) < 3) {
            assertThat(System.nanoTime()).as("the webhook has come").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private int deliveries(Company company) {
        return jdbc.sql("select coalesce(sum(deliveries), 0) from provider_hint where tenant_id = :tenant")
                .param("tenant", company.tenant())
                .query(Integer.class)
                .single();
    }

    private long wholeReads(Company company) {
        return outside.requests("GET", "/v1/customers/" + company.tenant() + "/subscriptions").stream()
                .filter(request -> request.path("path").asText().endsWith("/subscriptions"))
                .count();
    }

    /** As the product does it once it knows where it is reached; stories share an application that does not. */
    private void register() {
        providers.automatic("partner-center").tellAt(URI.create("http://localhost:" + port), true);
    }

    private void behave(Map<String, ?> wish) {
        portal.patch()
                .uri("/sandbox/behaviour")
                .contentType(MediaType.APPLICATION_JSON)
                .body(wish)
                .retrieve()
                .toBodilessEntity();
    }

    private int knock(String body, String signature, String certificate) {
        return client().post()
                .uri("/webhooks/partner-center")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    headers.set("X-MS-Signature-Algorithm", "rsa-sha256");
                    if (signature != null) {
                        headers.set("x-ms-signature", signature);
                        headers.set("X-MS-Certificate-Url", certificate);
                    }
                })
                .body(body)
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value();
    }
}
