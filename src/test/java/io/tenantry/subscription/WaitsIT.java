package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A change that is not at the provider yet says why, and names what is in its way. */
class WaitsIT extends LedgerScenario {

    @Test
    void aChangeNamesTheEarlierOneThatBlocksItAndHowThatOneStands() {
        var subscription = tenProvisionedSeats();
        var first = changed(subscription, 12);
        var second = changed(subscription, 15);

        assertThat(waitOf(second))
                .returns(WaitingFor.EARLIER_CHANGE, WaitView::reason)
                .returns(first, WaitView::on)
                .extracting(WaitView::words)
                .asString()
                .contains("There are one or more prior License Change Logs", first + " is Awaiting Provisioning");

        changes.failed(first, "The provider is closed");

        assertThat(waitOf(second).words())
                .contains(first + " is Failed Provisioning ('The provider is closed')")
                .doesNotContain("Awaiting Provisioning;");
        assertThat(changes.get(second).waitsFor()).isEqualTo(waitOf(second).words());
        assertThat(changes.get(first).change().waiting()).isNull();
    }

    @Test
    void aChangeThatIsReachedOrSettledWaitsForNothing() {
        var subscription = tenProvisionedSeats();
        var first = changed(subscription, 12);
        var second = changed(subscription, 15);
        changes.provisioned(first);

        assertThat(changes.turnOf(second).mayGo()).isTrue();
        assertThat(changes.get(second).change().waiting()).isNull();

        changes.waits(second, WaitingFor.PROVIDER_PENDING, "The provider is at work on it");
        changes.provisioned(second);

        assertThat(changes.get(second).change().waiting()).isNull();
        assertThat(changes.get(second).waitsFor()).isEmpty();
    }

    @Test
    void anAddOnNamesItsParentAndTheChangeThatIsOpen() {
        var base = subscriptions.create(tenSeats()).number();
        var addOn = subscriptions.create(anAddOnOf(base)).number();

        assertThat(subscriptions.parentTurn(addOn).mayGo()).isFalse();

        assertThat(waitOf(lastChange(addOn)))
                .returns(WaitingFor.PARENT, WaitView::reason)
                .returns(lastChange(base), WaitView::on)
                .extracting(WaitView::words)
                .asString()
                .contains(addOn, "waits for its parent " + base, lastChange(base) + " is Awaiting Provisioning");
    }

    @Test
    void waitingForTheSameGoesOnSinceItBeganAndIsAuditedOnce() {
        var change = lastChange(subscriptions.create(tenSeats()).number());
        changes.waits(change, WaitingFor.PERSON, "Olga provisions it by hand");
        var since = waitOf(change).since();

        changes.waits(change, WaitingFor.PERSON, "Otto provisions it by hand");

        assertThat(waitOf(change))
                .returns(since, WaitView::since)
                .returns("Otto provisions it by hand", WaitView::words);
        assertThat(jdbc.sql("select count(*) from audit_entry where subject = :change and action = 'waits'")
                        .param("change", change)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anOrderForALaterDayWaitsForThatDay() {
        var order = tenSeats();
        var later = new NewSubscription(
                order.providerAccountNumber(),
                order.partNumber(),
                order.name(),
                order.contractNumber(),
                order.quantity(),
                order.salesUnit(),
                order.term(),
                order.billingPlan(),
                order.unitPrice(),
                today().plusDays(9),
                true,
                null,
                true,
                true,
                true);

        var change = lastChange(subscriptions.create(later).number());

        assertThat(waitOf(change))
                .returns(WaitingFor.EFFECTIVE_DATE, WaitView::reason)
                .extracting(WaitView::words)
                .asString()
                .contains(today().plusDays(9).toString());
    }

    @Test
    void theListShowsWhatWaitsForTheSame() {
        var subscription = tenProvisionedSeats();
        changed(subscription, 12);
        var second = changed(subscription, 15);
        var filter =
                new LicenseChangeFilter(null, null, WaitingFor.EARLIER_CHANGE, null, customer.number(), null, null);

        assertThat(changes.all(filter, io.tenantry.shared.Paging.first()).items())
                .extracting(LicenseChangeView::number)
                .containsExactly(second);
        assertThat(jdbc.sql("select waits_for, waiting_on from view_open_license_change where number = :number")
                        .param("number", second)
                        .query()
                        .singleRow())
                .containsEntry("waits_for", waitOf(second).words())
                .containsEntry("waiting_on", lastBefore(subscription));
    }

    @Test
    void theDatabaseKeepsNoWaitOfAChangeThatIsNotAwaiting() {
        var change = lastChange(tenProvisionedSeats());

        for (var cheat :
                List.of("waiting_for = 'PERSON', waiting_words = 'x', waiting_since = now()", "waiting_words = 'x'")) {
            assertThatThrownBy(() -> jdbc.sql("update license_change set " + cheat + " where number = :number")
                            .params(Map.of("number", change))
                            .update())
                    .hasMessageContaining("license_change_waits");
        }
    }

    private String changed(String subscription, int total) {
        return changes.request(ChangeCommand.quantity(subscription, total, "Grows"))
                .changeNumber();
    }

    private String lastBefore(String subscription) {
        var ledger = changes.ledger(subscription);
        return ledger.get(ledger.size() - 2).number();
    }

    private WaitView waitOf(String change) {
        return Objects.requireNonNull(changes.get(change).change().waiting());
    }
}
