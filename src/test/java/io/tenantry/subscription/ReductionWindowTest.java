package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.tenantry.decision.DecisionTables;
import io.tenantry.shared.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asks the real table quantity-change-window. */
class ReductionWindowTest {

    private static final Instant PROVISIONED = Instant.parse("2025-03-03T15:30:00Z");

    private final SubscriptionRepository subscriptions = mock();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2025-03-03, true",
        "2025-03-10, true",
        "2025-03-11, false",
        "2026-03-02, false",
        "2026-03-03, true",
        "2026-03-10, true",
        "2026-03-11, false"
    })
    void allowsAReductionForSevenDaysAfterProvisioningAndRenewal(LocalDate day, boolean allowed) {
        var subscription = provisioned(Given.tenSeats(Given.aProduct("ALLOWED_WITHIN_WINDOW", 7)));

        var window = windowOn("2025-03-03T16:00:00Z");

        if (allowed) {
            assertThatCode(() -> window.requireAllowed(subscription, -1, day)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> window.requireAllowed(subscription, -1, day))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("SUB-000001")
                    .hasMessageContaining("outside of the allowed window of 7 days");
        }
    }

    @Test
    void neverRestrictsAnIncrease() {
        var subscription = provisioned(Given.tenSeats(Given.aProduct("DISALLOWED", null)));

        assertThatCode(() ->
                        windowOn("2025-06-01T00:00:00Z").requireAllowed(subscription, 5, LocalDate.parse("2025-06-01")))
                .doesNotThrowAnyException();
    }

    @Test
    void doesNotLetAPastDateOpenAWindowThatHasClosed() {
        var subscription = provisioned(Given.tenSeats(Given.aProduct("ALLOWED_WITHIN_WINDOW", 7)));

        assertThatThrownBy(() -> windowOn("2025-04-01T00:00:00Z")
                        .requireAllowed(subscription, -1, LocalDate.parse("2025-03-05")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void letsTheStrictestLinkedSubscriptionWin() {
        var subscription = provisioned(Given.tenSeats(Given.aProduct("ALLOWED", null)));
        var addOn = Given.tenSeats("SUB-000002", Given.aProduct("DISALLOWED", null), LocalDate.parse("2025-03-03"));
        given(subscriptions.treeOf(subscription.id())).willReturn(List.of(subscription.id(), addOn.id()));
        given(subscriptions.findByIdIn(any())).willReturn(List.of(subscription, addOn));

        assertThatThrownBy(() -> windowOn("2025-03-04T00:00:00Z")
                        .requireAllowed(subscription, -1, LocalDate.parse("2025-03-04")))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith(
                        "Linked Subscription Quantity reduction is not allowed because it falls outside of"
                                + " allowed window. Please reload the form and try again.")
                .hasMessageContaining("SUB-000002");
    }

    @Test
    void takesTheOneThatRefusesForLongestAndNamesTheNextDay() {
        var subscription = provisioned(Given.tenSeats(Given.aProduct("ALLOWED_WITHIN_WINDOW", 7)));
        var addOn = provisioned(Given.tenSeats(
                "SUB-000002", Given.aProduct("ALLOWED_WITHIN_WINDOW", 7), LocalDate.parse("2025-06-01")));
        given(subscriptions.treeOf(subscription.id())).willReturn(List.of(subscription.id(), addOn.id()));
        given(subscriptions.findByIdIn(any())).willReturn(List.of(subscription, addOn));
        var window = windowOn("2025-04-01T00:00:00Z");

        assertThat(window.strictest(subscription, -1, LocalDate.parse("2025-04-01"))
                        .subscriptionNumber())
                .isEqualTo("SUB-000002");
        assertThatThrownBy(() -> window.requireAllowed(subscription, -1, LocalDate.parse("2025-04-01")))
                .hasMessageContaining("SUB-000002", "provisioned on 2025-03-03")
                .hasMessageContaining("No day within three years is possible");
    }

    @Test
    void namesTheRenewalOnWhichAReductionIsPossibleAgain() {
        var subscription = provisioned(Given.tenSeats(Given.aProduct("ALLOWED_WITHIN_WINDOW", 7)));

        assertThatThrownBy(() -> windowOn("2025-04-01T00:00:00Z")
                        .requireAllowed(subscription, -1, LocalDate.parse("2025-04-01")))
                .hasMessageEndingWith("It is possible from 2026-03-03 on.");
    }

    @Test
    void doesNotAskWhatHasEnded() {
        var subscription = provisioned(Given.tenSeats(Given.aProduct("ALLOWED", null)));
        var ended = Given.tenSeats(Given.aProduct("DISALLOWED", null));
        ended.become(SubscriptionStatus.CANCELLED);
        given(subscriptions.treeOf(subscription.id())).willReturn(List.of(subscription.id(), ended.id()));
        given(subscriptions.findByIdIn(any())).willReturn(List.of(subscription, ended));

        var facts = windowOn("2025-03-04T00:00:00Z").strictest(subscription, -1, LocalDate.parse("2025-03-04"));

        assertThat(facts.question().behavior()).isEqualTo("ALLOWED");
    }

    @Test
    void countsTheDaysInTheZoneOfTheInstallation() {
        var subscription = Given.tenSeats(Given.aProduct("ALLOWED_WITHIN_WINDOW", 7));
        subscription.provisioned(Instant.parse("2025-03-03T23:30:00Z"));
        var berlin = Given.itIs("2025-03-04T00:00:00Z", "Europe/Berlin");

        var question = subscription.reduction(-1, LocalDate.parse("2025-03-11"), berlin);

        assertThat(question.daysSinceProvisioned()).isEqualTo(7);
    }

    private ReductionWindow windowOn(String instant) {
        return new ReductionWindow(subscriptions, DecisionTables.quantityChangeWindow(), Given.itIs(instant));
    }

    private static Subscription provisioned(Subscription subscription) {
        subscription.provisioned(PROVISIONED);
        return subscription;
    }
}
