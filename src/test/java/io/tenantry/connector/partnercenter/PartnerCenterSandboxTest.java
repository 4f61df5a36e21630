package io.tenantry.connector.partnercenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

import io.tenantry.connector.Environment;
import io.tenantry.connector.SandboxWorld;
import io.tenantry.connector.Settings;
import io.tenantry.connector.consent.Consent;
import io.tenantry.connector.consent.Consents;
import io.tenantry.decision.DecisionTables;
import io.tenantry.provider.ChangeOutcome;
import io.tenantry.provider.LicenseOrder;
import io.tenantry.provider.MovedProduct;
import io.tenantry.provider.NextTerm;
import io.tenantry.provider.ProductOrder;
import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderAccountData;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.provider.QuantityOrder;
import io.tenantry.provider.RefundWindow;
import io.tenantry.provider.Standing;
import io.tenantry.provider.TermOrder;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same client against a Partner Center that was written from the manual alone and shares no class with it. */
class PartnerCenterSandboxTest {

    private static final String E5 = "CFQ7TTC0LFLZ:0002";
    private static final String E3 = "CFQ7TTC0LFLX:0001";
    private static final String TRANSITIONS = "/v1/customers/*/subscriptions/*/transitions";
    private static final String TEAMS_PHONE = "CFQ7TTC0LH0T:0001";

    private static SandboxWorld world;

    private final Consents consents = mock();
    private Provider provider;
    private String tenant;

    @BeforeAll
    static void open() {
        world = new SandboxWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void begin() {
        world.call("POST", "/reset", "");
        given(consents.current(anyString(), anyString())).willReturn(Optional.empty());
        provider = provider("10s");
        tenant = world.tenant("contoso.example");
    }

    @Test
    void listsEveryTenantOnce() {
        for (var number = 2; number <= 5; number++) {
            world.tenant("tenant" + number + ".example");
        }

        List<ProviderAccountData> all = new ArrayList<>();
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
    void registersItsWebhookOnceAndAgainWhenItIsLost() {
        var here = URI.create("https://tenantry.example");

        var first = provider.tellAt(here, false);
        var second = provider.tellAt(here, false);
        world.call("DELETE", "/webhooks/registration", "");
        var lost = provider.tellAt(here, false);

        assertThat(first.address()).isEqualTo("https://tenantry.example/webhooks/partner-center");
        assertThat(first.events()).contains("subscription-updated");
        assertThat(List.of(second, lost)).containsOnly(first);
        assertThat(world.requests("PUT", "/webhooks/v1/registration")).isZero();
        assertThat(world.requests("POST", "/webhooks/v1/registration")).isEqualTo(2);
    }

    @Test
    void movesItsWebhookWithTheAddressAndKeepsTheEventsThatOthersChose() {
        world.asPartner(
                "POST",
                "/webhooks/v1/registration",
                "{\"WebhookUrl\":\"https://old.example/webhooks/partner-center\",\"WebhookEvents\":[\"invoice-ready\"]}");

        var moved = provider.tellAt(URI.create("https://new.example"), false);

        assertThat(moved.address()).isEqualTo("https://new.example/webhooks/partner-center");
        assertThat(moved.events()).contains("invoice-ready", "subscription-updated");
    }

    @Test
    void takesTheWebhookFromNobodyUnasked() {
        world.asPartner(
                "POST",
                "/webhooks/v1/registration",
                "{\"WebhookUrl\":\"https://other.example/hook\",\"WebhookEvents\":[\"subscription-updated\"]}");
        var here = URI.create("https://tenantry.example");

        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.tellAt(here, false))
                .withMessageContaining("tells of changes at https://other.example/hook and knows one address only");
        assertThat(provider.tellAt(here, true).address()).startsWith("https://tenantry.example/");
    }

    @Test
    void knowsTheRegistrationNumberWhereTheCountryAsksForOne() {
        var registered = world.call(
                        "POST",
                        "/customers",
                        "{\"companyName\":\"Magyar Kft\",\"domain\":\"magyar.example\",\"country\":\"HU\","
                                + "\"organizationRegistrationNumber\":\"HU12345678\"}")
                .path("id")
                .asText();

        assertThat(provider.registrationNumber(registered)).contains("HU12345678");
        assertThat(provider.registrationNumber(tenant)).isEmpty();
    }

    @Test
    void ordersAYearOfLicensesAndRaisesThem() {
        var subscription = buy(E5, 10);

        var raised = provider.changeQuantity(quantity(subscription, 12));

        assertThat(subscription.partNumber()).isEqualTo(E5);
        assertThat(subscription.quantity()).isEqualTo(10);
        assertThat(subscription.status()).isEqualTo("active");
        assertThat(subscription.term()).isEqualTo("P1Y");
        assertThat(subscription.billingPlan()).isEqualTo("MONTHLY");
        assertThat(subscription.refundableQuantity()).isEqualTo(10);
        assertThat(raised).isEqualTo(ChangeOutcome.APPLIED);
        assertThat(read(subscription).quantity()).isEqualTo(12);
        assertThat(provider.subscriptions(tenant)).hasSize(1);
    }

    @Test
    void findsNoSubscriptionWhereThereIsNone() {
        assertThat(provider.subscription(tenant, UUID.randomUUID().toString())).isEmpty();
    }

    @Test
    void sellsAnAddOnOnlyToWhoHasItsBase() {
        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.prepareOrder(order(TEAMS_PHONE, 5)))
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo("400041"));
        buy(E5, 10);

        assertThat(buy(TEAMS_PHONE, 5).partNumber()).isEqualTo(TEAMS_PHONE);
    }

    @Test
    void keepsTheProvidersWordsOfAReductionThatIsTooLate() {
        var subscription = buy(E5, 10);
        eightDaysPass();

        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.changeQuantity(quantity(subscription, 5)))
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo("800090"));
    }

    @Test
    void cancelsASubscriptionThatKeepsNoSeat() {
        var subscription = buy(E5, 10);

        var first = provider.changeQuantity(quantity(subscription, 0));
        var again = provider.changeQuantity(quantity(subscription, 0));

        assertThat(List.of(first, again)).containsOnly(ChangeOutcome.APPLIED);
        assertThat(read(subscription).status()).isEqualTo("deleted");
    }

    @Test
    void keepsTheProvidersWordsOfACancellationThatIsTooLate() {
        var subscription = buy(E5, 10);
        eightDaysPass();

        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.changeQuantity(quantity(subscription, 0)))
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo("900117"));
        assertThat(read(subscription).status()).isEqualTo("active");
    }

    @Test
    void neverTakesTheLastQuantityOfACancelledSubscriptionForSeats() {
        var subscription = buy(E5, 10);
        provider.changeQuantity(quantity(subscription, 0));

        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.changeQuantity(quantity(subscription, 10)))
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo("2011"));
    }

    @Test
    void ordersOnceAlthoughTheFirstAnswerWasLost() {
        var prepared = provider.prepareOrder(order(E5, 10));
        var request = UUID.randomUUID().toString();
        world.fault("POST", "/v1/customers/*/carts/*/checkout", "\"TIMEOUT_AFTER\",\"times\":1");

        assertThatExceptionOfType(ProviderUnavailable.class)
                .isThrownBy(() -> provider.placeOrder(tenant, prepared, request));
        var placed = provider.placeOrder(tenant, prepared, request);

        assertThat(placed.subscriptionId()).isNotNull();
        assertThat(provider.subscriptions(tenant)).hasSize(1);
    }

    @Test
    void findsWhatWasBoughtSinceACartWasMadeAndLooksLikeIt() {
        buy(E5, 10);
        aMinutePasses();
        var prepared = provider.prepareOrder(order(E5, 10));
        var lost = provider.placeOrder(tenant, prepared, UUID.randomUUID().toString());
        buy(E5, 11);
        buy(E3, 10);

        var alike = provider.boughtLike(tenant, prepared);

        assertThat(alike).containsExactly(provider.order(tenant, lost.orderId()));
    }

    @Test
    void ordersOnceAlthoughTheFirstRequestWasLost() {
        var prepared = provider.prepareOrder(order(E5, 10));
        var request = UUID.randomUUID().toString();
        world.fault("POST", "/v1/customers/*/carts/*/checkout", "\"TIMEOUT_BEFORE\",\"times\":1");

        assertThatExceptionOfType(ProviderUnavailable.class)
                .isThrownBy(() -> provider.placeOrder(tenant, prepared, request));
        provider.placeOrder(tenant, prepared, request);

        assertThat(provider.subscriptions(tenant)).hasSize(1);
    }

    @Test
    void changesOnceAlthoughTheFirstAnswerWasLost() {
        var subscription = buy(E5, 10);
        var change = quantity(subscription, 12);
        var path = "/v1/customers/*/subscriptions/" + subscription.subscriptionId();
        world.fault("PATCH", path, "\"TIMEOUT_AFTER\",\"times\":1");

        assertThatExceptionOfType(ProviderUnavailable.class).isThrownBy(() -> provider.changeQuantity(change));
        var outcome = provider.changeQuantity(change);

        assertThat(outcome).isEqualTo(ChangeOutcome.APPLIED);
        assertThat(read(subscription).quantity()).isEqualTo(12);
    }

    @Test
    void waitsForAChangeThatTakesItsTime() {
        var subscription = buy(E5, 10);
        world.fault("PATCH", "/v1/**", "\"SLOW_202\",\"seconds\":60,\"times\":1");

        var outcome = provider.changeQuantity(quantity(subscription, 12));

        assertThat(outcome).isEqualTo(ChangeOutcome.PENDING);
        assertThat(read(subscription).quantity()).isEqualTo(10);
    }

    @Test
    void movesASubscriptionToALargerProductOnce() {
        var subscription = buy(E3, 10);
        var move = new ProductOrder(
                tenant,
                subscription.subscriptionId(),
                E5,
                10,
                "P1Y",
                "MONTHLY",
                "DE",
                UUID.randomUUID().toString());

        var first = provider.changeProduct(move);
        var again = provider.changeProduct(move);

        assertThat(List.of(first, again)).containsOnly(MovedProduct.to(subscription.subscriptionId()));
        assertThat(read(subscription).partNumber()).isEqualTo(E5);
        assertThat(provider.subscriptions(tenant)).hasSize(1);
        assertThat(world.carriedOut("POST", "/v1/customers/*/subscriptions/*/transitions"))
                .isEqualTo(1);
    }

    @Test
    void movesSomeSeatsOnceAndNamesTheSubscriptionThatHasThem() {
        var source = buy(E3, 10);
        var earlierOne = buy(E5, 4);
        tenMinutesPass();
        var since = now();
        var move = move(source, 4, 6, null);
        world.fault("POST", TRANSITIONS, "\"TIMEOUT_AFTER\",\"times\":1");

        assertThat(provider.moved(move, since)).isEqualTo(MovedProduct.pending());
        assertThatExceptionOfType(ProviderUnavailable.class).isThrownBy(() -> provider.changeProduct(move));
        provider.changeProduct(move);
        var found = provider.moved(move, since);

        var target = provider.subscription(tenant, found.targetSubscriptionId()).orElseThrow();
        assertThat(target.subscriptionId()).isNotEqualTo(earlierOne.subscriptionId());
        assertThat(target.partNumber()).isEqualTo(E5);
        assertThat(target.quantity()).isEqualTo(4);
        assertThat(target.commitmentEnd()).isEqualTo(source.commitmentEnd());
        assertThat(read(source).quantity()).isEqualTo(6);
        assertThat(world.carriedOut("POST", TRANSITIONS)).isEqualTo(1);
    }

    @Test
    void takesNoOtherSubscriptionForTheSeatsThatSomebodyGaveBackInThePortal() {
        var source = buy(E3, 10);
        buy(E5, 4);
        var since = now();
        provider.changeQuantity(quantity(source, 6));

        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.changeProduct(move(source, 4, 6, null)))
                .withMessageContaining("has 6 seats at Partner Center, of which 4 cannot move and 6 stay");
        assertThat(provider.moved(move(source, 4, 6, null), since)).isEqualTo(MovedProduct.pending());
        assertThat(world.carriedOut("POST", TRANSITIONS)).isZero();
    }

    @Test
    void findsTheSeatsThatMovedThoughBothWereChangedThereSince() {
        var source = buy(E3, 10);
        buy(E5, 3);
        tenMinutesPass();
        var since = now();
        provider.changeProduct(move(source, 4, 6, null));
        var target = provider.moved(move(source, 4, 6, null), since);
        provider.changeQuantity(quantity(source, 8));
        var grown = provider.subscription(tenant, target.targetSubscriptionId()).orElseThrow();
        provider.changeQuantity(quantity(grown, 5));

        assertThat(provider.moved(move(source, 4, 6, null), since)).isEqualTo(target);
    }

    @Test
    void namesNoSubscriptionWhileTwoMayBeIt() {
        var source = buy(E3, 10);
        var since = now();
        provider.changeProduct(move(source, 4, 6, null));
        buy(E5, 4);

        assertThat(provider.moved(move(source, 4, 6, null), since)).isEqualTo(MovedProduct.pending());
    }

    @Test
    void movesSeatsIntoASubscriptionThatIsThere() {
        var source = buy(E3, 10);
        var existing = buy(E5, 3);
        var since = now();
        var move = move(source, 10, 0, existing.subscriptionId());

        provider.changeProduct(move);
        provider.changeProduct(move);

        assertThat(provider.moved(move, since)).isEqualTo(MovedProduct.to(existing.subscriptionId()));
        assertThat(read(existing).quantity()).isEqualTo(13);
        assertThat(read(source).status()).isEqualTo("deleted");
    }

    private static Instant now() {
        return Instant.parse(world.call("GET", "/clock", "").path("now").asText());
    }

    private static void tenMinutesPass() {
        pass(Duration.ofMinutes(10));
    }

    /** 5 of 20 moved, then somebody took 5 of the 15 away there: that is not this move of 5 of 15. */
    @Test
    void takesNoEarlierMoveOfAsManySeatsForThisOne() {
        var source = buy(E3, 20);
        provider.changeProduct(move(source, 5, 15, null));
        tenMinutesPass();
        provider.changeQuantity(quantity(source, 10));

        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.changeProduct(move(source, 5, 10, null)))
                .withMessageContaining("has 10 seats at Partner Center, of which 5 cannot move and 10 stay");
    }

    @Test
    void movesNothingWhereTheSeatsAreNotWhatWasCounted() {
        var source = buy(E3, 10);

        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.changeProduct(move(source, 4, 5, null)))
                .withMessageContaining("has 10 seats at Partner Center, of which 4 cannot move and 5 stay");
    }

    private ProductOrder move(ProviderSubscription source, int seats, int remaining, String into) {
        return new ProductOrder(
                tenant,
                source.subscriptionId(),
                E5,
                seats,
                remaining,
                into,
                "P1Y",
                "MONTHLY",
                "DE",
                now(),
                UUID.randomUUID().toString());
    }

    @Test
    void keepsTheScheduleOfTheNextTermThroughItsOwnChanges() {
        var subscription = buy(E5, 10);
        var next = new NextTerm(E5, 7, "P1Y", "MONTHLY", null);

        assertThat(provider.changeTerm(term(subscription, null, next))).isEqualTo(ChangeOutcome.APPLIED);
        assertThat(read(subscription).nextTerm()).isEqualTo(next);
        assertThat(provider.changeTerm(term(subscription, null, NextTerm.AS_NOW)))
                .isEqualTo(ChangeOutcome.APPLIED);

        assertThat(read(subscription).nextTerm()).isNull();
        assertThat(read(subscription).autoRenew()).isTrue();
    }

    @Test
    void suspendsAndReactivates() {
        var subscription = buy(E5, 10);

        assertThat(provider.changeTerm(term(subscription, Standing.SUSPENDED, null)))
                .isEqualTo(ChangeOutcome.APPLIED);
        assertThat(read(subscription).status()).isEqualTo("suspended");
        assertThat(read(subscription).autoRenew()).isFalse();
        assertThat(provider.changeTerm(term(subscription, Standing.ACTIVE, null)))
                .isEqualTo(ChangeOutcome.APPLIED);

        assertThat(read(subscription).status()).isEqualTo("active");
    }

    private TermOrder term(ProviderSubscription subscription, Standing standing, NextTerm next) {
        return new TermOrder(
                tenant,
                subscription.subscriptionId(),
                null,
                standing,
                next,
                UUID.randomUUID().toString());
    }

    @Test
    void tellsUntilWhenSeatsAndAllOfItCanBeGivenBack() {
        var subscription = buy(E5, 10);
        pass(Duration.ofDays(2));
        provider.verifyConnectivity();
        provider.changeQuantity(quantity(subscription, 15));

        var seen = read(subscription);

        assertThat(seen.refundable()).extracting(RefundWindow::quantity).containsExactly(10, 5);
        assertThat(Duration.between(
                        seen.refundable().get(0).until(),
                        seen.refundable().get(1).until()))
                .isBetween(Duration.ofDays(2), Duration.ofDays(2).plusMinutes(1));
        assertThat(seen.cancellableUntil()).isEqualTo(seen.refundable().get(0).until());
        assertThat(seen.refundableQuantity()).isEqualTo(15);
    }

    @Test
    void tellsWhoAcceptedTheAgreement() {
        assertThat(provider.agreement(tenant)).isPresent();

        world.call("PUT", "/customers/" + tenant + "/agreement", "{\"accepted\":false}");
        assertThat(provider.agreement(tenant)).isEmpty();
        var prepared = provider.prepareOrder(order(E5, 1));
        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() ->
                        provider.placeOrder(tenant, prepared, UUID.randomUUID().toString()))
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo("13605"));
    }

    @Test
    void tellsOnWhichDaysATermMayEnd() {
        var subscription = buy(E5, 10);

        var ends = provider.customTermEnds(tenant, "P1Y");

        assertThat(ends)
                .anySatisfy(end -> {
                    assertThat(end.day()).isEqualTo(subscription.commitmentEnd());
                    assertThat(end.subscriptionIds()).containsExactly(subscription.subscriptionId());
                })
                .hasSizeGreaterThan(11);
    }

    @Test
    void saysThatASubscriptionHasVanished() {
        var subscription = buy(E5, 10);
        var five = quantity(subscription, 5);
        world.call("DELETE", "/customers/" + tenant + "/subscriptions/" + subscription.subscriptionId(), "");

        assertThat(provider.subscription(tenant, subscription.subscriptionId())).isEmpty();
        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.changeQuantity(five))
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo("20003"));
    }

    @Test
    void keepsAStatusThatNoManualKnows() {
        var subscription = buy(E5, 10);
        world.call(
                "PUT",
                "/customers/" + tenant + "/subscriptions/" + subscription.subscriptionId() + "/forced",
                "{\"status\":\"Flagged\"}");

        assertThat(provider.subscriptions(tenant))
                .extracting(ProviderSubscription::status)
                .containsExactly("flagged");
    }

    @Test
    void signsInAgainAfterItsTokenExpired() {
        provider.accounts(null);
        world.call("DELETE", "/tokens", "");

        assertThatExceptionOfType(ProviderUnavailable.class).isThrownBy(() -> provider.accounts(null));
        assertThat(provider.accounts(null).accounts()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HALF_BODY", "CUT_BODY", "TIMEOUT_AFTER"})
    void neverTakesAnAnswerThatDidNotArriveWholeForSuccessNorRepeatsTheChange(String kind) {
        var subscription = buy(E5, 10);
        var change = quantity(subscription, 12);
        var path = "/v1/customers/*/subscriptions/" + subscription.subscriptionId();
        world.fault("PATCH", path, "\"" + kind + "\",\"times\":1");

        assertThatExceptionOfType(ProviderUnavailable.class).isThrownBy(() -> provider.changeQuantity(change));

        assertThat(provider.changeQuantity(change)).isEqualTo(ChangeOutcome.APPLIED);
        assertThat(world.carriedOut("PATCH", path)).isEqualTo(1);
    }

    @Test
    void refusesAMoveThatPartnerCenterDoesNotOffer() {
        var subscription = buy(E5, 10);
        var move = new ProductOrder(
                tenant,
                subscription.subscriptionId(),
                E3,
                10,
                "P1Y",
                "MONTHLY",
                "DE",
                UUID.randomUUID().toString());

        assertThatExceptionOfType(ProviderRejected.class).isThrownBy(() -> provider.changeProduct(move));
    }

    @Test
    void doesNotRepeatWhatIsThrottled() {
        world.fault("GET", "/v1/customers", "\"THROTTLE\",\"seconds\":57,\"times\":1");

        assertThatExceptionOfType(ProviderUnavailable.class)
                .isThrownBy(() -> provider.accounts(null))
                .withMessageContaining("Retry-After: 57");
        assertThat(world.carriedOut("GET", "/v1/customers")).isZero();
    }

    @Test
    void actsForTheUserWhoConsentedAndKeepsTheNewToken() {
        var refreshToken =
                world.call("POST", "/consents", "").path("refreshToken").asText();
        var now = Clock.systemUTC().instant();
        given(consents.current(anyString(), anyString())).willReturn(Optional.of(new Consent(refreshToken, now, now)));

        assertThat(provider.verifyConnectivity().connected()).isTrue();
        then(consents).should().rotate(anyString(), anyString());
    }

    @Test
    void saysWhatToDoWhenTheConsentIsGone() {
        given(consents.current(anyString(), anyString()))
                .willReturn(Optional.of(new Consent(
                        "unknown",
                        Clock.systemUTC().instant(),
                        Clock.systemUTC().instant())));

        var connectivity = provider.verifyConnectivity();

        assertThat(connectivity.connected()).isFalse();
        assertThat(connectivity.message()).contains("renew the consent").contains("invalid_grant");
    }

    /** Then the sandbox's access token has expired too; the call renews it. */
    private void eightDaysPass() {
        pass(Duration.ofDays(8));
        provider.verifyConnectivity();
    }

    private void aMinutePasses() {
        pass(Duration.ofMinutes(1));
    }

    private static void pass(Duration time) {
        var now = Instant.parse(world.call("GET", "/clock", "").path("now").asText());
        world.call("PUT", "/clock", "{\"now\":\"" + now.plus(time) + "\"}");
    }

    private ProviderSubscription buy(String partNumber, int quantity) {
        var prepared = provider.prepareOrder(order(partNumber, quantity));
        var placed = provider.placeOrder(tenant, prepared, UUID.randomUUID().toString());
        var subscription = provider.order(tenant, placed.orderId()).subscriptionId();
        return provider.subscription(tenant, subscription).orElseThrow();
    }

    private ProviderSubscription read(ProviderSubscription subscription) {
        return provider.subscription(tenant, subscription.subscriptionId()).orElseThrow();
    }

    private LicenseOrder order(String partNumber, int quantity) {
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

    private QuantityOrder quantity(ProviderSubscription subscription, int target) {
        return new QuantityOrder(
                tenant,
                subscription.subscriptionId(),
                read(subscription).quantity(),
                target,
                UUID.randomUUID().toString(),
                false);
    }

    private Provider provider(String readTimeout) {
        var settings = Settings.of(
                PartnerCenterProperties.class,
                "tenantry.partner-center",
                Map.of("base-url", world.url(), "login-url", world.url(), "page-size", 2, "read-timeout", readTimeout));
        var configuration = new PartnerCenterConfiguration();
        var token = configuration.partnerCenterToken(settings, consents, Clock.systemUTC());
        var errors = configuration.partnerCenterErrors(DecisionTables.providerErrorLane(), token, Clock.systemUTC());
        return configuration.partnerCenter(Settings.in(Environment.SANDBOX), settings, token, errors);
    }
}
