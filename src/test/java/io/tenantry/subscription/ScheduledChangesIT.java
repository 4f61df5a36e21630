package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What is planned for a later day: four kinds of it, moved, corrected, called off, merged, or refused with a cause. */
class ScheduledChangesIT extends LedgerScenario {

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Test
    void aPriceIsScheduledAndMergedWithoutAQuantity() {
        var subscription = tenProvisionedSeats();
        var scheduled = changes.request(ChangeCommand.price(subscription, Money.of("13.00", "USD"), "New year")
                        .on(day(5)))
                .changeNumber();

        var merged = changes.merge(scheduled);

        assertThat(changes.get(merged).change())
                .returns(0, LicenseChangeView::quantityDelta)
                .returns(day(5), LicenseChangeView::effectiveDate)
                .satisfies(change -> assertThat(change.unitPrice().amount()).isEqualByComparingTo("13.00"));
        assertThat(view(scheduled))
                .returns(ScheduledStatus.ARCHIVED, ScheduledChangeView::status)
                .returns(merged, ScheduledChangeView::licenseChangeNumber);
    }

    @Test
    void whatWasDeactivatedIsActivatedOnItsDay() {
        var subscription = tenProvisionedSeats();
        settle(changes.request(ChangeCommand.deactivate(subscription, false, "Pause"))
                .changeNumber());
        var scheduled = changes.request(
                        ChangeCommand.activate(subscription, 7, "Season begins").on(day(5)))
                .changeNumber();
        assertThat(view(scheduled))
                .returns(SubscriptionEvent.ACTIVATE, ScheduledChangeView::changeType)
                .returns(atFiveMinutesPast(day(5)), each -> each.mergeOn().toString());

        var merged = changes.merge(scheduled);

        assertThat(changes.get(merged).change().event()).isEqualTo(SubscriptionEvent.ACTIVATE);
        assertThat(subscriptions.get(subscription))
                .returns(7, SubscriptionView::quantity)
                .returns(SubscriptionStatus.ACTIVE, SubscriptionView::status);
        assertThatThrownBy(() -> changes.request(ChangeCommand.activate(subscription, 9, "Again")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("change its quantity instead");
    }

    @Test
    void aChangeTakesEffectOnOneDayAndIsToldOnAnother() {
        var subscription = tenProvisionedSeats();

        var scheduled = changes.request(ChangeCommand.quantity(subscription, 12, "Grows")
                        .on(day(5))
                        .toldOn(day(8)))
                .changeNumber();

        assertThat(view(scheduled).mergeOn()).hasToString(atFiveMinutesPast(day(5)));
        assertThat(view(scheduled).provisionOn()).hasToString(atFiveMinutesPast(day(8)));
        var merged = changes.merge(scheduled);
        assertThat(changes.get(merged).change().waiting())
                .returns(WaitingFor.EFFECTIVE_DATE, WaitView::reason)
                .extracting(WaitView::words)
                .asString()
                .contains("goes to the provider on " + day(8));
    }

    @Test
    void aScheduledChangeIsMovedAndCorrectedAndItsTimerMovesAlong() {
        var subscription = tenProvisionedSeats();
        var scheduled = changes.request(
                        ChangeCommand.quantity(subscription, 12, "Grows").on(day(5)))
                .changeNumber();
        runJobs();
        assertThat(timerOf(scheduled)).isEqualTo(atFiveMinutesPast(day(5)));

        var moved = patch(
                scheduled,
                Map.of("effectiveDate", day(9).toString(), "quantityDelta", 3, "reason", "Starts later"),
                "\"0\"");

        assertThat(moved.getStatusCode().value()).isEqualTo(200);
        assertThat(moved.getBody().path("effectiveDate").asText()).isEqualTo(day(9).toString());
        assertThat(moved.getBody().path("quantityDelta").asInt()).isEqualTo(3);
        assertThat(timerOf(scheduled)).isEqualTo(atFiveMinutesPast(day(9)));
        assertThat(jdbc.sql("select details::text from audit_entry where subject = :number and action = :action")
                        .param("number", scheduled)
                        .param("action", "scheduled-change-edited")
                        .query(String.class)
                        .single())
                .contains(day(5) + " → " + day(9), "2 → 3");
        assertThat(patch(scheduled, Map.of("quantityDelta", 4, "reason", "Late"), "\"0\"")
                        .getStatusCode()
                        .value())
                .isEqualTo(412);
        assertThat(patch(scheduled, Map.of("effectiveDate", day(0).toString(), "reason", "Past"), "\"1\"")
                        .getBody()
                        .path("detail")
                        .asText())
                .contains("is not in the future");
        assertThat(patch(scheduled, Map.of("quantityDelta", 3, "reason", "Nothing"), "\"1\"")
                        .getBody()
                        .path("type")
                        .asText())
                .endsWith("no-change");
    }

    @Test
    void twoWhoEditTheSameDoNotOverwriteEachOther() {
        var scheduled = changes.request(ChangeCommand.quantity(tenProvisionedSeats(), 12, "Grows")
                        .on(day(5)))
                .changeNumber();
        scheduledChanges.edit(scheduled, edit(day(6), null, 0));

        assertThatThrownBy(() -> scheduledChanges.edit(scheduled, edit(day(7), null, 0)))
                .isInstanceOf(Stale.class);
        assertThat(view(scheduled).effectiveDate()).isEqualTo(day(6));
    }

    @Test
    void anEarlierChangeThatNeedsHelpRefusesTheMergeUntilItIsSettled() {
        var subscription = tenProvisionedSeats();
        var scheduled = changes.request(
                        ChangeCommand.quantity(subscription, 15, "Grows").on(day(5)))
                .changeNumber();
        var open = changes.request(ChangeCommand.quantity(subscription, 12, "Grows"))
                .changeNumber();
        changes.failed(open, "The provider is closed");

        assertThat(refused(scheduled))
                .returns(MergeCause.EARLIER_CHANGE_OPEN, MergeRefused::reason)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("There are one or more prior License Change Logs", open, "The provider is closed");
        fail(scheduled);
        assertThat(view(scheduled)).returns(ScheduledStatus.MERGE_FAILED, ScheduledChangeView::status);

        changes.notApplicable(open, "Done by hand");

        assertThat(view(scheduled))
                .returns(ScheduledStatus.PENDING, ScheduledChangeView::status)
                .returns(null, ScheduledChangeView::cause);
        assertThat(scheduledChanges.get(scheduled).history())
                .last()
                .extracting(StatusChangeView::reason)
                .isEqualTo(open + " is settled");
    }

    @Test
    void anEarlierChangeOnItsWayIsWaitedForInTurn() {
        var subscription = tenProvisionedSeats();
        var scheduled = changes.request(
                        ChangeCommand.quantity(subscription, 15, "Grows").on(day(5)))
                .changeNumber();
        var open = changes.request(ChangeCommand.quantity(subscription, 12, "Grows"))
                .changeNumber();

        var merged = changes.merge(scheduled);

        assertThat(changes.turnOf(merged).blockedBy()).isEqualTo(open);
    }

    @Test
    void aScheduledChangeBehindAFailedOneWaitsForIt() {
        var subscription = tenProvisionedSeats();
        var first = changes.request(
                        ChangeCommand.quantity(subscription, 12, "Grows").on(day(5)))
                .changeNumber();
        var second = changes.request(
                        ChangeCommand.quantity(subscription, 15, "Grows").on(day(6)))
                .changeNumber();
        changes.mergeFailed(first, MergeCause.OTHER, "Blocked");

        assertThat(refused(second)).hasMessageContaining(first);
        fail(second);
        scheduledChanges.cancel(first, "Not wanted");

        assertThat(view(second).status()).isEqualTo(ScheduledStatus.PENDING);
    }

    @Test
    void eachCauseOfAFailedMergeHasItsCode() {
        var inactive = scheduledOf(tenProvisionedSeats());
        changes.request(ChangeCommand.deactivate(view(inactive).subscriptionNumber(), false, "Left"));
        assertThat(refused(inactive).reason()).isEqualTo(MergeCause.NOT_ACTIVE);

        var suspended = scheduledOf(tenProvisionedSeats());
        set("status = 'SUSPENDED'", suspended);
        assertThat(refused(suspended).reason()).isEqualTo(MergeCause.NOT_ACTIVE);

        var unmapped = scheduledOf(tenProvisionedSeats());
        set("customer_id = null, billing_contract_id = null, price_list_id = null", unmapped);
        assertThat(refused(unmapped).reason()).isEqualTo(MergeCause.UNMAPPED);

        var ended = scheduledOf(tenProvisionedSeats());
        set("end_date = current_date + 1", ended);
        assertThat(refused(ended).reason()).isEqualTo(MergeCause.INVALID_DATES);

        var unit = scheduledOf(tenProvisionedSeats());
        set("sales_unit = null", unit);
        assertThat(refused(unit).reason()).isEqualTo(MergeCause.SALES_UNIT_MISMATCH);

        var currency = scheduledOf(tenProvisionedSeats());
        set("currency = 'JPY'", currency);
        assertThat(refused(currency).reason()).isEqualTo(MergeCause.CURRENCY_MISMATCH);

        var windowed = scheduledReduction();
        set("quantity_reduction_behavior = 'DISALLOWED'", windowed);
        assertThat(refused(windowed).reason()).isEqualTo(MergeCause.OUTSIDE_WINDOW);
    }

    @Test
    void aMergeThatFailsLeavesTheSubscriptionAndTellsItsCauseEverywhere() {
        var subscription = tenProvisionedSeats();
        var scheduled = scheduledOf(subscription);
        changes.mergeFailed(scheduled, MergeCause.CURRENCY_MISMATCH, "EUR is not USD");

        assertThat(subscriptions.get(subscription).quantity()).isEqualTo(10);
        assertThat(view(scheduled))
                .returns(MergeCause.CURRENCY_MISMATCH, ScheduledChangeView::cause)
                .returns("EUR is not USD", ScheduledChangeView::message);
        assertThat(jdbc.sql("select cause from view_open_scheduled_change where number = :number")
                        .param("number", scheduled)
                        .query(String.class)
                        .single())
                .isEqualTo("CURRENCY_MISMATCH");
    }

    @Test
    void aReductionOutsideOfItsWindowIsNotEvenScheduled() {
        part = aPart("ALLOWED_WITHIN_WINDOW", 7);
        var subscription = tenProvisionedSeats();
        var before = count("scheduled_license_change");

        assertThatThrownBy(() -> changes.request(
                        ChangeCommand.quantity(subscription, 4, "Shrinks").on(day(20))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("outside of the allowed window")
                .hasMessageContaining("possible from " + today().plusYears(1) + " on");
        assertThat(count("scheduled_license_change")).isEqualTo(before);
    }

    @Test
    void aRefundNeedsAContractThatAllowsIt() {
        var subscription = tenProvisionedSeats();
        jdbc.sql("update billing_contract set process_refunds = 'NO' where id = :id")
                .param("id", contract.id())
                .update();

        assertThatThrownBy(() -> changes.request(
                        ChangeCommand.deactivate(subscription, true, "Left").on(day(5))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(contract.number() + " of")
                .hasMessageContaining("allows no refunds");
        assertThat(changes.request(ChangeCommand.deactivate(subscription, false, "Left")
                                .on(day(5)))
                        .scheduled())
                .isTrue();
    }

    private String scheduledOf(String subscription) {
        return changes.request(ChangeCommand.quantity(subscription, 12, "Grows").on(day(5)))
                .changeNumber();
    }

    private String scheduledReduction() {
        return changes.request(ChangeCommand.quantity(tenProvisionedSeats(), 4, "Shrinks")
                        .on(day(5)))
                .changeNumber();
    }

    /** What another part of the application, or a person, may have done meanwhile. */
    private void set(String assignment, String scheduled) {
        jdbc.sql("update subscription set " + assignment + " where number = :number")
                .param("number", view(scheduled).subscriptionNumber())
                .update();
    }

    private MergeRefused refused(String scheduled) {
        try {
            changes.merge(scheduled);
        } catch (MergeRefused refused) {
            return refused;
        }
        throw new AssertionError(scheduled + " was merged");
    }

    private void fail(String scheduled) {
        var refusal = refused(scheduled);
        changes.mergeFailed(scheduled, refusal.reason(), String.valueOf(refusal.getMessage()));
    }

    private void settle(String change) {
        changes.provisioned(change);
    }

    private static ScheduledChangeEdit edit(LocalDate day, @Nullable Integer delta, long version) {
        return new ScheduledChangeEdit(delta, null, day, null, null, "Moved", version);
    }

    private ScheduledChangeView view(String number) {
        return scheduledChanges.get(number).change();
    }

    private LocalDate day(int ahead) {
        return today().plusDays(ahead);
    }

    private static String atFiveMinutesPast(LocalDate day) {
        return day.atTime(0, 5).toInstant(ZoneOffset.UTC).toString();
    }

    private String timerOf(String scheduled) {
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(scheduled)
                .singleResult();
        return Objects.requireNonNull(management
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .timers()
                        .singleResult()
                        .getDuedate())
                .toInstant()
                .toString();
    }

    private ResponseEntity<JsonNode> patch(String number, Map<String, Object> body, String version) {
        return as("operator")
                .patch()
                .uri("/api/v1/scheduled-license-changes/" + number)
                .header("If-Match", version)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new HashMap<>(body))
                .retrieve()
                .toEntity(JsonNode.class);
    }
}
