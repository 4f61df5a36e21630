package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the provider puts a change through, from the order to the settled change. */
class ProviderTroubleIT extends Scenario {

    @Test
    void isNotAskedAgainBeforeTheTimeThatItNames() {
        var company = onboarded(domain("throttled"));
        var number = active(company, Map.of());
        var paths = "/v1/customers/" + company.tenant() + "/subscriptions/*";
        outside.fault("GET", paths, Map.of("kind", "THROTTLE", "seconds", 300, "times", 1));
        var before = outside.requests("GET", paths).size();

        var change = changeTo(number, 30, Map.of());
        runJobs();
        pass(Duration.ofSeconds(290));
        runJobs();

        assertThat(provisioning(change)).isEqualTo("AWAITING_PROVISIONING");
        assertThat(outside.requests("GET", paths)).hasSize(before + 1);
        pass(Duration.ofSeconds(11));
        runJobs();
        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HALF_BODY", "CUT_BODY", "TIMEOUT_AFTER"})
    void looksUpWhatAnAnswerThatDidNotArriveWholeHasDone(String kind) {
        var company = onboarded(domain("half"));
        var number = active(company, Map.of());
        var paths = "/v1/customers/" + company.tenant() + "/subscriptions/*";
        outside.fault("PATCH", paths, Map.of("kind", kind, "times", 1));

        var change = changeTo(number, 30, Map.of());
        runJobs();
        assertThat(provisioning(change)).isEqualTo("AWAITING_PROVISIONING");
        pass(Duration.ofSeconds(11));
        runJobs();

        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertThat(outside.requests("PATCH", paths)).hasSize(1);
        assertThat(seatsThere(company, number)).isEqualTo(30);
    }

    @Test
    void doesNotOrderTwiceWhenTheAnswerWasLostAndTheNextTryIsRefused() {
        var company = onboarded(domain("refusedlater"));
        var checkouts = "/v1/customers/" + company.tenant() + "/carts/*/checkout";
        outside.fault("POST", checkouts, Map.of("kind", "TIMEOUT_AFTER", "times", 1));
        outside.fault("POST", checkouts, Map.of("kind", "STATUS", "status", 400, "code", "800066", "times", 1));

        var number = number(order(company, Map.of()));
        runJobs();
        pass(Duration.ofSeconds(11));
        runJobs();

        assertThat(outside.requests("POST", checkouts)).hasSize(2);
        assertThat(outside.ordersOf(company.tenant())).hasSize(1);
        assertThat(status(number)).isEqualTo("ACTIVE");
        assertThat(idThere(number))
                .isEqualTo(outside.subscriptionsOf(company.tenant())
                        .get(0)
                        .path("id")
                        .asText());
    }

    @Test
    void doesNotOrderTwiceWhenTheLookAtAnAcceptedOrderIsRefused() {
        var company = onboarded(domain("unseen"));
        var checkouts = "/v1/customers/" + company.tenant() + "/carts/*/checkout";
        outside.fault("POST", checkouts, Map.of("kind", "SLOW_202", "seconds", 300, "times", 1));
        outside.fault(
                "GET",
                "/v1/customers/" + company.tenant() + "/orders/*",
                Map.of("kind", "STATUS", "status", 400, "code", "800090", "times", 1));

        var number = number(order(company, Map.of()));
        runJobs();
        assertThat(provisioning(firstChange(number))).isEqualTo("AWAITING_PROVISIONING");
        pass(Duration.ofMinutes(10));
        runJobs();

        assertThat(status(number)).isEqualTo("ACTIVE");
        assertThat(outside.ordersOf(company.tenant())).hasSize(1);
        assertThat(outside.requests("POST", checkouts)).hasSize(1);
    }

    @Test
    void believesThatNothingWasBoughtOnlyOnceTheListsMustShowIt() {
        var company = onboarded(domain("lagging"));
        var checkouts = "/v1/customers/" + company.tenant() + "/carts/*/checkout";
        outside.fault("POST", checkouts, Map.of("kind", "TIMEOUT_BEFORE", "times", 1));
        outside.fault("POST", checkouts, Map.of("kind", "STATUS", "status", 400, "code", "800066", "times", 2));

        var change = firstChange(number(order(company, Map.of())));
        runJobs();
        pass(Duration.ofSeconds(11));
        runJobs();

        assertThat(provisioning(change)).isEqualTo("AWAITING_PROVISIONING");
        assertThat(change(change).at("/waiting/words").asText())
                .contains("lists may be behind until", "The sandbox was told to answer 400");
        pass(Duration.ofMinutes(16));
        runJobs();
        assertThat(provisioning(change)).isEqualTo("FAILED_PROVISIONING");
        assertThat(outside.ordersOf(company.tenant())).isEmpty();
    }

    @Test
    void findsTheLostOrderThoughItsSeatsWereChangedThereMeanwhile() {
        var company = onboarded(domain("changedsince"));
        var checkouts = "/v1/customers/" + company.tenant() + "/carts/*/checkout";
        outside.fault("POST", checkouts, Map.of("kind", "TIMEOUT_AFTER", "times", 1));
        outside.fault("POST", checkouts, Map.of("kind", "STATUS", "status", 400, "code", "800066", "times", 1));

        var number = number(order(company, Map.of()));
        runJobs();
        var bought = outside.subscriptionsOf(company.tenant()).get(0).path("id").asText();
        outside.editsInThePortal(company.tenant(), bought, Map.of("quantity", 26));
        pass(Duration.ofSeconds(11));
        runJobs();

        assertThat(outside.ordersOf(company.tenant())).hasSize(1);
        assertThat(status(number)).isEqualTo("ACTIVE");
        assertThat(idThere(number)).isEqualTo(bought);
    }

    @Test
    void doesNotTakeTheOrderOfATwinForItsOwn() {
        var company = onboarded(domain("twins"));
        var checkouts = "/v1/customers/" + company.tenant() + "/carts/*/checkout";
        outside.fault("POST", checkouts, Map.of("kind", "TIMEOUT_BEFORE", "times", 1));
        outside.fault("POST", checkouts, Map.of("kind", "TIMEOUT_AFTER", "times", 1));
        outside.fault("POST", checkouts, Map.of("kind", "STATUS", "status", 400, "code", "800066", "times", 1));

        var one = number(order(company, Map.of()));
        var other = number(order(company, Map.of()));
        runJobs();
        pass(Duration.ofSeconds(11));
        runJobs();
        pass(Duration.ofSeconds(61));
        runJobs();

        assertThat(List.of(status(one), status(other))).containsOnly("ACTIVE");
        assertThat(idThere(one)).isNotEqualTo(idThere(other));
        assertThat(outside.ordersOf(company.tenant())).hasSize(2);
    }

    @Test
    void saysSoWhenASubscriptionHasVanished() {
        var company = onboarded(domain("vanished"));
        var number = active(company, Map.of());
        outside.removesInThePortal(company.tenant(), idThere(number));

        var change = changeTo(number, 30, Map.of());
        runJobs();

        assertThat(provisioning(change)).isEqualTo("FAILED_PROVISIONING");
        assertThat(change(change).path("providerMessage").asText()).contains("was not found", "20003");
        assertThat(subscription(number).path("quantity").asInt()).isEqualTo(30);
    }

    @Test
    void goesOnSyncingATenantThatHasAStatusWhichNobodyKnows() {
        var company = onboarded(domain("flagged"));
        var odd = active(company, Map.of());
        var other = active(company, Map.of("quantity", 7));
        outside.forces(company.tenant(), idThere(odd), Map.of("status", "Flagged"));
        outside.editsInThePortal(company.tenant(), idThere(other), Map.of("quantity", 9));

        sync();

        assertThat(subscription(other).path("quantity").asInt()).isEqualTo(9);
        assertThat(subscription(odd).path("quantity").asInt()).isEqualTo(25);
        assertThat(status(odd)).isEqualTo("ACTIVE");
    }

    private void pass(Duration duration) {
        time.moveTo(time.instant().plus(duration));
    }

    private String idThere(String subscription) {
        return subscription(subscription).path("providerSubscriptionId").asText();
    }

    private int seatsThere(Company company, String subscription) {
        var id = idThere(subscription);
        return outside.subscriptionsOf(company.tenant()).stream()
                .filter(there -> there.path("id").asText().equals(id))
                .mapToInt(there -> there.path("quantity").asInt())
                .findFirst()
                .orElseThrow();
    }
}
