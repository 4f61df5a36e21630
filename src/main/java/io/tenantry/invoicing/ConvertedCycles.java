package io.tenantry.invoicing;

import io.tenantry.pricing.BilledConversions;
import io.tenantry.pricing.CurrencyPair;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds in the proofs of lines at which exchange rates they were billed. What was voided or credited is billed no more. */
@Component
class ConvertedCycles implements BilledConversions {

    private final JdbcClient jdbc;

    ConvertedCycles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public NavigableSet<LocalDate> cycleStarts(CurrencyPair pair) {
        return new TreeSet<>(jdbc.sql(
                        """
                        select distinct cast(l.proof -> 'cycle' ->> 'from' as date)
                        from billing_contract b
                        join subscription s on s.billing_contract_id = b.id
                        join allocation a on a.subscription_id = s.id and a.live and a.state = 'BILLED'
                        join invoice_line l on l.invoice_id = a.invoice_id and l.position = a.position
                        cross join json_array_elements(l.proof -> 'exchangeRates') as used (rate)
                        where b.currency = :to
                          and exists (select 1 from license_change c
                                      where c.subscription_id = s.id and c.currency = :from)
                          and used.rate ->> 'from' = :from and used.rate ->> 'to' = :to
                        """)
                .param("from", pair.from())
                .param("to", pair.to())
                .query(LocalDate.class)
                .list());
    }
}
