package io.tenantry.remediation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The things around a subject: the change itself, its subscription, and whose they are. Null if there is none. */
record Anchors(
        @Nullable UUID change,
        @Nullable UUID scheduled,
        @Nullable UUID subscription,
        @Nullable UUID account,
        @Nullable UUID contract,
        @Nullable UUID customer,
        @Nullable UUID mismatch) {

    private static final String FIND =
            """
            select g.id as change, p.id as scheduled, coalesce(s.id, w.subscription_id) as subscription, a.id as account, c.id as contract,
                   coalesce(c.customer_id, s.customer_id, a.customer_id) as customer, m.id as mismatch
            from (values (split_part(:subject, '/', 1))) as asked (number)
            left join license_change g on g.number = asked.number
            left join scheduled_license_change p on p.number = asked.number
            left join mismatch m on m.number = asked.number
            left join subscription s
                on s.number = asked.number or s.id in (g.subscription_id, p.subscription_id, m.subscription_id)
            left join provider_account a
                on a.number = asked.number or a.id = coalesce(s.provider_account_id, m.provider_account_id)
            left join invoice i on i.number = asked.number or i.reference = asked.number
            left join billing_contract c
                on c.number = asked.number or c.id = s.billing_contract_id or c.id = i.billing_contract_id
            left join lateral (
                select l.subscription_id
                from invoice d
                join invoice_line l on l.invoice_id = d.id and l.kind = 'WRITE_IN' and l.subscription_id is not null
                where s.id is null and d.billing_contract_id = c.id and d.status = 'DRAFT'
                order by d.created_at, l.position
                limit 1) w on true
            """;

    boolean isNone() {
        return subscription == null && account == null && contract == null;
    }

    static Anchors of(String subject, JdbcClient jdbc) {
        return jdbc.sql(FIND).param("subject", subject).query(Anchors.class).single();
    }
}
