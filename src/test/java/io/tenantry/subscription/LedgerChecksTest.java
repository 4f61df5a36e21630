package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerChecksTest {

    private final Subscription subscription = Given.tenSeats(Given.aProduct(null, null), LocalDate.parse("2025-01-01"));
    private final List<LicenseChange> ledger = new ArrayList<>();

    @BeforeEach
    void addsFiveSeatsFromMarch() {
        ledger.add(new LicenseChange(
                subscription,
                "LCL-000001",
                LedgerEntry.asked(SubscriptionEvent.CREATE, LocalDate.parse("2025-01-01"), "Ordered")
                        .by(10),
                Given.AUTHOR));
        ledger.add(Given.change(
                subscription, "LCL-000002", Given.update("2025-03-01").by(5)));
    }

    @Test
    void takesALateQuantityWhileThePriceIsTheSame() {
        assertThatCode(() -> LedgerChecks.requireExact(ledger, plan("2025-02-01", 2, null)))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesALatePriceBeforeAQuantityThatItWouldBillTooEarly() {
        assertThatThrownBy(() -> LedgerChecks.requireExact(ledger, plan("2025-02-01", 0, "13.00")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("LCL-000002")
                .hasMessageContaining("give 2025-03-01 or a later day");
    }

    @Test
    void refusesALateQuantityBeforeAPriceThatItWouldBillTooEarly() {
        ledger.add(Given.change(
                subscription, "LCL-000003", Given.update("2025-05-01").at(Given.price("14.00"))));

        assertThatThrownBy(() -> LedgerChecks.requireExact(ledger, plan("2025-04-01", 2, null)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("LCL-000003");
    }

    @Test
    void takesAnythingFromTheLatestChangeOn() {
        assertThatCode(() -> LedgerChecks.requireExact(ledger, plan("2025-03-01", 0, "13.00")))
                .doesNotThrowAnyException();
    }

    private static PlannedChange plan(String day, int delta, @Nullable String unitPrice) {
        return new PlannedChange(
                SubscriptionEvent.UPDATE,
                delta,
                null,
                unitPrice == null ? null : new BigDecimal(unitPrice),
                true,
                LocalDate.parse(day),
                Instant.EPOCH,
                Instant.EPOCH,
                "Because");
    }
}
