package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a sync finds at the provider, and what becomes of it in the ledger. */
class AdoptionIT extends LedgerScenario {

    @Autowired
    private Terms terms;

    @Test
    void whatIsUnknownIsAdoptedOnce() {
        var seen = seen(part, 7, "active", null);

        var first = subscriptions.adopt(List.of(seen));
        var adopted = find(seen);
        var second = subscriptions.adopt(List.of(seen));

        assertThat(find(seen)).isEqualTo(adopted);
        assertThat(first).isEqualTo(1);
        assertThat(second).isZero();
        assertThat(adopted.quantity()).isEqualTo(7);
        assertThat(adopted.status()).isEqualTo(SubscriptionStatus.ACTIVE);
        assertThat(adopted.channel()).isEqualTo(ChangeSource.PROVIDER);
        assertThat(adopted.billingContractId()).isEqualTo(contract.id());
        assertThat(statusOf(lastChange(adopted.number()))).isNotEqualTo(ProvisioningStatus.AWAITING_PROVISIONING);
        assertThat(changes.provisioningOrder(lastChange(adopted.number())).tellsProvider())
                .isFalse();
    }

    @Test
    void whatCameFromTheProviderIsNeverOrderedThere() {
        var seen = seen(part, 7, "active", null);
        subscriptions.adopt(List.of(seen));
        var create = lastChange(find(seen).number());

        assertThatThrownBy(() -> changes.requeue(create, "Toggle"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(create)
                .hasMessageContaining("there is nothing to tell the provider");
    }

    @Test
    void aQuantityChangedThereIsAChangeOfSourceProvider() {
        var seen = seen(part, 7, "active", null);
        subscriptions.adopt(List.of(seen));

        var written = subscriptions.adopt(List.of(withQuantity(seen, 9)));

        assertThat(written).isEqualTo(1);
        assertThat(find(seen).quantity()).isEqualTo(9);
        assertThat(ledgerOf(find(seen).number()))
                .extracting(BillableChange::quantityDelta)
                .containsExactly(7, 2);
    }

    @Test
    void whatIsMidFlightIsLeftAlone() {
        var number = tenProvisionedSeats();
        var id = UUID.randomUUID().toString();
        changes.orderPlaced(lastChange(number), "order-" + id, id);
        changes.request(ChangeCommand.quantity(number, 14, "Grows"));
        var stale = seen(id, part, 10, "active", null);

        var during = subscriptions.adopt(List.of(stale));
        changes.provisioned(lastChange(number));
        var after = subscriptions.adopt(List.of(withQuantity(stale, 14)));

        assertThat(during).isZero();
        assertThat(after).isZero();
        assertThat(subscriptions.get(number).quantity()).isEqualTo(14);
    }

    @Test
    void anOrderOfOursIsNotAdoptedWhileItsAnswerIsOnItsWay() {
        var number = subscriptions.create(tenSeats()).number();
        changes.orderPrepared(lastChange(number), "cart-of-ours");
        var seen = seen(part, 10, "active", null);

        var during = subscriptions.adopt(List.of(seen));
        changes.notApplicable(lastChange(number), "Ordered by hand");
        var after = subscriptions.adopt(List.of(seen));

        assertThat(during).isZero();
        assertThat(after).isZero();
        assertThat(find(seen).number()).isEqualTo(number);
    }

    @Test
    void twentySeatsThatAreBoughtThereWhileFiveOfOursAreRefusedOrHeldAreAPurchaseOfTheirOwn() {
        var held = subscriptions.create(order(part, 5, null)).number();
        var first = seen(part, 20, "active", null);

        var whileHeld = subscriptions.adopt(List.of(first));
        changes.orderPrepared(lastChange(held), "cart-of-ours");
        changes.failed(lastChange(held), "Refused");
        var second = seen(part, 20, "active", null);
        var whileRefused = subscriptions.adopt(List.of(second));

        assertThat(whileHeld).isEqualTo(1);
        assertThat(whileRefused).isEqualTo(1);
        assertThat(find(first).quantity()).isEqualTo(20);
        assertThat(find(second).quantity()).isEqualTo(20);
        assertThat(subscriptions.get(held).quantity()).isEqualTo(5);
    }

    @Test
    void anAnswerThatIsOlderThanOurOwnChangeIsNoEdit() {
        var seen = seen(part, 7, "active", null);
        subscriptions.adopt(List.of(seen));
        var before = subscriptions.snapshot(List.of(tenant.id()));
        changes.request(ChangeCommand.quantity(find(seen).number(), 9, "Grows"));
        changes.provisioned(lastChange(find(seen).number()));

        var outcome = subscriptions.adopt(List.of(seen), before);

        assertThat(outcome.changes()).isEmpty();
        assertThat(outcome.leftAlone()).containsEntry(tenant.id(), 1);
        assertThat(find(seen).quantity()).isEqualTo(9);
    }

    @Test
    void whatWasBoughtByHandIsNotOrderedASecondTime() {
        var create = lastChange(subscriptions.create(tenSeats()).number());
        changes.notApplicable(create, "Bought by hand");
        var seen = seen(part, 10, "active", null);
        subscriptions.adopt(List.of(seen));

        assertThatThrownBy(() -> changes.requeue(create, "Toggle"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(create)
                .hasMessageContaining("it exists at the provider as " + seen.providerSubscriptionId()
                        + "; there is nothing to order");
        assertThat(changes.provisioningOrder(create).isThereAlready()).isTrue();
    }

    @Test
    void anUnmappedTenantsSubscriptionsWaitForTheirCustomer() {
        var unmapped = aTenant(name + "2");
        var seen = new SeenSubscription(
                PROVIDER,
                unmapped.tenantId(),
                UUID.randomUUID().toString(),
                "order",
                part,
                "Seats",
                7,
                "active",
                "P1Y",
                "MONTHLY",
                true,
                time.instant().minus(Duration.ofDays(40)),
                today().plusDays(325),
                null);
        subscriptions.adopt(List.of(seen));
        subscriptions.adopt(List.of(withQuantity(seen, 9)));
        var before = find(seen);
        listed(part, "12.00");

        accounts.map(unmapped.number(), customer.number(), "Signed the offer");

        var after = find(seen);
        assertThat(before.customerId()).isNull();
        assertThat(before.findings()).anySatisfy(finding -> assertThat(finding).contains("unmapped"));
        assertThat(after.billingContractId()).isEqualTo(contract.id());
        assertThat(after.findings()).isEmpty();
        assertThat(after.quantity()).isEqualTo(9);
        var priced = ledgerOf(after.number()).stream()
                .filter(change -> change.monthlyUnitPrice() != null)
                .toList();
        assertThat(priced).singleElement().satisfies(change -> {
            assertThat(change.quantityDelta()).isZero();
            assertThat(change.effectiveDate()).isEqualTo(today().minusDays(40));
            assertThat(change.monthlyUnitPrice()).isEqualByComparingTo(Money.of("12.00", "USD"));
        });
    }

    @Test
    void anUnknownProductIsAdoptedWithoutOne() {
        var seen = seen("UNKNOWN:" + name, 7, "active", null);

        subscriptions.adopt(List.of(seen));

        assertThat(find(seen).productId()).isNull();
        assertThat(find(seen).findings())
                .anySatisfy(finding -> assertThat(finding).contains("product"));
    }

    @Test
    void whatTheProviderEndsStopsBeingBilled() {
        var seen = seen(part, 7, "active", null);
        subscriptions.adopt(List.of(seen));

        subscriptions.adopt(List.of(withStatus(seen, "suspended")));
        var suspended = find(seen);
        var written = subscriptions.adopt(List.of(withStatus(seen, "deleted")));
        var again = subscriptions.adopt(List.of(withStatus(seen, "deleted")));

        assertThat(suspended.status()).isEqualTo(SubscriptionStatus.SUSPENDED);
        assertThat(suspended.quantity()).isEqualTo(7);
        assertThat(written).isEqualTo(1);
        assertThat(again).isZero();
        assertThat(find(seen).status()).isEqualTo(SubscriptionStatus.CANCELLED);
        assertThat(find(seen).quantity()).isZero();
    }

    @Test
    void whatIsReactivatedThereIsBilledAgain() {
        var seen = seen(part, 7, "active", null);
        subscriptions.adopt(List.of(seen));
        subscriptions.adopt(List.of(withStatus(seen, "deleted")));

        subscriptions.adopt(List.of(seen));

        assertThat(find(seen).status()).isEqualTo(SubscriptionStatus.ACTIVE);
        assertThat(find(seen).quantity()).isEqualTo(7);
        assertThat(ledgerOf(find(seen).number()))
                .extracting(BillableChange::event)
                .containsExactly("CREATE", "DEACTIVATE", "ACTIVATE");
    }

    /** A hint of an edit from before the end must not date the revival before it: those days are billed already. */
    @Test
    void whatIsReactivatedThereCountsFromNoDayBeforeItsEnd() {
        var seen = seen(part, 7, "active", null);
        subscriptions.adopt(List.of(seen));
        time.moveBy(Duration.ofDays(9));
        var end = today();
        subscriptions.adopt(List.of(withStatus(seen, "deleted")));
        var before = time.instant().minus(Duration.ofDays(2));
        time.moveBy(Duration.ofDays(3));

        subscriptions.adopt(List.of(seen.changedOn(before)));

        var changes = ledgerOf(find(seen).number());
        assertThat(changes).extracting(BillableChange::event).containsExactly("CREATE", "DEACTIVATE", "ACTIVATE");
        assertThat(changes.get(2).effectiveDate()).isEqualTo(end);
        assertThat(reasonsOf(seen).get(2)).contains("counts from " + end);
    }

    @Test
    void aNextTermThatIsSetChangedAndTakenBackThereIsAChangeOfItsOwnEachTime() {
        var seen = seen(part, 7, "active", null);
        var twenty = new NextTerm(part, 20, "P1Y", "MONTHLY", null);
        subscriptions.adopt(List.of(renewingTo(seen, null)));

        var set = subscriptions.adopt(List.of(renewingTo(seen, twenty)));
        var asSet = terms.of(find(seen).number()).next();
        var again = subscriptions.adopt(List.of(renewingTo(seen, twenty)));
        var changed = subscriptions.adopt(
                List.of(renewingTo(seen, new NextTerm(part, 20, "P1Y", "MONTHLY", today().plusDays(500)))));
        var takenBack = subscriptions.adopt(List.of(renewingTo(seen, null)));

        assertThat(List.of(set, again, changed, takenBack)).containsExactly(1, 0, 1, 1);
        assertThat(asSet).isEqualTo(twenty);
        assertThat(terms.of(find(seen).number()).next()).isNull();
        assertThat(find(seen).quantity()).isEqualTo(7);
        assertThat(reasonsOf(seen))
                .containsExactly(
                        "Found at the provider",
                        "Next term set at the provider: renews to 20 × %s for P1Y MONTHLY".formatted(part),
                        "Next term set at the provider: renews to 20 × %1$s for P1Y MONTHLY until %2$s instead of 20 × %1$s for P1Y MONTHLY"
                                .formatted(part, today().plusDays(500)),
                        "Next term taken back at the provider: renews as it is instead of 20 × %s for P1Y MONTHLY until %s"
                                .formatted(part, today().plusDays(500)));
    }

    @Test
    void anEditThereThatForgetsTheNextTermIsTwoChanges() {
        var seen = seen(part, 7, "active", null);
        subscriptions.adopt(List.of(renewingTo(seen, new NextTerm(part, 20, "P1Y", "MONTHLY", null))));

        var written = subscriptions.adopt(List.of(renewingTo(withQuantity(seen, 9), null)));

        assertThat(written).isEqualTo(2);
        assertThat(find(seen).quantity()).isEqualTo(9);
        assertThat(reasonsOf(seen))
                .containsSequence(
                        "Changed at the provider: quantity 7 to 9",
                        "Next term taken back at the provider: renews as it is instead of 20 × %s for P1Y MONTHLY"
                                .formatted(part));
    }

    @Test
    void aProviderThatSaysNothingOfTheNextTermLeavesOurs() {
        var seen = seen(part, 7, "active", null);
        var twenty = new NextTerm(part, 20, "P1Y", "MONTHLY", null);
        subscriptions.adopt(List.of(renewingTo(seen, twenty)));

        var written = subscriptions.adopt(List.of(seen));

        assertThat(written).isZero();
        assertThat(terms.of(find(seen).number()).next()).isEqualTo(twenty);
    }

    @Test
    void aLongerTermThatWasChosenThereIsAChange() {
        var seen = seen(part, 7, "active", null);
        subscriptions.adopt(List.of(seen));

        var written = subscriptions.adopt(List.of(committedTo(seen, "P3Y")));
        var silent = subscriptions.adopt(List.of(committedTo(seen, "")));

        assertThat(written).isEqualTo(1);
        assertThat(silent).isZero();
        assertThat(terms.of(find(seen).number()).term()).isEqualTo("P3Y");
        assertThat(reasonsOf(seen)).endsWith("Changed at the provider: term P1Y MONTHLY to P3Y MONTHLY");
    }

    @Test
    void addOnsAreLinkedAndLoopsAreNot() {
        var base = seen(part, 7, "active", null);
        var addOn = seen(part, 7, "active", base.providerSubscriptionId());
        var looping = seen(base.providerSubscriptionId(), part, 7, "active", addOn.providerSubscriptionId());

        subscriptions.adopt(List.of(addOn, base));
        subscriptions.adopt(List.of(looping));

        assertThat(find(addOn).parentId()).isEqualTo(find(base).id());
        assertThat(find(base).parentId()).isNull();
    }

    @Test
    void aTenantThatNoSyncHasSeenIsSkipped() {
        var stranger = new SeenSubscription(
                PROVIDER,
                "nobody-" + name,
                name,
                "o",
                part,
                "S",
                1,
                "active",
                "P1Y",
                "MONTHLY",
                true,
                time.instant(),
                null,
                null);

        assertThat(subscriptions.adopt(List.of(stranger))).isZero();
    }

    private SubscriptionView find(SeenSubscription seen) {
        return subscriptions.get(jdbc.sql("select number from subscription where provider_subscription_id = :id")
                .param("id", seen.providerSubscriptionId())
                .query(String.class)
                .single());
    }

    private SeenSubscription seen(String partNumber, int quantity, String status, @Nullable String parent) {
        return seen(UUID.randomUUID().toString(), partNumber, quantity, status, parent);
    }

    private SeenSubscription seen(String id, String partNumber, int quantity, String status, @Nullable String parent) {
        return new SeenSubscription(
                PROVIDER,
                tenant.tenantId(),
                id,
                "order-" + id,
                partNumber,
                "Seats",
                quantity,
                status,
                "P1Y",
                "MONTHLY",
                true,
                time.instant(),
                today().plusYears(1).minusDays(1),
                parent);
    }

    private List<String> reasonsOf(SeenSubscription seen) {
        return jdbc.sql(
                        """
                        select c.reason from license_change c join subscription s on s.id = c.subscription_id
                        where s.provider_subscription_id = :id order by c.sequence""")
                .param("id", seen.providerSubscriptionId())
                .query(String.class)
                .list();
    }

    private static SeenSubscription renewingTo(SeenSubscription seen, @Nullable NextTerm next) {
        return seen.with(new SeenSubscription.Ahead(next, null, false));
    }

    private static SeenSubscription committedTo(SeenSubscription seen, String term) {
        return new SeenSubscription(
                seen.provider(),
                seen.tenantId(),
                seen.providerSubscriptionId(),
                seen.providerOrderId(),
                seen.partNumber(),
                seen.name(),
                seen.quantity(),
                seen.status(),
                term,
                seen.billingPlan(),
                seen.autoRenew(),
                seen.startedAt(),
                seen.commitmentEnd(),
                seen.parentProviderSubscriptionId());
    }

    private static SeenSubscription withQuantity(SeenSubscription seen, int quantity) {
        return copy(seen, quantity, seen.status());
    }

    private static SeenSubscription withStatus(SeenSubscription seen, String status) {
        return copy(seen, seen.quantity(), status);
    }

    private static SeenSubscription copy(SeenSubscription seen, int quantity, String status) {
        return new SeenSubscription(
                seen.provider(),
                seen.tenantId(),
                seen.providerSubscriptionId(),
                seen.providerOrderId(),
                seen.partNumber(),
                seen.name(),
                quantity,
                status,
                seen.term(),
                seen.billingPlan(),
                seen.autoRenew(),
                seen.startedAt(),
                seen.commitmentEnd(),
                seen.parentProviderSubscriptionId());
    }
}
