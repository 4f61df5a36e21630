package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tenantry.customer.AgreementView;
import io.tenantry.customer.Agreements;
import io.tenantry.customer.CreditHolds;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What holds a change before it goes to the provider, and what lets it go. */
class ClearancesIT extends LedgerScenario {

    @Autowired
    private Clearances clearances;

    @Autowired
    private CreditHolds credit;

    @Autowired
    private Agreements agreements;

    @Autowired
    private Ledger ledger;

    @AfterEach
    void switchOff() {
        if (credit.control().enforced()) {
            enforce(false);
        }
    }

    /** A sync has locked the tenant and goes on to its subscriptions, while a change asks whether it may go. */
    @Test
    void locksTheTenantBeforeItsSubscriptionsAsASyncDoes(@Autowired PlatformTransactionManager manager)
            throws Exception {
        var transactions = new TransactionTemplate(manager);
        var subscription = subscriptions.create(tenSeats()).number();
        var change = lastChange(subscription);

        var asking = transactions.execute(sync -> {
            accounts.lockForSync(PROVIDER, List.of(tenant.tenantId()));
            var waiting = CompletableFuture.supplyAsync(
                    () -> transactions.execute(job -> clearances.of(change).given()));
            Awaitility.await("the change waits for the tenant").until(() -> waitsForALock());
            jdbc.sql("select 1 from subscription where number = :number for update nowait")
                    .param("number", subscription)
                    .query(Integer.class)
                    .single();
            return waiting;
        });

        assertThat(asking.get(20, TimeUnit.SECONDS)).isTrue();
    }

    private boolean waitsForALock() {
        return jdbc.sql(
                                """
                        select count(*) from pg_stat_activity
                        where wait_event_type = 'Lock' and query like '%provider_account%for share%'""")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Test
    void creditHoldBlocksOnlyWhileItIsSwitchedOnAndSetForTheCustomer() {
        var change = lastChange(subscriptions.create(tenSeats()).number());
        credit.set(customer.number(), true, "Three invoices overdue");

        assertThat(clearances.of(change).given()).isTrue();

        enforce(true);

        assertThat(clearances.of(change).reason()).isEqualTo(WaitingFor.CREDIT_HOLD);
        assertThat(clearances.of(change).words()).contains(customer.number()).contains("lift the hold");

        credit.set(customer.number(), false, "They paid");

        assertThat(clearances.of(change).given()).isTrue();
        assertThat(credit.of(customer.number()).history())
                .extracting("held", "reason")
                .containsExactly(tuple(false, "They paid"), tuple(true, "Three invoices overdue"));
    }

    @Test
    void whatIsGivenBackOrEndsIsNotHeld() {
        var number = tenProvisionedSeats();
        credit.set(customer.number(), true, "Overdue");
        enforce(true);

        changes.request(ChangeCommand.quantity(number, 8, "Fewer"));
        var fewer = lastChange(number);
        changes.provisioned(fewer);
        changes.request(ChangeCommand.quantity(number, 12, "More"));

        assertThat(clearances.of(fewer).given()).isTrue();
        assertThat(clearances.of(lastChange(number)).reason()).isEqualTo(WaitingFor.CREDIT_HOLD);
    }

    /** Seats that move may cost more where they go on, and for longer. */
    @Test
    void aMoveIsHeldThoughTheOldSubscriptionGetsSmaller(@Autowired SubscriptionMoves moves) {
        var number = tenProvisionedSeats();
        var better = aPart("ALLOWED", null);
        listed(better, "15.00");
        credit.set(customer.number(), true, "Overdue");
        enforce(true);

        var moved = moves.move(new MoveCommand(
                number,
                better,
                4,
                "P1Y",
                "MONTHLY",
                null,
                null,
                Money.of("15.00", "USD"),
                "Upgrade",
                subscriptions.get(number).version()));

        assertThat(clearances.of(moved.leaving()).reason()).isEqualTo(WaitingFor.CREDIT_HOLD);
    }

    @Test
    void anAgreementThatIsNotAcceptedBlocksUntilItIs() {
        var change = lastChange(subscriptions.create(tenSeats()).number());

        assertThat(agreements.of(tenant.number()).state()).isEqualTo(AgreementView.State.UNKNOWN);
        assertThat(clearances.of(change).given()).isTrue();

        agreements.record(tenant.number(), null, "The provider has none");

        assertThat(clearances.of(change).reason()).isEqualTo(WaitingFor.AGREEMENT);
        assertThat(clearances.of(change).words()).contains(tenant.number());

        agreements.record(
                tenant.number(), new Agreements.Acceptance(LocalDate.parse("2026-03-01"), "Ann Contoso"), "Accepted");

        assertThat(clearances.of(change).given()).isTrue();
        assertThat(agreements.of(tenant.number()).history())
                .extracting(AgreementView.Entry::to)
                .containsExactly("ACCEPTED", "NOT_ACCEPTED");
    }

    /**
     * A change reads that its tenant belongs to nobody and is about to say that it waits for a mapping; the mapping that
     * comes just then must find it waiting, or it would wait until the next look in six hours.
     */
    @Test
    void aMappingWaitsForTheChangeThatIsJustLooking(@Autowired PlatformTransactionManager manager) throws Exception {
        var transaction = new TransactionTemplate(manager);
        var number = subscriptions.create(tenSeats()).number();
        var change = lastChange(number);
        jdbc.sql("update subscription set customer_id = null, billing_contract_id = null, price_list_id = null,"
                        + " version = version + 1 where number = :number")
                .param("number", number)
                .update();
        var looking = new CompletableFuture<Void>();
        var mayWait = new CompletableFuture<Void>();
        var look = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(status -> {
            assertThat(clearances.of(change).reason()).isEqualTo(WaitingFor.MAPPING);
            looking.complete(null);
            mayWait.orTimeout(30, TimeUnit.SECONDS).join();
            changes.waits(change, WaitingFor.MAPPING, "Map its provider account");
        }));
        looking.get(30, TimeUnit.SECONDS);
        var mapping = CompletableFuture.runAsync(() ->
                transaction.executeWithoutResult(status -> ledger.lock(number).belongsTo(customer.id())));

        assertThatThrownBy(() -> mapping.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        mayWait.complete(null);
        look.get(30, TimeUnit.SECONDS);
        mapping.get(30, TimeUnit.SECONDS);
        assertThat(clearances.of(change).given()).isTrue();
    }

    @Test
    void holdingNeedsAReasonAndHappensOnce() {
        assertThatThrownBy(() -> credit.set(customer.number(), true, " ")).isInstanceOf(Refused.class);
        credit.set(customer.number(), true, "Overdue");

        assertThatThrownBy(() -> credit.set(customer.number(), true, "Again"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("held already");
    }

    private void enforce(boolean on) {
        credit.enforce(on, "House rule", credit.control().version());
    }
}
