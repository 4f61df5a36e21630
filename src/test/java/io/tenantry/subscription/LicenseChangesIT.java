package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.shared.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The life of a change against the real database. */
class LicenseChangesIT extends LedgerScenario {

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void changesGoToTheProviderStrictlyInOrder() {
        var number = subscriptions.create(tenSeats()).number();
        var first = lastChange(number);
        changes.request(ChangeCommand.quantity(number, 12, "Grows"));
        var second = lastChange(number);

        assertThat(changes.turnOf(first).mayGo()).isTrue();
        assertThat(changes.turnOf(second).blockedBy()).isEqualTo(first);
        assertThat(changes.turnOf(second).message())
                .startsWith("There are one or more prior License Change Logs for this Subscription that are either"
                        + " Awaiting Provisioning or have Failed Provisioning.")
                .contains(first + " is Awaiting Provisioning");

        changes.failed(first, "Credit limit exceeded");

        assertThat(changes.turnOf(second).message()).contains("Failed Provisioning ('Credit limit exceeded')");

        changes.requeue(first, "Limit raised");
        changes.provisioned(first);

        assertThat(changes.turnOf(second).mayGo()).isTrue();
        assertThat(subscriptions.get(number).status()).isEqualTo(SubscriptionStatus.ACTIVE);
    }

    @Test
    void aFailureRenewsTheRequestIdAndForgetsThePreparedOrder() {
        var create = lastChange(subscriptions.create(tenSeats()).number());
        changes.orderPrepared(create, "cart-1");
        var before = changes.provisioningOrder(create);

        changes.failed(create, "No");
        var after = changes.provisioningOrder(create);

        assertThat(before.preparedOrder()).isEqualTo("cart-1");
        assertThat(after.preparedOrder()).isNull();
        assertThat(after.requestId()).isNotEqualTo(before.requestId());
    }

    @Test
    void theToggleKeepsTheRequestIdAndChangesNoQuantity() {
        var number = subscriptions.create(tenSeats()).number();
        var create = lastChange(number);
        var before = changes.provisioningOrder(create);

        changes.notApplicable(create, "Toggle");
        changes.requeue(create, "Toggle");

        assertThat(statusOf(create)).isEqualTo(ProvisioningStatus.AWAITING_PROVISIONING);
        assertThat(changes.provisioningOrder(create)).isEqualTo(before);
        assertThat(subscriptions.get(number).quantity()).isEqualTo(10);
        assertThat(historyOf(create))
                .containsExactly(
                        "null>AWAITING_PROVISIONING",
                        "AWAITING_PROVISIONING>NOT_APPLICABLE",
                        "NOT_APPLICABLE>AWAITING_PROVISIONING");
    }

    @Test
    void anOldChangeIsNotRepeatedOverANewerQuantity() {
        var number = subscriptions.create(tenSeats()).number();
        var create = lastChange(number);
        changes.notApplicable(create, "Done by hand");
        changes.request(ChangeCommand.quantity(number, 15, "Grows"));
        var update = lastChange(number);
        changes.provisioned(update);

        assertThatThrownBy(() -> changes.requeue(create, "Oops"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(update)
                .hasMessageContaining("from 15 to 10");
    }

    @Test
    void confirmingTwiceDoesNothing() {
        var number = tenProvisionedSeats();
        var create = lastChange(number);
        var before = subscriptions.get(number);

        changes.provisioned(create);

        assertThat(subscriptions.get(number)).isEqualTo(before);
        assertThat(historyOf(create)).hasSize(2);
    }

    @Test
    void ofTwoWhoChangeWhatTheyReadOneMustReadAgain() throws Exception {
        var number = tenProvisionedSeats();
        var read = subscriptions.get(number).version();
        var start = new CountDownLatch(1);
        var people = Executors.newFixedThreadPool(2);
        var outcomes = new ArrayList<String>();
        try {
            var both = new ArrayList<Future<RequestedChange>>();
            for (var total : List.of(11, 12)) {
                both.add(people.submit(() -> {
                    start.await();
                    return changes.request(growingTo(total, number, read));
                }));
            }
            start.countDown();
            for (var one : both) {
                outcomes.add(outcome(one));
            }
        } finally {
            people.shutdownNow();
        }

        assertThat(outcomes).containsExactlyInAnyOrder("done", "changed-meanwhile");
        assertThat(ledgerOf(number)).hasSize(2);
    }

    @Test
    void aScheduledChangeIsNewsForWhoeverReadBefore() {
        var number = tenProvisionedSeats();
        var read = subscriptions.get(number).version();

        changes.request(ChangeCommand.quantity(number, 11, "Grows").on(today().plusDays(3)));

        assertThatThrownBy(() -> changes.request(growingTo(12, number, read)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("read it again");
    }

    @Test
    void aReductionMustFallIntoTheWindow() {
        part = aPart("ALLOWED_WITHIN_WINDOW", 7);
        var number = tenProvisionedSeats();
        var renewal = today().plusYears(1);

        for (var allowed : List.of(today().plusDays(7), renewal, renewal.plusDays(7))) {
            assertThatCode(() -> changes.request(
                            ChangeCommand.quantity(number, 9, "Shrinks").on(allowed)))
                    .doesNotThrowAnyException();
        }
        for (var refused : List.of(today().plusDays(8), renewal.minusDays(1), renewal.plusDays(8))) {
            assertThatThrownBy(() -> changes.request(
                            ChangeCommand.quantity(number, 9, "Shrinks").on(refused)))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("window of 7 days");
        }
        assertThat(scheduledOf(number)).hasSize(3);
        assertThat(ledgerOf(number)).hasSize(1);
    }

    @Test
    void theStrictestOfTheLinkedSubscriptionsDecides() {
        var base = tenProvisionedSeats();
        part = aPart("DISALLOWED", null);
        var addOn = subscriptions.create(anAddOnOf(base)).number();

        assertThatThrownBy(() -> changes.request(ChangeCommand.quantity(base, 9, "Shrinks")))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("Linked Subscription Quantity reduction is not allowed")
                .hasMessageContaining(addOn);
    }

    @Test
    void aScheduledChangeIsMergedOnce() {
        var number = tenProvisionedSeats();
        var day = today().plusDays(3);
        var scheduled =
                changes.request(ChangeCommand.quantity(number, 14, "Grows").on(day));

        var merged = changes.merge(scheduled.changeNumber());
        var again = changes.merge(scheduled.changeNumber());

        assertThat(scheduled.scheduled()).isTrue();
        assertThat(again).isEqualTo(merged);
        assertThat(subscriptions.get(number).quantity()).isEqualTo(14);
        assertThat(ledgerOf(number)).hasSize(2).last().satisfies(change -> assertThat(change.effectiveDate())
                .isEqualTo(day));
        assertThat(statusOf(merged)).isEqualTo(ProvisioningStatus.AWAITING_PROVISIONING);
    }

    @Test
    void aRefusedMergeLeavesItsCallersTransactionAlone() {
        var number = tenProvisionedSeats();
        var scheduled = changes.request(
                        ChangeCommand.quantity(number, 4, "Shrinks").on(today().plusDays(3)))
                .changeNumber();
        changes.request(ChangeCommand.deactivate(number, true, "Left"));

        var cause = transaction.execute(status -> {
            try {
                return changes.merge(scheduled);
            } catch (MergeRefused refused) {
                changes.mergeFailed(scheduled, refused.reason(), String.valueOf(refused.getMessage()));
                return refused.getMessage();
            }
        });

        assertThat(cause).contains("is INACTIVE");
        assertThat(scheduledOf(number)).containsExactly("MERGE_FAILED");
        assertThat(ledgerOf(number)).hasSize(2);
    }

    @Test
    void aFailedMergeIsRetriedOrCancelled() {
        var number = tenProvisionedSeats();
        var scheduled = changes.request(
                        ChangeCommand.quantity(number, 14, "Grows").on(today().plusDays(3)))
                .changeNumber();
        changes.mergeFailed(scheduled, MergeCause.OTHER, "Blocked");

        scheduledChanges.retry(scheduled, "Unblocked");
        assertThat(scheduledOf(number)).containsExactly("PENDING");

        scheduledChanges.cancel(scheduled, "Not wanted");
        assertThat(scheduledOf(number)).containsExactly("CANCELLED");
        assertThatThrownBy(() -> scheduledChanges.cancel(scheduled, "Again")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> changes.merge(scheduled)).isInstanceOf(MergeRefused.class);
    }

    @Test
    void whatHasEndedDoesNotChange() {
        var number = tenProvisionedSeats();
        changes.request(ChangeCommand.deactivate(number, false, "Left"));

        assertThat(subscriptions.get(number).status()).isEqualTo(SubscriptionStatus.INACTIVE);
        assertThat(subscriptions.get(number).quantity()).isZero();
        assertThat(changes.provisioningOrder(lastChange(number)).targetQuantity())
                .isZero();
        assertThatThrownBy(() -> changes.request(ChangeCommand.quantity(number, 5, "Back")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is INACTIVE");
    }

    @Test
    void aRefusedDeactivationStaysFailedUntilAPersonPutsItBack() {
        var number = tenProvisionedSeats();
        changes.request(ChangeCommand.deactivate(number, false, "Left"));
        var deactivation = lastChange(number);

        changes.failed(deactivation, "The cancellation window is over. (900117)");

        var failed = changes.get(deactivation).change();
        assertThat(failed.provisioningStatus()).isEqualTo(ProvisioningStatus.FAILED_PROVISIONING);
        assertThat(failed.providerMessage()).isEqualTo("The cancellation window is over. (900117)");
        assertThat(subscriptions.get(number).status()).isEqualTo(SubscriptionStatus.INACTIVE);

        changes.requeue(deactivation, "Support opened the window");

        assertThat(changes.turnOf(deactivation).mayGo()).isTrue();
        assertThat(changes.provisioningOrder(deactivation).targetQuantity()).isZero();
    }

    @Test
    void aBaseTakesItsAddOnsAlongAndTheyEndFirst() {
        var base = tenProvisionedSeats();
        var addOn = subscriptions.create(anAddOnOf(base)).number();
        changes.provisioned(lastChange(addOn));

        changes.request(ChangeCommand.deactivate(base, true, "Left"));

        assertThat(subscriptions.get(addOn).status()).isEqualTo(SubscriptionStatus.INACTIVE);
        assertThat(subscriptions.get(addOn).quantity()).isZero();
        assertThat(changes.turnOf(lastChange(base)).blockedBy()).isEqualTo(lastChange(addOn));
        assertThat(changes.turnOf(lastChange(addOn)).mayGo()).isTrue();

        changes.provisioned(lastChange(addOn));

        assertThat(changes.turnOf(lastChange(base)).mayGo()).isTrue();
    }

    @Test
    void billingIsArchivedAndBroughtBackWithReasons() {
        var change = lastChange(tenProvisionedSeats());

        changes.archive(change, "Billed elsewhere");
        assertThatThrownBy(() -> changes.archive(change, "Again")).isInstanceOf(Refused.class);
        changes.unarchive(change, "It was not");

        assertThat(historyOf(change)).contains("ACTIVE>ARCHIVED", "ARCHIVED>ACTIVE");
        assertThatThrownBy(() -> changes.archive(change, " ")).isInstanceOf(Refused.class);
    }

    /** Only if nobody changed the subscription since somebody read this version of it. */
    private static ChangeCommand growingTo(int total, String subscription, long read) {
        return new ChangeCommand(
                subscription,
                ChangeCommand.Kind.QUANTITY,
                total,
                null,
                null,
                null,
                true,
                ChangeCommand.Effective.IMMEDIATE,
                null,
                "Grows",
                read);
    }

    private List<String> historyOf(String change) {
        return jdbc.sql(
                        """
                        select coalesce(from_status, 'null') || '>' || to_status
                        from status_change
                        where license_change_id = (select id from license_change where number = :number)
                        order by at, id""")
                .param("number", change)
                .query(String.class)
                .list();
    }

    private List<String> scheduledOf(String subscription) {
        return jdbc.sql(
                        """
                        select status from scheduled_license_change
                        where subscription_id = (select id from subscription where number = :number)
                        order by number""")
                .param("number", subscription)
                .query(String.class)
                .list();
    }

    private static String outcome(Future<RequestedChange> request) throws Exception {
        try {
            request.get(30, TimeUnit.SECONDS);
            return "done";
        } catch (ExecutionException failed) {
            return ((Refused) failed.getCause()).type();
        }
    }
}
