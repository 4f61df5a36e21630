package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.tenantry.catalog.Products;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten seats at 12.00 EUR, for a year from 3 March 2025; today is 11 March 2025. */
class ChangePlanningTest {

    private static final String NOW = "2025-03-11T10:00:00Z";

    private final Subscription subscription = Given.tenSeats(Given.aProduct(null, null));
    private final Products products = mock();
    private final ChangePlanning planning = new ChangePlanning(products, Given.itIs(NOW));

    @Test
    void turnsANewTotalIntoADifference() {
        var plan = planning.plan(subscription, ChangeCommand.quantity("SUB-000001", 14, "Grows"));

        assertThat(plan.quantityDelta()).isEqualTo(4);
        assertThat(plan.effectiveDate()).isEqualTo("2025-03-11");
        assertThat(plan.provisionOn()).isEqualTo(NOW);
    }

    @Test
    void tellsAnIncreaseAfterMidnightOfItsDay() {
        var plan = planning.plan(
                subscription, ChangeCommand.quantity("SUB-000001", 11, "Grows").on(LocalDate.parse("2025-04-01")));

        assertThat(plan.provisionOn()).isEqualTo("2025-04-01T00:05:00Z");
    }

    @Test
    void tellsADecreaseBeforeMidnightOfTheDayBefore() {
        var plan = planning.plan(
                subscription, ChangeCommand.quantity("SUB-000001", 9, "Shrinks").on(LocalDate.parse("2025-04-01")));

        assertThat(plan.provisionOn()).isEqualTo("2025-03-31T23:55:00Z");
    }

    @Test
    void keepsTheLocalTimeOverADaylightSavingChange() {
        var berlin = new ChangePlanning(products, Given.itIs(NOW, "Europe/Berlin"));

        var before = berlin.plan(
                subscription, ChangeCommand.quantity("SUB-000001", 11, "Grows").on(LocalDate.parse("2025-03-30")));
        var after = berlin.plan(
                subscription, ChangeCommand.quantity("SUB-000001", 11, "Grows").on(LocalDate.parse("2025-03-31")));

        assertThat(before.provisionOn()).isEqualTo(Instant.parse("2025-03-29T23:05:00Z"));
        assertThat(after.provisionOn()).isEqualTo(Instant.parse("2025-03-30T22:05:00Z"));
    }

    @Test
    void waitsForTheRenewal() {
        var plan = planning.plan(subscription, shrinkingOnRenewal());

        assertThat(plan.effectiveDate()).isEqualTo("2026-03-03");
        assertThat(plan.provisionOn()).isEqualTo("2026-03-02T23:55:00Z");
    }

    @Test
    void givesAllBackOnDeactivation() {
        var plan = planning.plan(subscription, ChangeCommand.deactivate("SUB-000001", false, "Left"));

        assertThat(plan.event()).isEqualTo(SubscriptionEvent.DEACTIVATE);
        assertThat(plan.quantityDelta()).isEqualTo(-10);
        assertThat(plan.refund()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3, 1_000_001, Integer.MAX_VALUE})
    void refusesATotalThatNobodyCanHave(int total) {
        refuses(ChangeCommand.quantity("SUB-000001", total, "Oops"), "invalid-quantity", String.valueOf(total));
    }

    @Test
    void refusesWhatChangesNothing() {
        refuses(ChangeCommand.quantity("SUB-000001", 10, "Same"), "no-change", "10");
    }

    @Test
    void refusesAPriceInAnotherCurrency() {
        refuses(ChangeCommand.price("SUB-000001", Money.of("13.00", "USD"), "Dearer"), "invalid-price", "USD");
    }

    @ParameterizedTest
    @CsvSource({"1999-01-01, before the start", "2025-03-02, before the start", "2099-01-01, 2028-03-11 at the latest"})
    void refusesADayThatCannotBeMeant(LocalDate day, String words) {
        refuses(ChangeCommand.quantity("SUB-000001", 11, "Grows").on(day), "invalid-effective-date", day + "", words);
    }

    @Test
    void refusesAChangeWithoutReason() {
        refuses(ChangeCommand.quantity("SUB-000001", 11, " "), "reason-missing", "Say why");
    }

    @Test
    void refusesARenewalWhereNothingRenews() {
        subscription.committedUntil(LocalDate.parse("2026-03-02"), false);

        refuses(shrinkingOnRenewal(), "does-not-renew", "auto-renew is off");
    }

    private void refuses(ChangeCommand command, String type, String... words) {
        assertThatThrownBy(() -> planning.plan(subscription, command))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.type()).isEqualTo(type))
                .hasMessageContainingAll(words);
    }

    private static ChangeCommand shrinkingOnRenewal() {
        return new ChangeCommand(
                "SUB-000001",
                ChangeCommand.Kind.QUANTITY,
                9,
                null,
                null,
                null,
                true,
                ChangeCommand.Effective.ON_RENEWAL,
                null,
                "Shrinks",
                null);
    }
}
