package io.tenantry.invoicing;

import io.tenantry.customer.RemappingObjections;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A tenant whose subscriptions were billed does not go to another customer by itself: the invoices stay with who got
 * them, and the next one would charge the other for days that were paid. A credit note frees them.
 */
@Component
class BilledTenants implements RemappingObjections {

    private static final int NAMED = 5;

    private final JdbcClient jdbc;

    BilledTenants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> against(UUID providerAccountId) {
        return jdbc.sql(
                        """
                        select s.number, s.name, c.number as contract,
                               string_agg(distinct coalesce(i.number, 'a draft'), ', ') as invoices
                        from subscription s
                        join billing_contract c on c.id = s.billing_contract_id
                        join allocation a on a.subscription_id = s.id and a.live
                        join invoice i on i.id = a.invoice_id
                        where s.provider_account_id = :account
                        group by s.number, s.name, c.number
                        order by s.number
                        limit :most""")
                .param("account", providerAccountId)
                .param("most", NAMED)
                .query((row, number) ->
                        "Subscription %s (%s) was billed by contract %s on %s; credit or void that first, or end the subscription and let the new customer begin with one of its own."
                                .formatted(
                                        row.getString("number"),
                                        row.getString("name"),
                                        row.getString("contract"),
                                        row.getString("invoices")))
                .list();
    }
}
