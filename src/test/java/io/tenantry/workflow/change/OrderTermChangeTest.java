package io.tenantry.workflow.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provider.NextTerm;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.Standing;
import io.tenantry.provider.TermOrder;
import io.tenantry.subscription.Instruction;
import io.tenantry.subscription.ProvisioningOrder;
import io.tenantry.subscription.TermInstruction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTermChangeTest {

    private static final io.tenantry.subscription.NextTerm SEVEN_SEATS =
            new io.tenantry.subscription.NextTerm("A:1", 7, "P1Y", "MONTHLY", null);

    @ParameterizedTest
    @CsvSource({
        "AUTO_RENEW_ON, true, ",
        "AUTO_RENEW_OFF, false, ",
        "SUSPEND, , SUSPENDED",
        "REACTIVATE, , ACTIVE",
        "NEXT_TERM_OFF, , "
    })
    void saysOneThingAndLeavesTheRestAsItIs(
            Instruction instruction, @Nullable Boolean autoRenew, @Nullable Standing standing) {
        var told = OrderTermChange.wish(order(TermInstruction.of(instruction)));

        var nextTerm = instruction == Instruction.NEXT_TERM_OFF ? NextTerm.AS_NOW : null;
        assertThat(told).isEqualTo(new TermOrder("tenant", "sub-1", autoRenew, standing, nextTerm, "request-1"));
    }

    @Test
    void saysWhatItRenewsTo() {
        var told = OrderTermChange.wish(order(TermInstruction.of(Instruction.NEXT_TERM, SEVEN_SEATS)));

        assertThat(told.nextTerm()).isEqualTo(new NextTerm("A:1", 7, "P1Y", "MONTHLY", null));
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO_RENEW_ON, active, true, true",
        "AUTO_RENEW_ON, active, false, false",
        "AUTO_RENEW_OFF, active, false, true",
        "AUTO_RENEW_OFF, active, true, false",
        "SUSPEND, suspended, false, true",
        "SUSPEND, active, false, false",
        "REACTIVATE, active, false, true",
        "REACTIVATE, suspended, false, false",
        "NEXT_TERM_OFF, active, true, true"
    })
    void recognisesWhatTheProviderHolds(Instruction instruction, String status, boolean autoRenew, boolean holds) {
        assertThat(OrderTermChange.holds(held(status, autoRenew, null), order(TermInstruction.of(instruction))))
                .isEqualTo(holds);
    }

    @Test
    void recognisesTheNextTermByAllOfIt() {
        var order = order(TermInstruction.of(Instruction.NEXT_TERM, SEVEN_SEATS));

        assertThat(OrderTermChange.holds(held("active", true, new NextTerm("A:1", 7, "P1Y", "MONTHLY", null)), order))
                .isTrue();
        assertThat(OrderTermChange.holds(held("active", true, new NextTerm("A:1", 8, "P1Y", "MONTHLY", null)), order))
                .isFalse();
        assertThat(OrderTermChange.holds(held("active", true, null), order)).isFalse();
    }

    private static ProviderSubscription held(String status, boolean autoRenew, @Nullable NextTerm next) {
        return new ProviderSubscription(
                "sub-1",
                "order-1",
                "A:1",
                "Seats",
                10,
                status,
                "P1Y",
                "MONTHLY",
                autoRenew,
                false,
                Instant.EPOCH,
                null,
                null,
                List.of(),
                null,
                next,
                null);
    }

    private static ProvisioningOrder order(TermInstruction instruction) {
        return new ProvisioningOrder(
                "LCL-000001",
                "SUB-000001",
                "partner-center",
                "tenant",
                "US",
                "A:1",
                "P1Y",
                "MONTHLY",
                "Seats",
                10,
                "request-1",
                "sub-1",
                null,
                null,
                null,
                true,
                false,
                instruction,
                0);
    }
}
