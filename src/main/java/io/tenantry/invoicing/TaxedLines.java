package io.tenantry.invoicing;

import io.tenantry.shared.Period;
import io.tenantry.tax.BilledTaxes;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the lines that were billed at a tax service's rates. One of a subscription that was ever of a product of the
 * category counts: a change within its cycle may be taxed as that.
 */
@Component
class TaxedLines implements BilledTaxes {

    private final JdbcClient jdbc;

    TaxedLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Billed> within(UUID taxService, String productCategory, Period span) {
        return jdbc.sql(
                        """
                        select k.country, k.region, upper(a.period) - 1 as day,
                               max(coalesce(i.number, i.reference)) as invoice
                        from billing_contract b
                        join customer k on k.id = b.customer_id
                        join subscription s on s.billing_contract_id = b.id
                        join allocation a on a.subscription_id = s.id and a.live and a.state = 'BILLED'
                        join invoice i on i.id = a.invoice_id
                        where b.tax_service_id = :service
                          and upper(a.period) > :from and upper(a.period) <= :to
                          and (exists (select 1 from license_change c
                                       join product p on p.id = c.product_id
                                       where c.subscription_id = s.id and p.tax_category = :category)
                               or :category = coalesce((select p.tax_category from product p where p.id = s.product_id),
                                                       'STANDARD'))
                        group by k.country, k.region, upper(a.period)
                        order by upper(a.period) desc, k.country, k.region
                        """)
                .param("service", taxService)
                .param("from", span.from())
                .param("to", span.to())
                .param("category", productCategory)
                .query(Billed.class)
                .list();
    }
}
