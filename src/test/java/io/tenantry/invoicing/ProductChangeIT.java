package io.tenantry.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A subscription that goes on as another one is billed without a gap and without a day twice. */
class ProductChangeIT extends BillingScenario {

    /** Ten E3 at 12.00 go on as ten E5 at 30.00 on 17 January: 120 − 120 × 15/31 + 300 × 15/31 in January. */
    @Test
    void noDayIsBilledTwiceEvenWhereNothingIsRefunded() {
        var contract = given.contract(Terms.monthly("2026-01-01"));
        jdbc.sql("update billing_contract set process_refunds = 'NO' where id = :id")
                .param("id", contract)
                .update();
        var old = given.subscription(contract, "Microsoft 365 E3");
        given.change(old, "2026-01-01", 10, "12.00");
        bill("2026-01-02");
        var successor = moved(contract, old, "2026-01-17");
        bill("2026-02-02");

        var lines = of(contract).stream()
                .flatMap(invoice -> invoice.lines().stream())
                .toList();

        assertThat(lines)
                .filteredOn(line -> line.servicePeriod().equals(period("2026-01-17", "2026-02-01")))
                .extracting(line -> line.amount().plain().toString())
                .containsExactlyInAnyOrder("-58.06 EUR", "145.16 EUR");
        assertThat(sumOf(lines, period("2026-01-01", "2026-02-01"))).isEqualTo("207.10 EUR");
        assertThat(lines)
                .filteredOn(line -> line.servicePeriod().equals(period("2026-02-01", "2026-03-01")))
                .as("from February on only the new one")
                .extracting(InvoiceView.Line::description)
                .containsExactly("Microsoft 365 E5");
        assertThat(seatsOn("2026-01-16", old, successor)).isEqualTo(10);
        assertThat(seatsOn("2026-01-17", old, successor)).isEqualTo(10);
        letNothingGoOut();
    }

    /** As {@code SubscriptionMoves} writes it. */
    private UUID moved(UUID contract, UUID old, String day) {
        var successor = given.subscription(contract, "Microsoft 365 E5");
        var leaving = given.change(old, day, -10, "12.00", false);
        var entering = given.change(successor, day, 10, "30.00");
        jdbc.sql(
                        """
                        insert into subscription_replacement
                            (new_id, old_id, whole, change_date, leaving_id, entering_id, actor, reason, at)
                        values (:new, :old, true, :day, :leaving, :entering, 'test', 'Upgrade', now())""")
                .param("new", successor)
                .param("old", old)
                .param("day", LocalDate.parse(day))
                .param("leaving", leaving)
                .param("entering", entering)
                .update();
        return successor;
    }

    private int seatsOn(String day, UUID... subscriptions) {
        return jdbc.sql(
                        """
                        select sum(quantity_delta) from license_change
                        where subscription_id = any(:subscriptions) and effective_date <= :day""")
                .param("subscriptions", subscriptions)
                .param("day", LocalDate.parse(day))
                .query(Integer.class)
                .single();
    }

    private static String sumOf(List<InvoiceView.Line> lines, Period within) {
        return lines.stream()
                .filter(line -> !line.servicePeriod().from().isBefore(within.from())
                        && !line.servicePeriod().to().isAfter(within.to()))
                .map(InvoiceView.Line::amount)
                .reduce(Money::plus)
                .orElseThrow()
                .plain()
                .toString();
    }

    private static Period period(String from, String to) {
        return Period.of(LocalDate.parse(from), LocalDate.parse(to));
    }
}
