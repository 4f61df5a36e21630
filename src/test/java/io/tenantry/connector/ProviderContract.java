package io.tenantry.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provider.ChangeOutcome;
import io.tenantry.provider.EditedThere;
import io.tenantry.provider.LicenseOrder;
import io.tenantry.provider.PlacedOrder;
import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderAccountData;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.provider.QuantityOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What everybody behind the port {@link Provider} must keep to, whatever they speak: played against the sandbox over
 * HTTP, with its faults.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ProviderContract {

    protected SandboxWorld world;
    protected Provider provider;
    protected String tenant;

    @BeforeAll
    void open() {
        world = new SandboxWorld();
    }

    @AfterAll
    void close() {
        world.close();
    }

    @BeforeEach
    void begin() {
        world.call("POST", "/reset", "");
        provider = connect();
        tenant = tenant("contoso.example");
    }

    /** With pages of two. */
    protected abstract Provider connect();

    protected abstract String tenant(String domain);

    protected abstract String partNumber();

    /** Of one that the provider does not sell. */
    protected abstract String soldOut();

    /** Ant patterns of the calls that place an order and set a quantity, and their methods. */
    protected abstract String placing();

    protected abstract String setting();

    protected abstract String settingMethod();

    @Test
    void listsEveryTenantOncePageByPage() {
        for (var number = 2; number <= 5; number++) {
            tenant("tenant" + number + ".example");
        }

        var all = new ArrayList<ProviderAccountData>();
        var page = provider.accounts(null);
        all.addAll(page.accounts());
        while (page.continuation() != null) {
            page = provider.accounts(page.continuation());
            all.addAll(page.accounts());
        }

        assertThat(all).hasSize(5).extracting(ProviderAccountData::tenantId).doesNotHaveDuplicates();
        assertThat(all).contains(new ProviderAccountData(tenant, "Contoso", "contoso.example"));
    }

    @Test
    void ordersConfirmsAndShowsWhatWasBought() {
        var bought = buy(order(partNumber(), 10));

        assertThat(bought.partNumber()).isEqualTo(partNumber());
        assertThat(bought.quantity()).isEqualTo(10);
        assertThat(bought.status()).isEqualTo("active");
        assertThat(bought.term()).isEqualTo("P1Y");
        assertThat(bought.billingPlan()).isEqualTo("MONTHLY");
        assertThat(bought.commitmentEnd()).isNotNull();
        assertThat(provider.subscriptions(tenant)).containsExactly(bought);
    }

    @Test
    void placesAnOrderOnceHoweverOftenItIsRepeated() {
        var order = order(partNumber(), 10);
        var prepared = provider.prepareOrder(order);

        var first = provider.placeOrder(tenant, prepared, order.requestId());
        var second = provider.placeOrder(tenant, prepared, order.requestId());

        assertThat(second.orderId()).isEqualTo(first.orderId());
        confirmed(first);
        assertThat(provider.subscriptions(tenant)).hasSize(1);
    }

    @Test
    void findsAnOrderAgainWhoseAnswerWasLost() {
        var order = order(partNumber(), 10);
        var prepared = provider.prepareOrder(order);
        world.fault("POST", placing(), "\"TIMEOUT_AFTER\",\"times\":1");

        assertThatThrownBy(() -> provider.placeOrder(tenant, prepared, order.requestId()))
                .isInstanceOf(ProviderUnavailable.class);
        confirmed(provider.placeOrder(tenant, prepared, order.requestId()));

        assertThat(provider.subscriptions(tenant)).hasSize(1);
    }

    @Test
    void keepsTheOrderOpenWhileTheProviderIsAtWork() {
        var order = order(partNumber(), 10);
        var prepared = provider.prepareOrder(order);
        world.fault("POST", placing(), "\"SLOW_202\",\"seconds\":300,\"times\":1");

        var placed = provider.placeOrder(tenant, prepared, order.requestId());

        assertThat(placed.subscriptionId()).isNull();
        assertThat(provider.order(tenant, placed.orderId()).subscriptionId()).isNull();

        tenMinutesPass();

        assertThat(provider.order(tenant, placed.orderId()).subscriptionId()).isNotNull();
    }

    @Test
    void doesNotTakeALookThatIsRefusedForARefusalOfTheOrder() {
        var order = order(partNumber(), 10);
        var prepared = provider.prepareOrder(order);
        world.fault("POST", placing(), "\"SLOW_202\",\"seconds\":300,\"times\":1");
        var placed = provider.placeOrder(tenant, prepared, order.requestId());
        world.fault("GET", "/**/orders/*", "\"STATUS\",\"status\":400,\"code\":\"800090\",\"times\":1");

        assertThatThrownBy(() -> provider.order(tenant, placed.orderId())).isInstanceOf(ProviderUnavailable.class);
        assertThat(provider.order(tenant, placed.orderId()).subscriptionId()).isNull();
    }

    @Test
    void refusesForGoodWhatTheProviderDoesNotSell() {
        var order = order(soldOut(), 10);

        assertThatThrownBy(() -> provider.placeOrder(tenant, provider.prepareOrder(order), order.requestId()))
                .isInstanceOf(ProviderRejected.class);
        assertThat(provider.subscriptions(tenant)).isEmpty();
    }

    @Test
    void setsAQuantityAndNeverAddsToIt() {
        var bought = buy(order(partNumber(), 10));
        var change = quantity(bought, 12);

        var first = provider.changeQuantity(change);
        var second = provider.changeQuantity(change);

        assertThat(first).isEqualTo(ChangeOutcome.APPLIED);
        assertThat(second).isEqualTo(ChangeOutcome.APPLIED);
        assertThat(read(bought).quantity()).isEqualTo(12);
    }

    /** 25 are known here, somebody has 40 by now, and 26 are ordered: nothing is sent, so nothing of theirs is undone. */
    @Test
    void leavesAQuantityAloneThatSomebodyChangedThere() {
        var bought = buy(order(partNumber(), 25));
        provider.changeQuantity(quantity(bought, 40));

        assertThatThrownBy(() -> provider.changeQuantity(new QuantityOrder(
                        tenant,
                        bought.subscriptionId(),
                        25,
                        26,
                        UUID.randomUUID().toString(),
                        false)))
                .isInstanceOf(EditedThere.class)
                .hasMessageContaining("holds 40")
                .hasMessageContaining("25 before this change to 26");
        assertThat(read(bought).quantity()).isEqualTo(40);
    }

    @Test
    void setsItOnceThoughTheAnswerWasLost() {
        var bought = buy(order(partNumber(), 10));
        var change = quantity(bought, 12);
        world.fault(settingMethod(), setting(), "\"TIMEOUT_AFTER\",\"times\":1");

        assertThatThrownBy(() -> provider.changeQuantity(change)).isInstanceOf(ProviderUnavailable.class);
        assertThat(read(bought).quantity()).isEqualTo(12);
        provider.changeQuantity(change);

        assertThat(read(bought).quantity()).isEqualTo(12);
    }

    @Test
    void saysThatAQuantityIsPending() {
        var bought = buy(order(partNumber(), 10));
        world.fault(settingMethod(), setting(), "\"SLOW_202\",\"seconds\":300,\"times\":1");

        assertThat(provider.changeQuantity(quantity(bought, 12))).isEqualTo(ChangeOutcome.PENDING);
        assertThat(read(bought).quantity()).isEqualTo(10);

        tenMinutesPass();

        assertThat(read(bought).quantity()).isEqualTo(12);
    }

    @Test
    void cancelsByATargetOfNone() {
        var bought = buy(order(partNumber(), 10));

        provider.changeQuantity(quantity(bought, 0));

        assertThat(read(bought).status()).isEqualTo("deleted");
    }

    @Test
    void tellsWhenItWantsToBeAskedAgain() {
        world.fault("*", "/**", "\"THROTTLE\",\"seconds\":120,\"times\":1");

        assertThatThrownBy(() -> provider.subscriptions(tenant))
                .isInstanceOfSatisfying(ProviderUnavailable.class, busy -> assertThat(busy.retryAfter())
                        .isNotNull());
    }

    @Test
    void takesAServerErrorForTroubleAndNotForANo() {
        world.fault("*", "/**", "\"STATUS\",\"status\":503,\"times\":1");

        assertThatThrownBy(() -> provider.subscriptions(tenant)).isInstanceOf(ProviderUnavailable.class);
    }

    @Test
    void takesHalfAnAnswerForNone() {
        buy(order(partNumber(), 10));
        world.fault("GET", "/**/subscriptions", "\"HALF_BODY\",\"times\":1");

        assertThatThrownBy(() -> provider.subscriptions(tenant)).isInstanceOf(ProviderUnavailable.class);
    }

    @Test
    void knowsWhatIsNotThere() {
        assertThat(provider.subscription(tenant, UUID.randomUUID().toString())).isEmpty();
    }

    @Test
    void saysWhetherItIsConnected() {
        assertThat(provider.verifyConnectivity().connected()).isTrue();

        world.fault("*", "/**", "\"STATUS\",\"status\":500,\"times\":1");

        assertThat(provider.verifyConnectivity().connected()).isFalse();
    }

    private void tenMinutesPass() {
        world.call("PUT", "/clock", "{\"now\":\"" + Instant.now().plusSeconds(600) + "\"}");
    }

    protected ProviderSubscription buy(LicenseOrder order) {
        return confirmed(provider.placeOrder(tenant, provider.prepareOrder(order), order.requestId()));
    }

    private ProviderSubscription confirmed(PlacedOrder placed) {
        var id = placed.subscriptionId() == null
                ? provider.order(tenant, placed.orderId()).subscriptionId()
                : placed.subscriptionId();
        return provider.subscription(tenant, String.valueOf(id)).orElseThrow();
    }

    private ProviderSubscription read(ProviderSubscription subscription) {
        return provider.subscription(tenant, subscription.subscriptionId()).orElseThrow();
    }

    private QuantityOrder quantity(ProviderSubscription subscription, int target) {
        return new QuantityOrder(
                tenant,
                subscription.subscriptionId(),
                read(subscription).quantity(),
                target,
                UUID.randomUUID().toString(),
                false);
    }

    protected LicenseOrder order(String partNumber, int quantity) {
        return new LicenseOrder(
                tenant,
                partNumber,
                quantity,
                "P1Y",
                "MONTHLY",
                "DE",
                null,
                "LCL-000017",
                UUID.randomUUID().toString());
    }
}
