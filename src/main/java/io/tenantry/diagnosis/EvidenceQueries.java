package io.tenantry.diagnosis;

/** The statements behind {@link Evidence}. */
final class EvidenceQueries {

    static final String CONTRACT =
            """
            select c.number, c.name, c.status, k.number as customer_number, k.name as customer_name, c.start_date,
                   c.end_date, c.frequency_months, c.billing_policy, c.next_invoice_date, c.currency,
                   l.name as price_list, l.currency as price_list_currency, c.process_refunds,
                   '' not in (btrim(k.street), btrim(k.postal_code), btrim(k.city), btrim(k.country)) as address_complete
            from billing_contract c
            join customer k on k.id = c.customer_id
            join price_list l on l.id = c.price_list_id
            where c.id = :contract
            """;

    static final String SUBSCRIPTIONS =
            """
            select s.number, s.name, s.status, s.billable, p.sku_title as product,
                   s.provider_part_number as part_number, s.term, s.sales_unit, s.unit_months,
                   u.months as unit_months_now, s.quantity,
                   trim_scale(s.unit_price) || ' ' || s.currency as unit_price, s.currency, s.start_date, s.end_date,
                   array(select o.number from subscription o
                         where o.customer_id = s.customer_id and o.product_id = s.product_id and o.id <> s.id
                           and o.billable and o.billing_contract_id is not null and o.quantity > 0
                         order by o.number) as same_product_elsewhere
            from subscription s
            left join product p on p.id = s.product_id
            left join unit_mapping u on u.unit = s.sales_unit
            where s.billing_contract_id = :contract
            order by s.number
            """;

    static final String CHANGES =
            """
            select g.number, s.number as subscription, g.sequence, g.event, g.effective_date, g.quantity_delta,
                   g.quantity_after, trim_scale(g.unit_price) || ' ' || g.currency as unit_price, g.sales_unit,
                   g.currency, g.refund, g.provisioning_status, g.billing_status, g.actor, g.reason, g.created_at,
                   trim_scale(listed.selling_price) || ' ' || listed.currency as list_price,
                   listed.selling_price is not distinct from g.unit_price as price_fits,
                   array(select coalesce(i.number, i.reference)
                         from allocation a join invoice i on i.id = a.invoice_id
                         where a.subscription_id = s.id and g.sequence <@ a.changes and a.live and a.state = 'BILLED'
                         order by i.created_at, 1) as billed_on
            from license_change g
            join subscription s on s.id = g.subscription_id
            join billing_contract c on c.id = s.billing_contract_id
            left join lateral (
                select i.selling_price, l.currency
                from price_list_item i
                join price_list l on l.id = i.price_list_id
                where i.price_list_id = c.price_list_id and i.product_id = coalesce(g.product_id, s.product_id)
                  and i.unit = coalesce(g.sales_unit, s.sales_unit) and i.term = s.term
                  and i.valid @> g.effective_date) listed on true
            where s.billing_contract_id = :contract
            order by s.number, g.sequence desc
            limit 200
            """;

    static final String SCHEDULED =
            """
            select g.number, s.number as subscription, g.change_type, g.quantity_delta, g.effective_date, g.status,
                   g.message
            from scheduled_license_change g
            join subscription s on s.id = g.subscription_id
            where s.billing_contract_id = :contract and g.status in ('PENDING', 'MERGE_FAILED')
            order by g.effective_date
            limit 200
            """;

    static final String CYCLES =
            """
            select cycle_number, lower(period) as first_day, upper(period) as end_day, bill_on, status, message
            from billing_cycle
            where billing_contract_id = :contract
            order by cycle_number desc
            limit 200
            """;

    static final String INVOICES =
            """
            select i.reference, i.number, i.kind, i.status, lower(i.period) as first_day, upper(i.period) as end_day,
                   trim_scale(i.total) || ' ' || i.currency as total, r.number as run,
                   coalesce(o.number, o.reference) as corrects, i.review_reason, i.created_at
            from invoice i
            left join billing_run r on r.id = i.billing_run_id
            left join invoice o on o.id = i.corrects_invoice_id
            where i.billing_contract_id = :contract
            order by i.created_at desc, i.reference desc
            limit 200
            """;

    static final String LINES =
            """
            select coalesce(i.number, i.reference) as invoice, i.status as invoice_status, l.position, l.kind,
                   s.number as subscription, g.number as change, l.description, lower(l.service_period) as first_day,
                   upper(l.service_period) as end_day, l.quantity,
                   trim_scale(l.unit_price) || ' ' || i.currency as unit_price, l.share,
                   trim_scale(l.amount) || ' ' || i.currency as amount
            from invoice i
            join invoice_line l on l.invoice_id = i.id
            left join subscription s on s.id = l.subscription_id
            left join license_change g on g.id = l.license_change_id
            where i.billing_contract_id = :contract and i.status <> 'VOID'
            order by lower(l.service_period) desc, s.number, i.created_at, l.position
            limit 200
            """;

    static final String WAIVED =
            """
            select s.number as subscription,
                   (select string_agg(g.number, ', ' order by g.sequence) from license_change g
                    where g.subscription_id = s.id and g.sequence <@ a.changes) as changes,
                   lower(a.period) as first_day, upper(a.period) as end_day,
                   round(a.amount, 2) || ' ' || a.currency as amount, a.waive_reason
            from allocation a
            join subscription s on s.id = a.subscription_id
            where s.billing_contract_id = :contract and a.live and a.state = 'WAIVED'
            order by lower(a.period) desc, s.number
            limit 200
            """;

    static final String QUARANTINED =
            """
            select s.number as subscription, lower(q.period) as first_day, upper(q.period) as end_day, q.code, q.reason,
                   q.owner, q.opened_at
            from quarantined_line q
            join subscription s on s.id = q.subscription_id
            where q.billing_contract_id = :contract and q.closed_at is null
            order by lower(q.period) desc, s.number
            limit 200
            """;

    static final String PRICES =
            """
            select s.number as subscription, l.name as price_list, i.unit, i.term,
                   trim_scale(i.selling_price) || ' ' || l.currency as price, lower(i.valid) as first_day,
                   upper(i.valid) as end_day
            from subscription s
            join billing_contract c on c.id = s.billing_contract_id
            join price_list_item i on i.price_list_id = c.price_list_id and i.product_id = s.product_id
            join price_list l on l.id = i.price_list_id
            where s.billing_contract_id = :contract
            order by s.number, lower(i.valid) desc, i.unit, i.term
            limit 200
            """;

    static final String RUNS =
            """
            select r.number as run, r.as_of, r.status as run_status, i.status, i.reason, r.created_at
            from billing_run_item i
            join billing_run r on r.id = i.billing_run_id
            where i.billing_contract_id = :contract
            order by r.created_at desc
            limit 20
            """;

    private EvidenceQueries() {}
}
