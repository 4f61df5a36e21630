package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/** Subscriptions that go on as others, against the real database. */
class SubscriptionMovesIT extends LedgerScenario {

    @Autowired
    private SubscriptionMoves moves;

    @Autowired
    private AddOns addOns;

    @Autowired
    private Terms terms;

    @Autowired
    private LedgerRepairs repairs;

    @Autowired
    private Tellings tellings;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aWholeMoveEndsTheOldOneTheDayBeforeAndStartsTheNewOneOnTheDay() {
        var old = atProvider(tenProvisionedSeats(), "sub-" + name);

        var moved = moves.move(to(old, another(), null));

        assertThat(terms.of(old).endDate()).isEqualTo(today().minusDays(1));
        assertThat(terms.of(moved.newSubscription()).startDate()).isEqualTo(today());
        assertThat(terms.of(moved.newSubscription()).replaces())
                .singleElement()
                .satisfies(link -> assertThat(link.number()).isEqualTo(old));
        assertThat(terms.of(old).replacedBy()).singleElement().satisfies(link -> {
            assertThat(link.number()).isEqualTo(moved.newSubscription());
            assertThat(link.whole()).isTrue();
            assertThat(link.changeDate()).isEqualTo(today());
        });
        assertThat(subscriptions.get(old).quantity()).isZero();
        assertThat(subscriptions.get(moved.newSubscription()).quantity()).isEqualTo(10);
        assertThat(changes.provisioningOrder(moved.leaving()))
                .returns(true, ProvisioningOrder::changesProduct)
                .returns(10, ProvisioningOrder::targetQuantity)
                .returns(0, ProvisioningOrder::remaining)
                .returns("sub-" + name, ProvisioningOrder::providerSubscriptionId);

        changes.provisioned(moved.leaving());

        assertThat(statusOf(moved.entering())).isEqualTo(ProvisioningStatus.PROVISIONED);
        assertThat(subscriptions.get(moved.newSubscription()).providerSubscriptionId())
                .as("a whole move keeps the id there")
                .isEqualTo("sub-" + name);
        assertThat(subscriptions.get(old).providerSubscriptionId()).isNull();
        assertThat(subscriptions.get(moved.newSubscription()).status()).isEqualTo(SubscriptionStatus.ACTIVE);
    }

    /** An upgrade on day 30 is the usual case: what goes on elsewhere is not given back. */
    @Test
    void aMoveIsNoReductionAndNeedsNoWindow() {
        var fixed = aPart("DISALLOWED", null);
        var old = subscriptions.create(order(fixed, 10, null)).number();
        changes.provisioned(lastChange(old));

        var moved = moves.move(to(old, another(), null));

        var facts = transaction.execute(status -> changes.reductionFacts(moved.leaving()));
        assertThat(facts.question().quantityDelta()).isZero();
    }

    @Test
    void somePartOfItMovesAndTheRestStays() {
        var old = atProvider(tenProvisionedSeats(), "sub-" + name);

        var moved = moves.move(to(old, another(), 4));
        changes.seatsMovedTo(moved.leaving(), "new-" + name);
        changes.provisioned(moved.leaving());

        assertThat(changes.provisioningOrder(moved.leaving()).remaining()).isEqualTo(6);
        assertThat(subscriptions.get(old))
                .returns(6, SubscriptionView::quantity)
                .returns("sub-" + name, SubscriptionView::providerSubscriptionId);
        assertThat(subscriptions.get(moved.newSubscription()))
                .returns(4, SubscriptionView::quantity)
                .returns("new-" + name, SubscriptionView::providerSubscriptionId);
    }

    @Test
    void whatBecomesOfTheOneHalfBecomesOfTheOther() {
        var moved = moves.move(to(tenProvisionedSeats(), another(), null));

        changes.failed(moved.leaving(), "The product is not available. (900236)");

        assertThat(statusOf(moved.entering())).isEqualTo(ProvisioningStatus.FAILED_PROVISIONING);
        assertThatThrownBy(() -> changes.requeue(moved.entering(), "Again"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("repeat the change that takes them out");

        changes.requeue(moved.leaving(), "It is now");

        assertThat(statusOf(moved.entering())).isEqualTo(ProvisioningStatus.AWAITING_PROVISIONING);

        changes.archive(moved.entering(), "It never happened");

        assertThat(changes.get(moved.leaving()).change().billingStatus()).isEqualTo(BillingStatus.ARCHIVED);
    }

    @Test
    void oneHalfAloneIsNotArchivedAmongMany() {
        var moved = moves.move(to(tenProvisionedSeats(), another(), null));
        var other = lastChange(tenProvisionedSeats());

        assertThatThrownBy(() -> changes.archiveAll(
                        LicenseChangeSelection.of(List.of(other, moved.leaving())), "Billed elsewhere"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("License changes " + moved.leaving() + " and " + moved.entering())
                .hasMessageContaining("choose " + moved.entering() + " as well, or leave " + moved.leaving() + " out");
        assertThat(changes.get(other).change().billingStatus()).isEqualTo(BillingStatus.ACTIVE);

        changes.archiveAll(
                LicenseChangeSelection.of(List.of(moved.entering(), other, moved.leaving())), "Billed elsewhere");

        assertThat(List.of(moved.leaving(), moved.entering(), other))
                .allSatisfy(change ->
                        assertThat(changes.get(change).change().billingStatus()).isEqualTo(BillingStatus.ARCHIVED));
        assertThatThrownBy(() ->
                        changes.unarchiveAll(LicenseChangeSelection.of(List.of(moved.entering())), "Billed after all"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(moved.leaving());
    }

    @Test
    void aMoveThatTheProviderRefusesIsTakenBackAsIfNothingHadBeen() {
        var old = tenProvisionedSeats();
        var moved = moves.move(to(old, another(), null));
        changes.failed(moved.leaving(), "The product is not available. (900236)");

        assertThatThrownBy(() -> changes.notApplicable(moved.leaving(), "Forget it"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("take the move back");

        moves.takeBack(old, moved.leaving(), "They keep what they have");

        assertThat(subscriptions.get(old))
                .returns(10, SubscriptionView::quantity)
                .returns(SubscriptionStatus.ACTIVE, SubscriptionView::status);
        assertThat(terms.of(old).endDate()).isNull();
        assertThat(subscriptions.get(moved.newSubscription()))
                .returns(0, SubscriptionView::quantity)
                .returns(SubscriptionStatus.CANCELLED, SubscriptionView::status);
        assertThat(statusOf(moved.leaving())).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
        assertThat(statusOf(moved.entering())).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
    }

    /** Ten seats, a move that is refused and taken back, and the same move once more, which succeeds: billed once. */
    @Test
    void whatWasTakenBackMovesAgain() {
        var old = atProvider(tenProvisionedSeats(), "sub-" + name);
        var product = another();
        var vain = moves.move(to(old, product, null));
        changes.failed(vain.leaving(), "The product is not available. (900236)");
        moves.takeBack(old, vain.leaving(), "Later, then");

        assertThat(terms.of(old).replacedBy()).isEmpty();
        assertThatThrownBy(() -> changes.requeue(vain.leaving(), "After all"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("was taken back by LCL-");

        var moved = moves.move(to(old, product, null));
        changes.provisioned(moved.leaving());

        assertThat(statusOf(moved.entering())).isEqualTo(ProvisioningStatus.PROVISIONED);
        assertThat(terms.of(old).replacedBy())
                .singleElement()
                .returns(moved.newSubscription(), TermView.Replacement::number);
        assertThat(subscriptions.get(moved.newSubscription()))
                .returns(10, SubscriptionView::quantity)
                .returns("sub-" + name, SubscriptionView::providerSubscriptionId);
        assertThat(subscriptions.get(old)).returns(0, SubscriptionView::quantity);
        assertThat(worth(old)).isEqualByComparingTo("0");
        assertThat(worth(vain.newSubscription())).isEqualByComparingTo("0");
        assertThat(worth(moved.newSubscription())).isEqualByComparingTo("150");
    }

    /** What came to nothing is nobody's successor: the seats that run there again are billed again. */
    @Test
    void whatWasTakenBackIsRevivedWithTheProvider() {
        var old = atProvider(tenProvisionedSeats(), "sub-" + name);
        var vain = moves.move(to(old, another(), null));
        changes.failed(vain.leaving(), "The product is not available. (900236)");
        moves.takeBack(old, vain.leaving(), "Later, then");
        adopt(seen("sub-" + name, part, 10, "deleted"));
        assertThat(subscriptions.get(old)).returns(0, SubscriptionView::quantity);

        adopt(seen("sub-" + name, part, 10));

        assertThat(subscriptions.get(old))
                .returns(10, SubscriptionView::quantity)
                .returns(SubscriptionStatus.ACTIVE, SubscriptionView::status);
    }

    /** The customer buys 40 of the refused product himself: a purchase of its own, from today on, and not the dead order. */
    @Test
    void whatTheCustomerBuysAfterwardsIsNotTheOrderThatWasTakenBack() {
        var old = atProvider(tenProvisionedSeats(), "sub-" + name);
        var product = another();
        var vain = moves.move(to(old, product, null));
        changes.failed(vain.leaving(), "The product is not available. (900236)");
        moves.takeBack(old, vain.leaving(), "Later, then");

        var written = adopt(seen("bought-" + name, product, 40));

        assertThat(written).singleElement().returns(SyncedChange.What.ADOPTED, SyncedChange::what);
        assertThat(subscriptions.get(vain.newSubscription()))
                .returns(0, SubscriptionView::quantity)
                .returns(SubscriptionStatus.CANCELLED, SubscriptionView::status)
                .returns(null, SubscriptionView::providerSubscriptionId);
        assertThat(subscriptions.get(old)).returns(10, SubscriptionView::quantity);
    }

    /** Refused in March, deactivated; in November the customer buys 40: neither March's start nor March's price. */
    @Test
    void whatTheCustomerBuysIsNotAnOrderOfOursThatDiedLongAgo() {
        var dead = subscriptions.create(tenSeats()).number();
        changes.failed(lastChange(dead), "Not available");
        changes.notApplicable(lastChange(dead), "Not wanted any more");
        changes.request(ChangeCommand.deactivate(dead, true, "Never came"));
        changes.notApplicable(lastChange(dead), "Never came");

        var written = adopt(seen("bought-" + name, part, 40));

        assertThat(written).singleElement().returns(SyncedChange.What.ADOPTED, SyncedChange::what);
        assertThat(subscriptions.get(dead))
                .returns(0, SubscriptionView::quantity)
                .returns(null, SubscriptionView::providerSubscriptionId);
    }

    /** 15.00 became 13.00 for the new one, 12.00 became 11.00 for the old one; neither leaves a cent behind. */
    @Test
    void aPriceThatWasCorrectedSinceLeavesNothingBehind() {
        var old = atProvider(tenProvisionedSeats(), "sub-" + name);
        var moved = moves.move(to(old, another(), 4));
        changes.failed(moved.leaving(), "The product is not available. (900236)");
        changes.request(ChangeCommand.price(moved.newSubscription(), Money.of("13.00", "USD"), "Agreed"));
        changes.request(ChangeCommand.price(old, Money.of("11.00", "USD"), "Agreed"));

        moves.takeBack(old, moved.leaving(), "They keep what they have");

        assertThat(worth(moved.newSubscription())).isEqualByComparingTo("0");
        assertThat(worth(old)).as("10 x 11.00").isEqualByComparingTo("110");
        assertThat(subscriptions.get(old).quantity()).isEqualTo(10);
    }

    @Test
    void aMoveThatWasNeverToldIsCalledOffAndOneThatMayBeThereIsNot() {
        var old = atProvider(tenProvisionedSeats(), "sub-" + name);
        var mistake = moves.move(to(old, another(), 4));

        moves.takeBack(mistake.newSubscription(), mistake.entering(), "Ordered by mistake");

        assertThat(subscriptions.get(old)).returns(10, SubscriptionView::quantity);
        assertThat(statusOf(mistake.leaving())).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
        assertThat(statusOf(mistake.entering())).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);

        var told = moves.move(to(old, another(), 4));
        tellings.tell(told.leaving(), telling -> "accepted");

        assertThatThrownBy(() -> moves.takeBack(old, told.leaving(), "Ordered by mistake"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("may be at the provider");

        changes.waits(told.leaving(), WaitingFor.PROVIDER_PENDING, "The provider is at work.");
        jdbc.sql("update license_change set waiting_since = waiting_since - interval '25 hours' where number = :number")
                .param("number", told.leaving())
                .update();
        moves.takeBack(old, told.leaving(), "They say it never happened");

        assertThat(subscriptions.get(old)).returns(10, SubscriptionView::quantity);
    }

    @Test
    void whatUndoesAMoveIsBilledWithItOrNotAtAll() {
        var old = tenProvisionedSeats();
        var vain = moves.move(to(old, another(), 4));
        changes.failed(vain.leaving(), "The product is not available. (900236)");
        moves.takeBack(old, vain.leaving(), "They keep what they have");
        var back = lastChange(old);

        assertThatThrownBy(() -> changes.notApplicable(vain.entering(), "Forget it"))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> changes.archiveAll(LicenseChangeSelection.of(List.of(back)), "Billed elsewhere"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("billed both or not at all");

        changes.archive(vain.leaving(), "Billed elsewhere");

        assertThat(List.of(vain.leaving(), vain.entering(), back, lastChange(vain.newSubscription())))
                .allSatisfy(change ->
                        assertThat(changes.get(change).change().billingStatus()).isEqualTo(BillingStatus.ARCHIVED));
        assertThat(worth(old)).isEqualByComparingTo("120");
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    jdbc.sql("update license_change set billing_status = 'ACTIVE' where number = :number")
                            .param("number", back)
                            .update();
                    jdbc.sql("set constraints undoing_is_billed_with_what_it_undoes immediate")
                            .update();
                }))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("archive both, or none");
    }

    /** 4 of 10 were to move; the provider refused and holds 10. To adopt that bills 10 old ones and no new one. */
    @Test
    void theirQuantityIsAdoptedAfterARefusedMoveAndNoSeatIsBilledTwice() {
        var old = atProvider(tenProvisionedSeats(), "sub-" + name);
        var vain = moves.move(to(old, another(), 4));
        changes.failed(vain.leaving(), "The product is not available. (900236)");

        var written = repairs.adopt(
                old, new LedgerRepairs.Answer(seen("sub-" + name, part, 10), snapshotOf(old)), "They hold 10");

        assertThat(written).as("the books agree by the taking back alone").isZero();
        assertThat(subscriptions.get(old)).returns(10, SubscriptionView::quantity);
        assertThat(worth(old)).isEqualByComparingTo("120");
        assertThat(worth(vain.newSubscription())).isEqualByComparingTo("0");
        assertThat(subscriptions.get(vain.newSubscription()))
                .returns(SubscriptionStatus.CANCELLED, SubscriptionView::status);
    }

    /** To take the refused move back is all that there was to correct. */
    @Test
    void theLedgerIsCorrectedByTakingARefusedMoveBack() {
        var old = atProvider(tenProvisionedSeats(), "sub-" + name);
        var vain = moves.move(to(old, another(), 4));
        changes.failed(vain.leaving(), "The product is not available. (900236)");

        repairs.correct(
                old,
                new LedgerRepairs.Correction(
                        SeenDifference.Kind.QUANTITY, seen("sub-" + name, part, 10), today(), "They hold 10"),
                snapshotOf(old));

        assertThat(subscriptions.get(old)).returns(10, SubscriptionView::quantity);
        assertThat(worth(old)).isEqualByComparingTo("120");
        assertThat(worth(vain.newSubscription())).isEqualByComparingTo("0");
    }

    @Test
    void theirSubscriptionIsAdoptedAfterAWholeMoveWasRefused() {
        var old = atProvider(tenProvisionedSeats(), "sub-" + name);
        var vain = moves.move(to(old, another(), null));
        changes.failed(vain.leaving(), "The product is not available. (900236)");

        repairs.adopt(old, new LedgerRepairs.Answer(seen("sub-" + name, part, 12), snapshotOf(old)), "They hold 12");

        assertThat(subscriptions.get(old))
                .returns(12, SubscriptionView::quantity)
                .returns(SubscriptionStatus.ACTIVE, SubscriptionView::status);
        assertThat(worth(vain.newSubscription())).isEqualByComparingTo("0");
    }

    @Test
    void aRefusedMoveIsTakenBackThoughBothWereChangedSince() {
        var old = atProvider(tenProvisionedSeats(), "sub-" + name);
        var moved = moves.move(to(old, another(), 4));
        changes.request(ChangeCommand.quantity(old, 8, "Two more stay"));
        changes.request(ChangeCommand.quantity(moved.newSubscription(), 5, "One more goes"));
        changes.failed(moved.leaving(), "The product is not available. (900236)");

        moves.takeBack(old, moved.leaving(), "They keep what they have");

        assertThat(subscriptions.get(old).quantity()).isEqualTo(12);
        assertThat(changes.provisioningOrder(lastChange(old)))
                .returns(12, ProvisioningOrder::targetQuantity)
                .returns(true, ProvisioningOrder::tellsProvider);
        assertThat(statusOf(lastChange(old))).isEqualTo(ProvisioningStatus.AWAITING_PROVISIONING);
        assertThat(subscriptions.get(moved.newSubscription()))
                .returns(0, SubscriptionView::quantity)
                .returns(SubscriptionStatus.CANCELLED, SubscriptionView::status);
        assertThat(changes.ledger(moved.newSubscription()))
                .extracting(LicenseChangeView::provisioningStatus)
                .containsOnly(ProvisioningStatus.NOT_APPLICABLE);
    }

    /** +2 that the provider refused is no wish to order it again; +3 that it has not heard of is. */
    @Test
    void whatWasRefusedSinceIsUndoneAndNamedAndNotOrderedAgain() {
        var old = atProvider(tenProvisionedSeats(), "sub-" + name);
        var moved = moves.move(to(old, another(), 4));
        var refused =
                changes.request(ChangeCommand.quantity(old, 8, "Two more")).changeNumber();
        changes.failed(refused, "Outside of our window.");
        var waits =
                changes.request(ChangeCommand.quantity(old, 11, "Three more")).changeNumber();
        changes.failed(moved.leaving(), "The product is not available. (900236)");

        var taken = moves.takeBack(old, moved.leaving(), "They keep what they have");

        assertThat(taken.notOrdered()).containsExactly(refused);
        assertThat(statusOf(refused)).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
        assertThat(statusOf(waits)).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
        assertThat(taken.orderedAnew()).containsExactly(lastChange(old));
        assertThat(subscriptions.get(old).quantity()).as("10 and 3").isEqualTo(13);
        assertThat(changes.provisioningOrder(lastChange(old))).returns(13, ProvisioningOrder::targetQuantity);
    }

    /** 5 fewer on renewal: on the old one that fails on its day, and the new one would renew with all of them. */
    @Test
    void aWholeMoveLeavesNoScheduledChangeBehind() {
        var old = atProvider(tenProvisionedSeats(), "sub-" + name);
        var scheduled = changes.request(ChangeCommand.quantity(old, 5, "Fewer").on(today().plusDays(30)))
                .changeNumber();

        assertThatThrownBy(() -> moves.move(to(old, another(), null)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(scheduled)
                .hasMessageContaining("do not go along");
        assertThat(moves.move(to(old, another(), 4)).leaving())
                .as("the rest stays")
                .isNotEmpty();
    }

    @Test
    void whatIsScheduledForTheNewOneGoesWithIt() {
        var old = atProvider(tenProvisionedSeats(), "sub-" + name);
        var moved = moves.move(to(old, another(), 4));
        var scheduled = changes.request(ChangeCommand.quantity(moved.newSubscription(), 9, "More")
                        .on(today().plusDays(30)))
                .changeNumber();
        changes.failed(moved.leaving(), "The product is not available. (900236)");

        moves.takeBack(old, moved.leaving(), "They keep what they have");

        assertThat(scheduledChanges.get(scheduled).change().status()).isEqualTo(ScheduledStatus.CANCELLED);
    }

    /** Ten phones follow their base one for one; five more of a base that never was order no phone. */
    @Test
    void whatFollowedTheNewOneGoesBackWithIt() {
        var old = atProvider(tenProvisionedSeats(), "sub-" + name);
        var phone = subscriptions.create(anAddOnOf(old)).number();
        changes.provisioned(lastChange(phone));
        addOns.hang(
                phone,
                old,
                1,
                new AddOns.Act("It belongs there", subscriptions.get(phone).version()));
        var moved = moves.move(to(old, another(), null));
        changes.request(ChangeCommand.quantity(moved.newSubscription(), 15, "Five more"));
        var followed = lastChange(phone);
        assertThat(subscriptions.get(phone)).returns(15, SubscriptionView::quantity);
        changes.failed(moved.leaving(), "The product is not available. (900236)");

        moves.takeBack(old, moved.leaving(), "They keep what they have");

        assertThat(statusOf(followed)).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
        assertThat(subscriptions.get(phone)).returns(10, SubscriptionView::quantity);
        assertThat(worth(phone)).as("10 x 12.00").isEqualByComparingTo("120");
        assertThat(subscriptions.get(old)).returns(10, SubscriptionView::quantity);
        assertThat(changes.ledger(phone))
                .extracting(LicenseChangeView::provisioningStatus)
                .doesNotContain(ProvisioningStatus.AWAITING_PROVISIONING);
    }

    /** The provider made the new one before anybody here has heard its id. */
    @Test
    void aSyncTakesSeatsThatAreAboutToMoveForNobodysPurchase() {
        var old = atProvider(tenProvisionedSeats(), "sub-" + name);
        var product = another();
        var moved = moves.move(to(old, product, 4));

        var adopted = transaction.execute(status -> subscriptions
                .adopt(List.of(seen("new-" + name, product, 4)), null)
                .changes());

        assertThat(adopted).isEmpty();
        changes.seatsMovedTo(moved.leaving(), "new-" + name);
        changes.provisioned(moved.leaving());
        assertThat(subscriptions.get(moved.newSubscription()).providerSubscriptionId())
                .isEqualTo("new-" + name);
    }

    private List<SyncedChange> adopt(SeenSubscription seen) {
        return transaction.execute(
                status -> subscriptions.adopt(List.of(seen), null).changes());
    }

    private LedgerSnapshot snapshotOf(String number) {
        var id = jdbc.sql("select id from subscription where number = :number")
                .param("number", number)
                .query(UUID.class)
                .single();
        return new LedgerSnapshot(Map.of(id, versionOf(number)), Set.of());
    }

    /** What is billed of a month from today on: each change moves the monthly value from what it was before it. */
    private BigDecimal worth(String subscription) {
        var before = BigDecimal.ZERO;
        var worth = BigDecimal.ZERO;
        for (var change : ledgerOf(subscription)) {
            var price = change.monthlyUnitPrice() == null
                    ? BigDecimal.ZERO
                    : change.monthlyUnitPrice().amount();
            var after = price.multiply(BigDecimal.valueOf(change.quantityAfter()));
            if (change.billingStatus().equals("ACTIVE")) {
                worth = worth.add(after.subtract(before));
            }
            before = after;
        }
        return worth;
    }

    private SeenSubscription seen(String id, String product, int quantity) {
        return seen(id, product, quantity, "active");
    }

    private SeenSubscription seen(String id, String product, int quantity, String status) {
        return new SeenSubscription(
                PROVIDER,
                tenant.tenantId(),
                id,
                "order-" + id,
                product,
                "Seats",
                quantity,
                status,
                "P1Y",
                "MONTHLY",
                true,
                time.instant(),
                null,
                null);
    }

    @Test
    void theDatabaseRefusesToBillADayTwice() {
        var old = tenProvisionedSeats();
        var moved = moves.move(to(old, another(), null));

        assertThatThrownBy(() -> archiveHalf(moved.leaving()))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("archive both, or none");
        assertThatThrownBy(() -> revive(old))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("would bill a day twice");
    }

    @Test
    void theNewOneTakesThePlaceInTheTree() {
        var base = tenProvisionedSeats();
        var old = subscriptions.create(anAddOnOf(base)).number();
        changes.provisioned(lastChange(old));
        var below = subscriptions.create(anAddOnOf(old)).number();
        changes.provisioned(lastChange(below));

        var moved = moves.move(to(old, another(), null));

        assertThat(subscriptions.get(moved.newSubscription()).parentNumber()).isEqualTo(base);
        assertThat(subscriptions.get(below))
                .returns(moved.newSubscription(), SubscriptionView::parentNumber)
                .returns(10, SubscriptionView::quantity);
    }

    @Test
    void withinATermItOnlyBecomesLonger() {
        var old = tenProvisionedSeats();
        var shorter = new MoveCommand(old, part, null, "P1M", "MONTHLY", null, null, null, "Wants out", versionOf(old));

        assertThatThrownBy(() -> moves.move(shorter))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("can only become longer");
        assertThatThrownBy(() -> moves.move(to(old, part, null)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("already");
    }

    @Test
    void aChangeThatWasMadeAtTheProviderIsLinkedAndToldToNobody() {
        var old = tenProvisionedSeats();
        var successor = tenProvisionedSeats();

        var act = new AddOns.Act("Monthly became annual in Partner Center", versionOf(successor));
        var moved = moves.replaced(successor, old, act);

        assertThat(moved.changeDate()).isEqualTo(today());
        assertThat(statusOf(moved.leaving())).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
        assertThat(terms.of(old).endDate()).isEqualTo(today().minusDays(1));
        assertThat(changes.provisioningOrder(moved.leaving()).tellsProvider()).isFalse();
        assertThatThrownBy(() -> moves.replaced(successor, old, new AddOns.Act("Again", versionOf(successor))))
                .isInstanceOf(Refused.class);
    }

    /** 10 seats, 5 more wait, and the 10 go on elsewhere: told afterwards, the 15 would be ordered back where they left. */
    @Test
    void whatHasYetToGoToTheProviderIsNotLinkedAwayBefore() {
        var old = tenProvisionedSeats();
        changes.request(ChangeCommand.quantity(old, 15, "Grows"));
        var waiting = lastChange(old);
        var successor = tenProvisionedSeats();
        var act = new AddOns.Act("Monthly became annual in Partner Center", versionOf(successor));

        assertThatThrownBy(() -> moves.replaced(successor, old, act))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(waiting + " of " + old + " (15 seats) has yet to go to its provider");
        assertThat(subscriptions.get(old).quantity()).isEqualTo(15);

        changes.notApplicable(waiting, "It was done with the change there");
        moves.replaced(successor, old, act);

        assertThat(subscriptions.get(old).quantity()).isEqualTo(5);
    }

    private MoveCommand to(String old, String partNumber, @Nullable Integer quantity) {
        return new MoveCommand(
                old,
                partNumber,
                quantity,
                "P1Y",
                "MONTHLY",
                null,
                null,
                Money.of("15.00", "USD"),
                "Upgrade",
                versionOf(old));
    }

    private String another() {
        var better = aPart("ALLOWED", null);
        listed(better, "15.00");
        return better;
    }

    private long versionOf(String number) {
        return subscriptions.get(number).version();
    }

    private String atProvider(String number, String id) {
        changes.orderPlaced(lastChange(number), "order-" + id, id);
        return number;
    }

    private void archiveHalf(String change) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update license_change set billing_status = 'ARCHIVED' where number = :number")
                    .param("number", change)
                    .update();
            jdbc.sql("set constraints change_bills_no_replaced_day_twice immediate")
                    .update();
        });
    }

    /** As somebody would who writes beside the application. */
    private void revive(String subscription) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update subscription set quantity = 10, change_count = change_count + 1 where number = :number")
                    .param("number", subscription)
                    .update();
            jdbc.sql(
                            """
                            insert into license_change
                                (id, number, subscription_id, sequence, event, quantity_delta, quantity_after, sets_price,
                                 effective_date, source, actor, reason, created_at, provisioning_status,
                                 billing_status, provider_request_id)
                            select gen_random_uuid(), 'LCL-' || gen_random_uuid(), id, change_count, 'ACTIVATE', 10, 10,
                                   false, :day, 'SYSTEM', 'test', 'test', now(), 'NOT_APPLICABLE', 'ACTIVE',
                                   gen_random_uuid()
                            from subscription where number = :number""")
                    .param("day", LocalDate.from(today()))
                    .param("number", subscription)
                    .update();
            jdbc.sql("set constraints change_bills_no_replaced_day_twice immediate")
                    .update();
        });
    }
}
