package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The life of a term against the real database. */
class TermsIT extends LedgerScenario {

    @Autowired
    private TermChanges termChanges;

    @Autowired
    private Terms terms;

    @Test
    void anInstructionIsAChangeLikeAnyOtherAndHoldsOnceItIsProvisioned() {
        var number = tenProvisionedSeats();

        var change = ask(number, Instruction.AUTO_RENEW_OFF, null);

        assertThat(terms.of(number).autoRenew()).isTrue();
        assertThat(changes.provisioningOrder(change))
                .returns(true, ProvisioningOrder::tellsProvider)
                .returns(true, ProvisioningOrder::changesTerm)
                .returns(10, ProvisioningOrder::targetQuantity);

        changes.provisioned(change);

        assertThat(terms.of(number).autoRenew()).isFalse();
        assertThatThrownBy(() -> ask(number, Instruction.AUTO_RENEW_OFF, null))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("does not renew anyway");
    }

    /** Switched off by LCL-2, which was set aside, then by LCL-3, and on by LCL-4: to repeat LCL-2 would let it run out. */
    @Test
    void anOldInstructionIsNotRepeatedOverANewerOne() {
        var number = tenProvisionedSeats();
        var first = ask(number, Instruction.AUTO_RENEW_OFF, null);
        changes.notApplicable(first, "Not yet");
        var off = ask(number, Instruction.AUTO_RENEW_OFF, null);
        changes.provisioned(off);
        changes.provisioned(ask(number, Instruction.AUTO_RENEW_ON, null));

        assertThatThrownBy(() -> changes.requeue(first, "Once more"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(first + " of " + number + " cannot be repeated: " + off)
                .hasMessageContaining("would undo what the provider was told by it");
        assertThat(terms.of(number).autoRenew()).isTrue();
    }

    /** The provider renews it for a year; if the books said it ends, nobody would bill that year. */
    @Test
    void aRefusedInstructionThatIsSetAsideLeavesBothSidesAsTheyAre() {
        var number = tenProvisionedSeats();
        for (var refused : List.of(Instruction.AUTO_RENEW_OFF, Instruction.SUSPEND)) {
            var change = ask(number, refused, null);
            changes.failed(change, "Not now. (800002)");

            changes.notApplicable(change, "Leave the provider as it is");

            assertThat(terms.of(number))
                    .returns(true, TermView::autoRenew)
                    .returns(SubscriptionStatus.ACTIVE, TermView::status);
        }
    }

    /** Ten seats at 12.00 run on there, so they are billed on, from the day of the cancellation. */
    @Test
    void aRefusedCancellationThatIsSetAsideGivesTheSeatsBack() {
        var number = tenProvisionedSeats();
        var change = ask(number, Instruction.CANCEL, null);
        changes.failed(change, "The window has closed. (800094)");
        assertThat(subscriptions.get(number).quantity()).isZero();

        changes.notApplicable(change, "They keep it");

        assertThat(subscriptions.get(number))
                .returns(10, SubscriptionView::quantity)
                .returns(SubscriptionStatus.ACTIVE, SubscriptionView::status);
        assertThat(changes.get(lastChange(number)).change())
                .returns(10, LicenseChangeView::quantityDelta)
                .satisfies(back -> assertThat(back.unitPrice().amount()).isEqualByComparingTo("12"))
                .returns(changes.get(change).change().effectiveDate(), LicenseChangeView::effectiveDate)
                .returns(ProvisioningStatus.NOT_APPLICABLE, LicenseChangeView::provisioningStatus);
        assertThatThrownBy(() -> changes.requeue(change, "Cancel it after all"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("order it anew");
    }

    @Test
    void aCancellationThatIsCalledOffEndsNothingBelow() {
        var base = tenProvisionedSeats();
        var phone = subscriptions.create(anAddOnOf(base)).number();
        changes.provisioned(lastChange(phone));
        var end = ask(base, Instruction.CANCEL, null);
        var below = lastChange(phone);
        assertThat(subscriptions.get(phone).quantity()).isZero();

        changes.notApplicable(end, "They stay");

        assertThat(List.of(base, phone)).allSatisfy(number -> assertThat(subscriptions.get(number))
                .returns(10, SubscriptionView::quantity)
                .returns(SubscriptionStatus.ACTIVE, SubscriptionView::status));
        assertThat(statusOf(below)).as("it must not end there").isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
    }

    @Test
    void whatWasSuspendedStaysSoWhenItsCancellationIsRefused() {
        var number = tenProvisionedSeats();
        changes.provisioned(ask(number, Instruction.SUSPEND, null));
        var end = ask(number, Instruction.CANCEL, null);
        changes.failed(end, "The window has closed. (800094)");

        changes.notApplicable(end, "They keep it");

        assertThat(subscriptions.get(number))
                .returns(10, SubscriptionView::quantity)
                .returns(SubscriptionStatus.SUSPENDED, SubscriptionView::status);
    }

    /** From A to B by LCL-2, which was set aside, and to C by LCL-3: to repeat LCL-2 would bring the seats back to B. */
    @Test
    void anOldProductIsNotRepeatedOverANewerOne() {
        var number = tenProvisionedSeats();
        var toB = product(number);
        changes.notApplicable(toB, "Done by hand");
        var toC = product(number);
        changes.provisioned(toC);

        assertThatThrownBy(() -> changes.requeue(toB, "Once more"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(toB + " of " + number + " cannot be repeated: " + toC)
                .hasMessageContaining("would undo what the provider was told by it");
        assertThat(statusOf(toB)).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
    }

    private String product(String number) {
        var other = aPart("ALLOWED", null);
        listed(other, "15.00");
        return changes.request(ChangeCommand.product(number, other, "Another product"))
                .changeNumber();
    }

    @Test
    void suspensionEndsAutoRenewalAndReactivationDoesNotBringItBack() {
        var number = tenProvisionedSeats();

        changes.provisioned(ask(number, Instruction.SUSPEND, null));

        assertThat(terms.of(number))
                .returns(SubscriptionStatus.SUSPENDED, TermView::status)
                .returns(false, TermView::autoRenew);
        assertThat(ledgerOf(number).get(ledgerOf(number).size() - 1).quantityAfter())
                .as("it is billed on")
                .isEqualTo(10);

        changes.provisioned(ask(number, Instruction.REACTIVATE, null));

        assertThat(terms.of(number))
                .returns(SubscriptionStatus.ACTIVE, TermView::status)
                .returns(false, TermView::autoRenew);

        changes.provisioned(ask(number, Instruction.AUTO_RENEW_ON, null));

        assertThat(terms.of(number).autoRenew()).isTrue();
    }

    @Test
    void cancellingAfterTheWindowIsRefusedWithItsEndAndTheAlternative() {
        var number = tenProvisionedSeats();
        set(number, "cancellable_until = timestamptz '2020-01-08 00:00:00Z'");

        assertThatThrownBy(() -> ask(number, Instruction.CANCEL, null))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("could be cancelled until 2020-01-08T00:00:00Z")
                .hasMessageContaining("turn its auto-renew off instead")
                .hasMessageContaining(today().plusYears(1).minusDays(1).toString());
    }

    @Test
    void cancellingWithinTheWindowEndsItAndAllBelowIt() {
        var base = tenProvisionedSeats();
        var addOn = subscriptions.create(anAddOnOf(base)).number();
        changes.provisioned(lastChange(addOn));

        var change = ask(base, Instruction.CANCEL, null);

        assertThat(changes.turnOf(change).blockedBy()).isEqualTo(lastChange(addOn));
        changes.provisioned(lastChange(addOn));
        changes.provisioned(change);

        assertThat(terms.of(base).status()).isEqualTo(SubscriptionStatus.CANCELLED);
        assertThat(subscriptions.get(addOn).quantity()).isZero();
    }

    @Test
    void aNextTermIsKeptThroughOtherChangesAndHoldsFromTheDayOfTheRenewal() {
        var number = tenProvisionedSeats();
        set(
                number,
                "commitment_end = date '" + today().minusDays(4) + "', start_date = date '"
                        + today().minusYears(1).minusDays(3) + "'");
        var next = new NextTerm(part, 7, "P1Y", "MONTHLY", null);
        changes.provisioned(ask(number, Instruction.NEXT_TERM, next));
        changes.request(ChangeCommand.quantity(number, 12, "Grows"));
        var grown = lastChange(number);
        changes.provisioned(grown);

        assertThat(terms.of(number).next()).isEqualTo(next);
        assertThat(changes.get(lastChange(number)).change().reason())
                .isEqualTo("Keeps the next-term instruction through " + grown);
        assertThat(changes.provisioningOrder(lastChange(number)))
                .returns(true, ProvisioningOrder::tellsProvider)
                .satisfies(order -> assertThat(order.instruction().next()).isEqualTo(next));
        changes.provisioned(lastChange(number));

        assertThat(terms.rollOn()).contains(number);

        var renewedOn = today().minusDays(3);
        assertThat(terms.of(number).next()).isNull();
        assertThat(terms.of(number).termEnd()).isEqualTo(renewedOn.plusYears(1).minusDays(1));
        assertThat(terms.of(number).renewals()).singleElement().satisfies(renewal -> {
            assertThat(renewal.renewedOn()).isEqualTo(renewedOn);
            assertThat(renewal.noticedBy()).isEqualTo("CLOCK");
            assertThat(renewal.licenseChange()).isEqualTo(lastChange(number));
        });
        assertThat(subscriptions.get(number).quantity()).isEqualTo(7);
        assertThat(changes.get(lastChange(number)).change().effectiveDate()).isEqualTo(renewedOn);
        assertThat(terms.rollOn()).doesNotContain(number);
    }

    @Test
    void whatDoesNotRenewExpiresAndItsBillingEndsWithTheTerm() {
        var number = tenProvisionedSeats();
        var lastDay = today().minusDays(3);
        changes.provisioned(ask(number, Instruction.AUTO_RENEW_OFF, null));
        set(number, "commitment_end = date '" + lastDay + "'");

        assertThat(terms.expire()).contains(number);

        assertThat(terms.of(number))
                .returns(SubscriptionStatus.EXPIRED, TermView::status)
                .returns(lastDay, TermView::endDate);
        assertThat(ledgerOf(number)).last().satisfies(end -> {
            assertThat(end.quantityAfter()).isZero();
            assertThat(end.effectiveDate()).isEqualTo(lastDay.plusDays(1));
        });
        assertThat(terms.expire()).doesNotContain(number);
    }

    /** Started in January and renewed ten times unnoticed: switching it off ends this month's term, not the first. */
    @Test
    void switchedOffItEndsWithTheTermThatRunsNow() {
        var number = tenProvisionedSeats();
        set(number, "term = 'P1M', commitment_end = null, start_date = date '" + today().minusMonths(10) + "'");

        changes.provisioned(ask(number, Instruction.SUSPEND, null));

        assertThat(terms.of(number).termEnd()).isAfterOrEqualTo(today());
        assertThat(terms.expire()).doesNotContain(number);
        assertThat(subscriptions.get(number).quantity()).isEqualTo(10);
    }

    /** The paid term counts from the day of the conversion, not from the trial's first day. */
    @Test
    void aTrialBecomesThePaidProductFromTheDayOn() {
        var number = tenProvisionedSeats();
        set(number, "trial = true, term = 'P1M', start_date = date '" + today().minusDays(20) + "'");
        var paid = aPart("ALLOWED", null);
        listed(paid, "15.00");
        var wish = new TermCommand(
                number,
                Instruction.TRIAL_TO_PAID,
                new NextTerm(paid, 10, "P1Y", "MONTHLY", null),
                Money.of("15.00", "USD"),
                false,
                "They stay",
                subscriptions.get(number).version());

        var change = termChanges.request(wish).changeNumber();

        assertThat(changes.provisioningOrder(change))
                .returns(true, ProvisioningOrder::changesProduct)
                .returns(paid, ProvisioningOrder::partNumber)
                .returns("P1Y", ProvisioningOrder::term);
        assertThat(ledgerOf(number)).last().satisfies(converted -> {
            assertThat(converted.effectiveDate()).isEqualTo(today());
            assertThat(converted.monthlyUnitPrice()).isEqualByComparingTo(Money.of("15.00", "USD"));
        });

        changes.provisioned(change);

        assertThat(terms.of(number))
                .returns(false, TermView::trial)
                .returns(today().plusYears(1).minusDays(1), TermView::termEnd);
        assertThatThrownBy(() -> ask(number, Instruction.TRIAL_TO_PAID, null))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is no trial");
    }

    @Test
    void oneThatCannotGoOnStopsNoOther() {
        var stuck = tenProvisionedSeats();
        var follower = subscriptions
                .create(anAddOnOf(stuck), new Placement(null, 1, BillAt.SELF))
                .number();
        changes.provisioned(lastChange(follower));
        changes.provisioned(ask(stuck, Instruction.NEXT_TERM, new NextTerm(part, 20, "P1Y", "MONTHLY", null)));
        set(follower, "status = 'SUSPENDED'");
        var other = tenProvisionedSeats();
        for (var number : List.of(stuck, other)) {
            set(
                    number,
                    "commitment_end = date '" + today().minusDays(4) + "', start_date = date '"
                            + today().minusYears(1).minusDays(3) + "'");
        }

        assertThat(terms.rollOn()).contains(other).doesNotContain(stuck);
        assertThat(subscriptions.get(stuck).quantity()).isEqualTo(10);
    }

    /** 25 seats, five more wait for the lifting of a hold, and the next term has 20: five would be ordered back after it. */
    @Test
    void aRenewalIntoAnotherQuantityWaitsForWhatHasYetToGoToTheProvider() {
        var number = subscriptions.create(order(part, 25, null)).number();
        changes.provisioned(lastChange(number));
        changes.provisioned(ask(number, Instruction.NEXT_TERM, new NextTerm(part, 20, "P1Y", "MONTHLY", null)));
        changes.request(ChangeCommand.quantity(number, 30, "Grows"));
        var waiting = lastChange(number);
        set(
                number,
                "commitment_end = date '" + today().minusDays(4) + "', start_date = date '"
                        + today().minusYears(1).minusDays(3) + "'");

        assertThat(terms.rollOn()).doesNotContain(number);

        assertThat(subscriptions.get(number).quantity()).isEqualTo(30);
        assertThat(terms.of(number).next()).isNotNull();
        assertThatThrownBy(() -> terms.settle(number))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("goes on with 20")
                .hasMessageContaining(waiting + " of " + number + " (30 seats) has yet to go to its provider");

        changes.provisioned(waiting);
        changes.notApplicable(lastChange(number), "The term is over");

        assertThat(terms.settle(number)).isTrue();
        assertThat(subscriptions.get(number).quantity()).isEqualTo(20);
        assertThat(ledgerOf(number)).last().satisfies(renewed -> assertThat(renewed.quantityDelta())
                .isEqualTo(-10));
    }

    /** Partner Center renews within a day after midnight UTC: its word is awaited, or a sync would undo our renewal. */
    @Test
    void whatTheProviderTellsByItselfIsLeftToItForTwoDays() {
        var number = tenProvisionedSeats();
        set(number, "commitment_end = date '" + today().minusDays(1) + "'");

        assertThat(terms.rollOn()).doesNotContain(number);
    }

    @Test
    void aTermEndsTogetherWithAMonthOrAnotherTermAndOnNoOtherDay() {
        var number = tenProvisionedSeats();
        var other = tenProvisionedSeats();
        var end = today().plusYears(1).plusDays(40);
        set(other, "commitment_end = date '" + end + "'");

        assertThat(termChanges.termEnds(number, "P1Y"))
                .anySatisfy(possible -> assertThat(possible.with()).containsExactly(other))
                .allSatisfy(possible -> assertThat(
                                possible.monthEnd() || !possible.with().isEmpty())
                        .isTrue());
        var wrong = end.plusDays(end.getDayOfMonth() > 20 ? -5 : 1);
        assertThatThrownBy(() -> ask(number, Instruction.NEXT_TERM, new NextTerm(part, 10, "P1Y", "ANNUAL", wrong)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("cannot end on " + wrong)
                .hasMessageContaining(end.toString());
    }

    private String ask(String number, Instruction instruction, @Nullable NextTerm next) {
        var version = subscriptions.get(number).version();
        return termChanges
                .request(new TermCommand(number, instruction, next, null, true, "They asked for it", version))
                .changeNumber();
    }

    private void set(String number, String columns) {
        jdbc.sql("update subscription set " + columns + ", version = version + 1 where number = :number")
                .param("number", number)
                .update();
    }
}
