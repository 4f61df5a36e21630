package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.audit.AuditTrail;
import io.tenantry.catalog.OfferedProduct;
import io.tenantry.customer.ProviderAccountView;
import io.tenantry.customer.TenantFound;
import io.tenantry.provider.Providers;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Providers without an API, in the whole application: people, nobody, and a linked parent. */
class ProviderKindsIT extends LedgerScenario {

    @Autowired
    private Providers providers;

    @Autowired
    private AuditTrail audit;

    @Test
    void aPersonProvisionsAtAManualProviderAndSaysSo() {
        var subscription = subscriptions.create(of("manual", 3, true, null)).number();
        var creation = lastChange(subscription);
        runJobs();

        var waits = get("/api/v1/license-changes/" + creation);
        var noId = confirm(creation, Map.of("done", true, "reason", "Ordered"));
        var done = confirm(
                creation,
                Map.of("done", true, "reason", "Ordered at the registrar", "providerSubscriptionId", "REG-" + name));
        runJobs();
        var again = confirm(creation, Map.of("done", true, "reason", "Ordered", "providerSubscriptionId", "X"));

        assertThat(waits.getBody().at("/waiting/reason").asText()).isEqualTo("PERSON");
        assertThat(waits.getBody().toString()).contains("order 3 of Seats of " + name);
        assertThat(noId.getStatusCode().value()).isEqualTo(422);
        assertThat(noId.getBody().path("detail").asText()).contains("give the id that it has at the provider");
        assertThat(done.getStatusCode().value()).isEqualTo(204);
        assertThat(again.getStatusCode().value()).isEqualTo(422);
        assertThat(statusOf(creation)).isEqualTo(ProvisioningStatus.PROVISIONED);
        assertThat(subscriptions.get(subscription).status()).isEqualTo(SubscriptionStatus.ACTIVE);
        assertThat(subscriptions.get(subscription).providerSubscriptionId()).isEqualTo("REG-" + name);
        assertThat(audit.of(creation)).extracting("action").contains("manual-order-answered");
        assertThat(mailsAbout(creation)).isEqualTo(1);
    }

    @Test
    void aPersonAnswersOnThePageOfOrdersByHand() {
        var subscription = subscriptions.create(of("manual", 3, true, null)).number();
        var creation = lastChange(subscription);
        runJobs();

        var asked = page("operator");
        var watched = page("auditor");
        as("operator")
                .post()
                .uri("/manual-orders/" + creation)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body("formKey=once&done=true&reason=Ordered&providerSubscriptionId=PAGE-" + name)
                .retrieve()
                .toBodilessEntity();
        runJobs();

        assertThat(asked).contains(creation, "order 3 of Seats of " + name, "Impossible");
        assertThat(watched).contains(creation).doesNotContain("Impossible");
        assertThat(statusOf(creation)).isEqualTo(ProvisioningStatus.PROVISIONED);
        assertThat(page("operator")).doesNotContain(creation);
    }

    private String page(String logIn) {
        return String.valueOf(as(logIn).get().uri("/manual-orders").retrieve().body(String.class));
    }

    /** 10 of 25 seats: what stays is said, and the id that comes back is that of the new subscription. */
    @Test
    void aPersonIsToldWhichSeatsMoveAndGivesTheNewId(@Autowired SubscriptionMoves moves) {
        var old = subscriptions.create(of("manual", 25, true, null)).number();
        runJobs();
        confirm(lastChange(old), Map.of("done", true, "reason", "Ordered", "providerSubscriptionId", "OLD-" + name));
        runJobs();
        var better = "M" + UUID.randomUUID().toString().substring(0, 11).toUpperCase() + ":0001";
        products.record("manual", List.of(new OfferedProduct(better, "Better of " + name, "Seats", "Us")));
        listed("manual", better, "15.00");
        var moved = moves.move(new MoveCommand(
                old,
                better,
                10,
                "P1Y",
                "MONTHLY",
                null,
                null,
                Money.of("15.00", "USD"),
                "Upgrade",
                subscriptions.get(old).version()));
        runJobs();

        var asked = get("/api/v1/license-changes/" + moved.leaving()).getBody();
        var noId = confirm(moved.leaving(), Map.of("done", true, "reason", "Moved"));
        confirm(moved.leaving(), Map.of("done", true, "reason", "Moved", "providerSubscriptionId", "NEW-" + name));
        runJobs();

        assertThat(asked.toString())
                .contains("move 10 seats of Seats of " + name, "as 10 seats of " + better, "15 stay where they are");
        assertThat(noId.getStatusCode().value()).isEqualTo(422);
        assertThat(subscriptions.get(old))
                .returns(15, SubscriptionView::quantity)
                .returns("OLD-" + name, SubscriptionView::providerSubscriptionId);
        assertThat(subscriptions.get(moved.newSubscription()))
                .returns(10, SubscriptionView::quantity)
                .returns("NEW-" + name, SubscriptionView::providerSubscriptionId)
                .returns(SubscriptionStatus.ACTIVE, SubscriptionView::status);
    }

    @Test
    void aPersonIsToldWhatBecomesOfTheTermAndNotOfTheQuantity(@Autowired TermChanges terms) {
        var number = subscriptions.create(of("manual", 25, true, null)).number();
        runJobs();
        confirm(
                lastChange(number),
                Map.of("done", true, "reason", "Ordered", "providerSubscriptionId", "TERM-" + name));
        runJobs();

        terms.request(new TermCommand(
                number,
                Instruction.SUSPEND,
                null,
                null,
                true,
                "They do not pay",
                subscriptions.get(number).version()));
        runJobs();

        assertThat(get("/api/v1/license-changes/" + lastChange(number))
                        .getBody()
                        .toString())
                .contains("suspend Seats of " + name)
                .doesNotContain("to a quantity of");
    }

    @Test
    void aManualChangeThatIsImpossibleFailsAndIsAskedForAnew() {
        var subscription = subscriptions.create(of("manual", 3, true, null)).number();
        var creation = lastChange(subscription);
        runJobs();
        confirm(creation, Map.of("done", false, "reason", "The registrar is closed"));
        runJobs();

        assertThat(statusOf(creation)).isEqualTo(ProvisioningStatus.FAILED_PROVISIONING);
        assertThat(changes.get(creation).change().providerMessage()).isEqualTo("The registrar is closed");

        changes.requeue(creation, "It is open again");
        runJobs();

        assertThat(mailsAbout(creation)).isEqualTo(2);

        changes.notApplicable(creation, "The customer changed its mind");
        runJobs();
        var late =
                confirm(creation, Map.of("done", true, "reason", "Ordered", "providerSubscriptionId", "REG-" + name));

        assertThat(statusOf(creation)).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
        assertThat(late.getStatusCode().value()).isEqualTo(422);
    }

    @Test
    void aDoNothingProviderSettlesAtOnceAndTheSubscriptionBecomesActive() {
        var subscription = subscriptions.create(of("do-nothing", 1, true, null)).number();
        runJobs();
        var creation = lastChange(subscription);
        changes.request(ChangeCommand.quantity(subscription, 4, "Three more"));
        runJobs();

        assertThat(statusOf(creation)).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
        assertThat(statusOf(lastChange(subscription))).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
        assertThat(subscriptions.get(subscription).status()).isEqualTo(SubscriptionStatus.ACTIVE);
        assertThat(changes.get(creation).history())
                .extracting("to", "reason")
                .contains(org.assertj.core.api.Assertions.tuple(
                        "NOT_APPLICABLE", "Its provider has nothing to provision"));
    }

    /** 10 of 25 seats go on as another product at whoever provisions nothing: both are settled, and the rest can be changed. */
    @Test
    void aMoveAtADoNothingProviderSettlesAtOnce(@Autowired SubscriptionMoves moves) {
        var old = subscriptions.create(of("do-nothing", 25, true, null)).number();
        runJobs();
        var better = "B" + UUID.randomUUID().toString().substring(0, 11).toUpperCase() + ":0001";
        products.record("do-nothing", List.of(new OfferedProduct(better, "Better of " + name, "Seats", "Nobody")));
        listed("do-nothing", better, "15.00");

        var moved = moves.move(new MoveCommand(
                old,
                better,
                10,
                "P1Y",
                "MONTHLY",
                null,
                null,
                Money.of("15.00", "USD"),
                "Upgrade",
                subscriptions.get(old).version()));
        changes.request(ChangeCommand.quantity(old, 16, "One more"));
        runJobs();

        assertThat(statusOf(moved.leaving())).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
        assertThat(statusOf(moved.entering())).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
        assertThat(statusOf(lastChange(old))).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
        assertThat(subscriptions.get(moved.newSubscription()))
                .returns(10, SubscriptionView::quantity)
                .returns(SubscriptionStatus.ACTIVE, SubscriptionView::status);
        assertThat(subscriptions.get(old).quantity()).isEqualTo(16);
    }

    @Test
    void aLinkedChildPushesItsDeltaToTheParentOnceAndFollowsIt() {
        var parent = subscriptions.create(of("manual", 50, false, null)).number();
        runJobs();
        confirm(lastChange(parent), Map.of("done", true, "reason", "There", "providerSubscriptionId", "P-" + name));
        runJobs();
        var child = subscriptions
                .create(of("linked-subscription", 10, true, parent))
                .number();
        runJobs();

        var pushed = lastChange(parent);
        var birth = lastChange(child);

        assertThat(subscriptions.get(parent).quantity()).isEqualTo(60);
        assertThat(changes.get(pushed).change().source()).isEqualTo(ChangeSource.SYSTEM);
        assertThat(changes.get(pushed).change().reason())
                .isEqualTo("Linked subscription " + child + " changed with " + birth);
        assertThat(get("/api/v1/license-changes/" + birth)
                        .getBody()
                        .at("/waiting/reason")
                        .asText())
                .isEqualTo("LINKED_PARENT");
        assertThat(get("/api/v1/license-changes/" + birth)
                        .getBody()
                        .at("/waiting/on")
                        .asText())
                .isEqualTo(pushed);

        confirm(pushed, Map.of("done", true, "reason", "Ten more"));
        runJobs();

        assertThat(statusOf(pushed)).isEqualTo(ProvisioningStatus.PROVISIONED);
        assertThat(statusOf(birth)).isEqualTo(ProvisioningStatus.PROVISIONED);
        assertThat(subscriptions.get(child).status()).isEqualTo(SubscriptionStatus.ACTIVE);
    }

    @Test
    void aLinkedChildFailsWithItsParentAndGoesOnWithIt() {
        var parent = subscriptions.create(of("manual", 50, false, null)).number();
        runJobs();
        confirm(lastChange(parent), Map.of("done", true, "reason", "There", "providerSubscriptionId", "P-" + name));
        runJobs();
        var child = subscriptions
                .create(of("linked-subscription", 10, true, parent))
                .number();
        runJobs();
        var pushed = lastChange(parent);
        var birth = lastChange(child);

        confirm(pushed, Map.of("done", false, "reason", "No seats left"));
        runJobs();

        assertThat(statusOf(birth)).isEqualTo(ProvisioningStatus.FAILED_PROVISIONING);
        assertThat(changes.get(birth).change().providerMessage())
                .contains(pushed)
                .contains("No seats left");

        changes.requeue(birth, "Seats are there again");
        runJobs();

        assertThat(lastChange(parent)).isEqualTo(pushed);
        assertThat(statusOf(pushed)).isEqualTo(ProvisioningStatus.AWAITING_PROVISIONING);

        confirm(pushed, Map.of("done", false, "reason", "Still none"));
        runJobs();
        changes.requeue(pushed, "Now there are");
        runJobs();
        confirm(pushed, Map.of("done", true, "reason", "Ten more"));
        runJobs();

        assertThat(statusOf(birth)).isEqualTo(ProvisioningStatus.PROVISIONED);
        assertThat(subscriptions.get(parent).quantity()).isEqualTo(60);
    }

    /** Ten seats of a child were set aside at the parent; put back, they are ordered after all: the parent has 60. */
    @Test
    void aLinkedChildThatIsPutBackPutsBackWhatItPushed() {
        var parent = subscriptions.create(of("manual", 50, false, null)).number();
        runJobs();
        confirm(lastChange(parent), Map.of("done", true, "reason", "There", "providerSubscriptionId", "P-" + name));
        runJobs();
        var child = subscriptions
                .create(of("linked-subscription", 10, true, parent))
                .number();
        runJobs();
        var pushed = lastChange(parent);
        var birth = lastChange(child);
        confirm(pushed, Map.of("done", false, "reason", "No seats left"));
        runJobs();

        changes.notApplicable(pushed, "Not wanted any more");
        runJobs();

        assertThat(statusOf(birth)).as("it follows").isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
        assertThat(statusOf(pushed)).as("a person's word holds").isEqualTo(ProvisioningStatus.NOT_APPLICABLE);

        changes.requeue(birth, "Wanted after all");
        runJobs();

        assertThat(statusOf(pushed)).isEqualTo(ProvisioningStatus.AWAITING_PROVISIONING);
        confirm(pushed, Map.of("done", true, "reason", "Ten more"));
        runJobs();

        assertThat(lastChange(parent)).isEqualTo(pushed);
        assertThat(statusOf(pushed)).isEqualTo(ProvisioningStatus.PROVISIONED);
        assertThat(statusOf(birth)).isEqualTo(ProvisioningStatus.PROVISIONED);
        assertThat(subscriptions.get(parent).quantity()).isEqualTo(60);
    }

    @Test
    void aLinkedDeltaIsPushedOnceWhoeverRepeatsIt(@Autowired LinkedChanges linked) {
        var parent = subscriptions.create(of("do-nothing", 50, false, null)).number();
        runJobs();
        var child = subscriptions
                .create(of("linked-subscription", 10, true, parent))
                .number();
        var birth = lastChange(child);

        var first = linked.push(birth);
        var second = linked.push(birth);
        runJobs();

        assertThat(second).isEqualTo(first);
        assertThat(subscriptions.get(parent).quantity()).isEqualTo(60);
        assertThat(statusOf(birth)).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
        refusesPushedBy(lastChange(parent), null, "was pushed by another one once and for all");
        refusesPushedBy(firstChange(parent), birth, "license_change_pushed_by_id_key");
    }

    @Test
    void aLinkedChildNeedsAParentThatIsNeverBilled() {
        var billed = subscriptions.create(of("do-nothing", 5, true, null)).number();
        var parent = subscriptions.create(of("do-nothing", 5, false, null)).number();
        var child =
                subscriptions.create(of("linked-subscription", 2, true, parent)).number();

        refuses(of("linked-subscription", 2, true, null), "linked-parent-missing");
        refuses(of("linked-subscription", 2, true, billed), "linked-parent-billed");
        refuses(of("linked-subscription", 2, true, child), "linked-parent-linked");
        refuses(of("do-nothing", 2, true, parent), "not-linked");
        assertThatThrownBy(() -> jdbc.sql("update subscription set billable = true where number = :number")
                        .param("number", parent)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("can be neither billed nor linked itself");
    }

    @Test
    void refusesWhatTheProviderCannotBeforeAnythingIsWritten() {
        var parent = subscriptions.create(of("do-nothing", 5, false, null)).number();
        var child =
                subscriptions.create(of("linked-subscription", 2, true, parent)).number();
        runJobs();
        var before = lastChange(child);

        assertThatThrownBy(() -> changes.request(ChangeCommand.product(child, part, "Better")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("'linked-subscription'")
                .hasMessageContaining("PRODUCT_CHANGES");
        assertThat(lastChange(child)).isEqualTo(before);
    }

    @Test
    void aChangeWaitsForAProviderThatIsNotActiveAndGoesOnOnceItIs() {
        var subscription = subscriptions.create(of("do-nothing", 1, true, null)).number();
        providers.deactivate("do-nothing", "Under review");
        try {
            runJobs();

            assertThat(get("/api/v1/license-changes/" + lastChange(subscription))
                            .getBody()
                            .at("/waiting/reason")
                            .asText())
                    .isEqualTo("PROVIDER_INACTIVE");
        } finally {
            providers.activate("do-nothing", "Reviewed");
        }
        runJobs();

        assertThat(statusOf(lastChange(subscription))).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
    }

    @Test
    void nobodySetsAChangeAsideWhileItsProviderIsBeingTold(@Autowired Tellings tellings) {
        var subscription = subscriptions.create(tenSeats()).number();
        var creation = lastChange(subscription);

        tellings.tell(creation, telling -> {
            assertThat(telling.repeated()).isFalse();
            assertThatThrownBy(() -> changes.notApplicable(creation, "Never mind"))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("is being told to its provider at this moment");
            return "";
        });
        assertThatThrownBy(() -> tellings.tell(creation, telling -> {
                    assertThat(telling.repeated()).isTrue();
                    throw new io.tenantry.provider.ProviderUnavailable("Nobody answered.");
                }))
                .isInstanceOf(io.tenantry.provider.ProviderUnavailable.class);

        var waiting = get("/api/v1/license-changes/" + creation).getBody().path("waiting");
        assertThat(waiting.path("reason").asText()).isEqualTo("PROVIDER_UNREACHABLE");
        assertThat(waiting.path("words").asText()).contains("Nobody answered.");
        changes.notApplicable(creation, "Never mind");
        assertThat(statusOf(creation)).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
    }

    private void refusesPushedBy(String change, @Nullable String by, String words) {
        assertThatThrownBy(() -> jdbc.sql(
                                """
                                update license_change
                                set pushed_by_id = (select id from license_change where number = cast(:by as text))
                                where number = :change""")
                        .param("by", by)
                        .param("change", change)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining(words);
    }

    private String firstChange(String subscription) {
        return changes.ledger(subscription).get(0).number();
    }

    private void refuses(NewSubscription order, String type) {
        assertThatThrownBy(() -> subscriptions.create(order))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.type()).isEqualTo(type));
    }

    private NewSubscription of(String provider, int quantity, boolean billable, @Nullable String linkedTo) {
        var partNumber = "K" + UUID.randomUUID().toString().substring(0, 8).toUpperCase() + ":0001";
        products.record(provider, List.of(new OfferedProduct(partNumber, "Seats of " + name, "Seats", "Us")));
        listed(provider, partNumber, "12.00");
        return new NewSubscription(
                tenantAt(provider).number(),
                partNumber,
                null,
                null,
                quantity,
                "MONTHLY",
                "P1Y",
                "MONTHLY",
                Money.of("12.00", "USD"),
                today(),
                true,
                null,
                billable,
                true,
                true,
                linkedTo);
    }

    private ProviderAccountView tenantAt(String provider) {
        accounts.record(List.of(new TenantFound(provider, name, "Contoso", provider + "." + name + ".example")));
        var found = accounts.find(provider, name).orElseThrow();
        return found.customerId() == null ? accounts.map(found.number(), customer.number(), "Ours") : found;
    }

    private long mailsAbout(String change) {
        return jdbc.sql("select count(*) from operations_notice where key like :key")
                .param("key", "manual-order:" + change + ":%")
                .query(Long.class)
                .single();
    }

    private ResponseEntity<JsonNode> get(String path) {
        return as("operator").get().uri(path).retrieve().toEntity(JsonNode.class);
    }

    private ResponseEntity<JsonNode> confirm(String change, Map<String, Object> body) {
        return as("operator")
                .post()
                .uri("/api/v1/license-changes/" + change + "/confirmations")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }
}
