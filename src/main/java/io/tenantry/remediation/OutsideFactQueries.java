package io.tenantry.remediation;

import java.util.List;

/** Looks up what a sync has noticed, what the provider says otherwise, and what became of invoices that were taken back. */
final class OutsideFactQueries {

    /** The one that the case is about, else any of the subscription. */
    static final String MISMATCH =
            """
            select m.number as mismatch_number, m.kind as mismatch_kind, m.ours as mismatch_ours,
                   m.theirs as mismatch_theirs, m.proposal as mismatch_proposal,
                   m.provider_subscription_id as mismatch_id_there
            from mismatch m
            where m.id = cast(:mismatch as uuid)
               or cast(:mismatch as uuid) is null and m.subscription_id = :subscription and m.status = 'OPEN'
            order by m.opened_at, m.number
            limit 1
            """;

    private static final String FINDING =
            """
            select f.kind as finding_kind, f.words as finding_words, f.fix as finding_fix
            from sync_finding f
            where f.subscription_id = :subscription and f.closed_at is null
            order by f.kind
            limit 1
            """;

    /** Seat by seat the same comes first. */
    static final String SUCCESSION = "select former.number as replaced_old, later.number as replaced_new,"
            + " later.start_date as replaced_from "
            + OutsideQueries.SUCCESSION
            + """
                and case when cast(:subscription as uuid) is not null
                         then cast(:subscription as uuid) in (later.id, former.id)
                         else cast(:contract as uuid) in (later.billing_contract_id, former.billing_contract_id) end
              order by later.quantity = former.quantity desc, later.start_date desc, later.number, former.number
              limit 1
              """;

    /** Fewer days are stricter; never is strictest of all. */
    private static final String RULES =
            """
            with recursive
            above (id, parent_id) as (
                select id, parent_id from subscription where id = :subscription
                union
                select s.id, s.parent_id from subscription s join above a on s.id = a.parent_id),
            tree (id) as (
                select id from above where parent_id is null
                union
                select s.id from subscription s join tree t on s.parent_id = t.id),
            ruled as (
                select s.id, s.number, s.status,
                       coalesce(s.quantity_reduction_behavior, 'ALLOWED')
                           || coalesce(' ' || s.quantity_reduction_window || ' days', '') as rule,
                       case s.quantity_reduction_behavior
                           when 'DISALLOWED' then -1
                           when 'ALLOWED_WITHIN_WINDOW' then coalesce(s.quantity_reduction_window, 0)
                           else 1000 end as days
                from subscription s join tree t on t.id = s.id)
            select own.rule as reduction_rule, linked.number as linked_strictest, linked.rule as linked_strictest_rule
            from ruled own
            left join lateral (
                select r.number, r.rule from ruled r
                where r.id <> own.id and r.days < own.days and r.status in ('AWAITING_PROVISIONING', 'ACTIVE', 'SUSPENDED')
                order by r.days, r.number
                limit 1) linked on true
            where own.id = :subscription
            """;

    private static final String LINKED =
            """
            select (select count(*) from subscription c where c.linked_to_id = s.id) as linked_children,
                   (select d.seats from (%s) as d where d.id = s.id) as linked_drift
            from subscription s
            where s.id = :subscription and exists (select 1 from subscription c where c.linked_to_id = s.id)
            """
                    .formatted(OutsideQueries.DRIFT);

    static final List<String> OF_SUBSCRIPTION = List.of(FINDING, RULES, LINKED);

    /** One whose days no other invoice bills. */
    static final String VOIDED =
            """
            select coalesce(i.number, i.reference) as voided_invoice
            from invoice i
            where i.billing_contract_id = :contract and i.kind = 'INVOICE' and i.status = 'VOID'
              and not exists (
                  select 1 from invoice o
                  where o.billing_contract_id = i.billing_contract_id and o.kind = 'INVOICE' and o.status <> 'VOID'
                    and o.period && i.period)
            order by i.created_at desc
            limit 1
            """;

    /** What an invoice that was voided or credited had settled is free again, unless it was waived with that. */
    static final String VOIDED_OF_CHANGE =
            """
            select (select coalesce(i.number, i.reference)
                    from allocation a
                    join invoice i on i.id = a.invoice_id
                    where a.subscription_id = g.subscription_id and g.sequence <@ a.changes and not a.live
                    order by i.created_at desc
                    limit 1) as voided_invoice,
                   (select a.waive_reason
                    from allocation a
                    where a.subscription_id = g.subscription_id and g.sequence <@ a.changes and a.live
                      and a.state = 'WAIVED'
                    order by a.period desc
                    limit 1) as change_waived
            from license_change g
            where g.id = :change
            """;

    private OutsideFactQueries() {}
}
