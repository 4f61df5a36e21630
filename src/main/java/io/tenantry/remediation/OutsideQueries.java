package io.tenantry.remediation;

/**
 * The statements behind the {@link Symptom symptoms} that come from outside: what a provider says otherwise than the
 * ledger, what was found there, and what was done there past the application.
 */
final class OutsideQueries {

    /** What is there because an order of ours failed has the case of that order, which tells of both. */
    static final String PROVIDER_DIFFERS =
            """
            select m.number as subject,
                   coalesce(s.number, m.provider_subscription_id) || ' differs in ' || m.kind || ': here '
                       || coalesce(nullif(m.ours, ''), 'nothing') || ', there '
                       || coalesce(nullif(m.theirs, ''), 'nothing') as seen
            from mismatch m
            left join subscription s on s.id = m.subscription_id
            where m.status = 'OPEN'
              and not exists (
                  select 1
                  from license_change g
                  join remediation_case k on k.subject = g.number and k.closed_at is null
                  where g.subscription_id = m.subscription_id and k.symptom = 'CHANGE_NOT_PROVISIONED')
            """;

    static final String PROVIDER_STILL_DIFFERS = "select m.number as subject from mismatch m where m.status = 'OPEN'";

    /** What has no customer has the case of its tenant. */
    static final String SUBSCRIPTION_INCOMPLETE =
            """
            select lacks.number as subject, min(lacks.words) as seen
            from (%s
                  union all
                  select s.number, f.words
                  from sync_finding f
                  join subscription s on s.id = f.subscription_id
                  where f.closed_at is null and f.kind <> 'ACCOUNT' and s.status in ('ACTIVE', 'SUSPENDED')
                 ) as lacks (number, words)
            group by lacks.number
            """
                    .formatted(SymptomQueries.SUBSCRIPTION_INCOMPLETE);

    /**
     * Of two live subscriptions of one tenant and product, the later one that may be the former one under another term:
     * {@code later} and {@code former}.
     */
    static final String SUCCESSION =
            """
            from subscription later
            join subscription former
                on former.provider_account_id = later.provider_account_id and former.id <> later.id
                   and former.provider = later.provider and former.product_id = later.product_id
                   and former.start_date < later.start_date
            where later.status = 'ACTIVE' and former.status = 'ACTIVE' and later.billable and former.billable
              and later.quantity > 0 and former.quantity >= later.quantity and former.term <> later.term
              and not exists (
                  select 1 from subscription_replacement r
                  where (r.new_id = later.id or r.old_id = former.id) and r.reversed_at is null)
            """;

    /** Seat by seat the same, for a longer term, and begun at the provider: few buy it so, many convert it so. */
    static final String GOES_ON_TWICE =
            "select later.number as subject, later.number || ' began at the provider on ' || min(later.start_date)"
                    + " || ' with the product and the seats of ' || min(former.number) || ', which goes on' as seen "
                    + SUCCESSION
                    + """
                      and later.channel = 'PROVIDER' and former.quantity = later.quantity
                      and case when later.term ~ '^P([0-9]+[YM])+$' and former.term ~ '^P([0-9]+[YM])+$'
                               then cast(later.term as interval) > cast(former.term as interval) else false end
                    group by later.number
                    """;

    /** What its linked subscriptions did not push, since the first of them did. */
    static final String DRIFT =
            """
            select p.id, p.number, sum(g.quantity_delta) as seats
            from (select subscription_id, min(sequence) as first
                  from license_change
                  where pushed_by_id is not null
                  group by subscription_id) pushed
            join subscription p on p.id = pushed.subscription_id and p.status in ('ACTIVE', 'SUSPENDED')
            join license_change g
                on g.subscription_id = p.id and g.pushed_by_id is null and g.sequence > pushed.first
            group by p.id, p.number
            """;

    static final String LINKED_OUT_OF_STEP = "select d.number as subject, 'Its quantity was changed by '"
            + " || to_char(d.seats, 'SG999999990FM') || ' past its linked subscriptions' as seen from ("
            + DRIFT + ") as d where d.seats <> 0";

    /** The audit keeps why, each day anew, until it went on. */
    static final String TERM_NOT_SETTLED =
            """
            select s.number as subject, 'Its term ended on ' || s.commitment_end || ' and did not go on: ' || e.reason as seen
            from subscription s
            join lateral (
                select a.reason, a.at from audit_entry a
                where a.subject = s.number and a.action = 'term-not-settled'
                order by a.id desc
                limit 1) e on e.at > s.commitment_end
            where s.status in ('ACTIVE', 'SUSPENDED') and s.commitment_end < cast(:today as date)
            """;

    private OutsideQueries() {}
}
