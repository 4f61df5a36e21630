package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself refuses, whoever writes to it. */
class LedgerGuardIT extends LedgerScenario {

    @Test
    void aQuantityIsAlwaysTheSumOfTheChanges() {
        var subscription = subscriptions.create(tenSeats()).number();

        assertThatThrownBy(() -> jdbc.sql("update subscription set quantity = 12 where number = :number")
                        .param("number", subscription)
                        .update())
                .hasMessageContaining("holds quantity 12 but its license changes add up to 10");
        assertThat(subscriptions.get(subscription).quantity()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantity_delta = 11",
                "quantity_after = 11",
                "monthly_unit_price = 1",
                "effective_date = effective_date + 1",
                "actor = 'nobody'",
                "reason = 'other'",
                "refund = false",
                "sequence = 2"
            })
    void aChangeIsWrittenOnce(String cheat) {
        var change = lastChange(subscriptions.create(tenSeats()).number());

        assertThatThrownBy(() -> jdbc.sql("update license_change set " + cheat + " where number = :number")
                        .param("number", change)
                        .update())
                .hasMessageContaining(change + " is written once");
    }

    @Test
    void aChangeIsNeverDeleted() {
        var change = lastChange(subscriptions.create(tenSeats()).number());

        assertThatThrownBy(() -> jdbc.sql("delete from license_change where number = :number")
                        .param("number", change)
                        .update())
                .hasMessageContaining(change + " cannot be deleted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update status_change set actor = 'nobody'", "delete from status_change"})
    void aStatusHistoryIsNeverRewritten(String cheat) {
        subscriptions.create(tenSeats());

        assertThatThrownBy(() -> jdbc.sql(cheat).update()).isNotNull();
    }

    @Test
    void noSubscriptionIsItsOwnGrandparent() {
        var base = subscriptions.create(tenSeats()).number();
        var addOn = subscriptions.create(anAddOnOf(base)).number();
        var addOnToAddOn = subscriptions.create(anAddOnOf(addOn)).number();

        assertThatThrownBy(() -> jdbc.sql(
                                """
                                update subscription
                                set parent_id = (select id from subscription where number = :last)
                                where number = :first""")
                        .param("last", addOnToAddOn)
                        .param("first", base)
                        .update())
                .hasMessageContaining(base + " cannot be its own parent or grandparent");
    }
}
