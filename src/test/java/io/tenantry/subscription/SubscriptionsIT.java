package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.audit.AuditTrail;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Ordering and correcting subscriptions against the real catalog, contracts and database. */
class SubscriptionsIT extends LedgerScenario {

    @Autowired
    private AuditTrail audit;

    @Test
    void anOrderAwaitsProvisioningTogetherWithItsCreateChange() {
        var subscription = subscriptions.create(tenSeats());

        var create = lastChange(subscription.number());
        assertThat(subscription.status()).isEqualTo(SubscriptionStatus.AWAITING_PROVISIONING);
        assertThat(subscription.findings()).isEmpty();
        assertThat(statusOf(create)).isEqualTo(ProvisioningStatus.AWAITING_PROVISIONING);
        assertThat(ledgerOf(subscription.number())).singleElement().satisfies(change -> {
            assertThat(change.quantityAfter()).isEqualTo(10);
            assertThat(change.monthlyUnitPrice()).isEqualByComparingTo(Money.of("12.00", "USD"));
        });
        assertThat(audit.of(subscription.number())).extracting("action").contains("subscription-ordered");
        assertThat(audit.of(create)).extracting("action").contains("license-change-appended");
    }

    @Test
    void aRefusedOrderLeavesNothing() {
        var before = List.of(count("subscription"), count("license_change"), count("status_change"));
        var order = order(part, -5, null);

        assertThatThrownBy(() -> subscriptions.create(order)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> subscriptions.create(order("NONE:0001", 5, null)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("NONE:0001");

        assertThat(List.of(count("subscription"), count("license_change"), count("status_change")))
                .isEqualTo(before);
    }

    @Test
    void tellsTheProviderTheTargetOfEachChangeAndNotTheLatest() {
        var number = subscriptions.create(tenSeats()).number();
        var create = lastChange(number);
        changes.request(ChangeCommand.quantity(number, 14, "Grows"));
        var update = lastChange(number);

        var first = changes.provisioningOrder(create);
        var second = changes.provisioningOrder(update);

        assertThat(first.targetQuantity()).isEqualTo(10);
        assertThat(second.targetQuantity()).isEqualTo(14);
        assertThat(first.tenantId()).isEqualTo(name);
        assertThat(first.country()).isEqualTo("US");
        assertThat(first.partNumber()).isEqualTo(part);
        assertThat(first.tellsProvider()).isTrue();
        assertThat(first.requestId()).isNotEqualTo(second.requestId());
    }

    @Test
    void aCorrectedPriceIsAChangeOfQuantityZero() {
        var number = subscriptions.create(tenSeats()).number();

        var corrected = subscriptions.correct(
                number, new Correction(null, null, null, Money.of("11.00", "USD"), "As in the offer"), null);

        assertThat(corrected.monthlyUnitPrice()).isEqualByComparingTo(Money.of("11.00", "USD"));
        assertThat(ledgerOf(number)).hasSize(2).last().satisfies(change -> {
            assertThat(change.quantityDelta()).isZero();
            assertThat(change.quantityAfter()).isEqualTo(10);
            assertThat(change.effectiveDate()).isEqualTo(today());
        });
        assertThat(changes.provisioningOrder(lastChange(number)).tellsProvider())
                .isFalse();
    }

    @Test
    void anOrderNotYetProvisionedIsPlacedForTheCorrectedProduct() {
        var number = subscriptions.create(tenSeats()).number();
        var create = lastChange(number);
        var right = aPart("ALLOWED", null);
        listed(right, "12.00");

        subscriptions.correct(number, new Correction(null, null, right, Money.of("12.00", "USD"), "Wrong part"), null);

        assertThat(changes.provisioningOrder(create).partNumber()).isEqualTo(right);
    }

    @Test
    void whatIsProvisionedKeepsItsProductUntilAChangeOfProduct() {
        var number = tenProvisionedSeats();
        var other = aPart("ALLOWED", null);
        listed(other, "20.00");

        assertThatThrownBy(() -> subscriptions.correct(number, new Correction(null, null, other, null, "Wrong"), null))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("request a change of its product");
        changes.request(new ChangeCommand(
                number,
                ChangeCommand.Kind.PRODUCT,
                null,
                null,
                Money.of("20.00", "USD"),
                other,
                true,
                ChangeCommand.Effective.IMMEDIATE,
                null,
                "Upgrade",
                null));

        var order = changes.provisioningOrder(lastChange(number));
        assertThat(order.changesProduct()).isTrue();
        assertThat(order.partNumber()).isEqualTo(other);
        assertThat(subscriptions.get(number).monthlyUnitPrice()).isEqualByComparingTo(Money.of("20.00", "USD"));
    }

    @Test
    void anAddOnWaitsForItsParentAndSaysSo() {
        var base = subscriptions.create(tenSeats()).number();
        var addOn = subscriptions.create(anAddOnOf(base)).number();

        var before = subscriptions.parentTurn(addOn);
        changes.provisioned(lastChange(base));
        var after = subscriptions.parentTurn(addOn);

        assertThat(before.mayGo()).isFalse();
        assertThat(before.message()).contains(addOn).contains("waits for its parent " + base);
        assertThat(after.mayGo()).isTrue();
        assertThat(subscriptions.parentTurn(base).mayGo()).isTrue();
    }

    @Test
    void salesFactsAreThoseOfTheContract() {
        var number = subscriptions.create(tenSeats()).number();

        var facts = subscriptions.salesFacts(number);

        assertThat(facts.unit().salesUnitMonths()).isEqualTo(1);
        assertThat(facts.unit().frequencyMonths()).isEqualTo(1);
        assertThat(facts.currency().contractCurrency()).isEqualTo("USD");
        assertThat(facts.price().priceGiven()).isTrue();
        assertThat(facts.price().itemFound()).isTrue();
    }
}
