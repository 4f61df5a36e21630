package io.tenantry.remediation;

/**
 * The statements behind {@link Symptom}, each over everything at once. They know {@code :today}, the first day that counts
 * now, and {@code :patience}, the time before which something that waits is nobody's business yet.
 */
final class SymptomQueries {

    /** Nothing keeps a trace of it; somebody who met it opens the case. */
    static final String NEVER = "select cast(null as text) as subject, cast(null as text) as seen where false";

    /**
     * The changes whose process has stopped at a step. A scheduled one goes on under its own number after it was merged, so
     * that the number of its process is not the change's.
     */
    private static final String STOPPED_CHANGES =
            """
            select coalesce(merged.number, r.business_key_)
            from act_ru_incident i
            join act_ru_execution p on p.id_ = i.proc_inst_id_
            join act_ru_execution r on r.id_ = p.root_proc_inst_id_
            left join scheduled_license_change planned on planned.number = r.business_key_
            left join license_change merged on merged.id = planned.license_change_id
            where i.root_cause_incident_id_ = i.id_
            """;

    /** Its own day has not come, nor the one on which the provider is to be told, or both have only just come. */
    private static final String AHEAD =
            """
            (greatest(g.created_at, cast(g.effective_date as timestamptz)) >= :patience
             or exists (select from scheduled_license_change planned
                        where planned.license_change_id = g.id and planned.provision_on >= :patience))
            """;

    /**
     * One for a later day is in nobody's way until that day is over, unless its process stops before it has come: then
     * nothing would ever wake it. The half of a move that enters has no case of its own: it goes as the other one does.
     */
    static final String CHANGE_NOT_PROVISIONED =
            """
            select g.number as subject,
                   case g.provisioning_status
                       when 'FAILED_PROVISIONING' then 'It failed: ' || coalesce(g.provider_message, 'without a reason')
                       else 'It awaits provisioning since ' || to_char(g.created_at, 'YYYY-MM-DD HH24:MI')
                            || coalesce(': ' || g.waiting_words, '')
                   end as seen
            from license_change g
            where not exists (select from subscription_replacement move
                              where move.entering_id = g.id and move.reversed_at is null)
              and (g.provisioning_status = 'FAILED_PROVISIONING'
               or g.provisioning_status = 'AWAITING_PROVISIONING'
                  and (g.waiting_for in
                           ('PERSON', 'MAPPING', 'CREDIT_HOLD', 'AGREEMENT', 'PROVIDER_INACTIVE', 'CORRECTION')
                       or not %s
                       or g.number in (%s)))
            """
                    .formatted(AHEAD, STOPPED_CHANGES);

    /**
     * One that was put right before its day and only waits for that is stuck no more, unless somebody asked about it by
     * name: who wants it sooner is not answered by its day.
     */
    static final String CHANGE_STILL_OPEN =
            """
            select g.number as subject
            from license_change g
            where g.provisioning_status = 'FAILED_PROVISIONING'
               or g.provisioning_status = 'AWAITING_PROVISIONING'
                  and (g.waiting_for is distinct from 'EFFECTIVE_DATE'
                       or not %s
                       or g.number in (%s)
                       or exists (select from remediation_case k
                                  where k.symptom = 'CHANGE_NOT_PROVISIONED' and k.subject = g.number and k.by_hand
                                    and k.closed_at is null))
            """
                    .formatted(AHEAD, STOPPED_CHANGES);

    static final String MERGE_FAILED =
            """
            select g.number as subject, coalesce(g.message, 'Merge failed') as seen
            from scheduled_license_change g
            where g.status = 'MERGE_FAILED'
            """;

    /** One that was set back to pending is only rid of it when it was merged, or its hour has been moved. */
    static final String MERGE_STILL_DUE =
            """
            select g.number as subject
            from scheduled_license_change g
            where g.status = 'MERGE_FAILED' or g.status = 'PENDING' and g.merge_on <= :now
            """;

    /** Until the subscription is reduced, or will be. */
    static final String REDUCTION_STILL_WANTED =
            """
            select c.subject
            from remediation_case c
            join subscription s on s.number = c.subject
            where c.symptom = 'REDUCTION_REFUSED' and c.closed_at is null
              and not exists (
                  select 1 from scheduled_license_change g
                  where g.subscription_id = s.id and g.created_at >= c.opened_at and g.status <> 'CANCELLED')
              and not exists (
                  select 1 from license_change g
                  where g.subscription_id = s.id and g.created_at >= c.opened_at and g.quantity_delta < 0)
            """;

    static final String ACCOUNT_UNMAPPED =
            """
            select a.number as subject,
                   'Found on ' || to_char(a.discovered_at, 'YYYY-MM-DD') || ' and not mapped that day' as seen
            from provider_account a
            where a.customer_id is null and a.discovered_at < cast(:today as date)
            """;

    static final String ACCOUNT_STILL_UNMAPPED =
            "select a.number as subject from provider_account a where a.customer_id is null";

    /** What is on its way to be provisioned is checked by its own process, and what has no customer by its account. */
    static final String SUBSCRIPTION_INCOMPLETE =
            """
            select v.number as subject, 'It lacks its ' || v.missing as seen
            from view_subscription_without_price v
            join subscription s on s.number = v.number
            where s.status = 'ACTIVE' and s.customer_id is not null
            """;

    static final String LINE_HELD_BACK =
            """
            select s.number as subject, (array_agg(q.reason order by q.period))[1] as seen
            from quarantined_line q
            join subscription s on s.id = q.subscription_id
            where q.closed_at is null
            group by s.number
            """;

    static final String WRITE_IN_HELD =
            """
            select c.number as subject, (array_agg(i.review_reason order by i.created_at))[1] as seen
            from invoice i
            join billing_contract c on c.id = i.billing_contract_id
            where i.status = 'DRAFT' and i.review_reason is not null
              and exists (select 1 from invoice_line l where l.invoice_id = i.id and l.kind = 'WRITE_IN')
            group by c.number
            """;

    static final String DRAFTS_IN_REVIEW =
            """
            select c.number as subject, (array_agg(i.review_reason order by i.created_at))[1] as seen
            from invoice i
            join billing_contract c on c.id = i.billing_contract_id
            where i.status = 'DRAFT' and i.review_reason is not null
              and not exists (select 1 from invoice_line l where l.invoice_id = i.id and l.kind = 'WRITE_IN')
            group by c.number
            """;

    /** A day's grace: the daily run of the next invoice date may still be at work. */
    static final String INVOICE_NOT_GENERATED =
            """
            select c.number as subject,
                   coalesce((select 'The cycle from ' || lower(b.period) || ' is in error: ' || coalesce(b.message, '')
                             from billing_cycle b
                             where b.billing_contract_id = c.id and b.status = 'ERROR'
                             order by b.period limit 1),
                            'The next invoice date ' || c.next_invoice_date || ' is over and nothing was billed') as seen
            from billing_contract c
            where exists (select 1 from billing_cycle b where b.billing_contract_id = c.id and b.status = 'ERROR')
               or c.status = 'ACTIVE' and c.next_invoice_date < cast(:today as date) - 1
                  and (c.end_date is null or c.next_invoice_date < c.end_date)
                  and not exists (
                      select 1 from invoice i
                      where i.billing_contract_id = c.id and i.status = 'DRAFT' and i.review_reason is not null)
                  and not exists (
                      select 1
                      from quarantined_line q
                      where q.billing_contract_id = c.id and q.closed_at is null)
                  and exists (
                      select 1 from subscription s where s.billing_contract_id = c.id and s.quantity > 0 and s.billable)
            """;

    /** Whoever asked is answered by an invoice, or acknowledges why there is none. */
    static final String INVOICE_STILL_NOT_GENERATED =
            "select f.subject from (" + INVOICE_NOT_GENERATED + ") as f union all "
                    + """
                    select k.subject
                    from remediation_case k
                    join billing_contract c on c.number = k.subject
                    where k.symptom = 'INVOICE_NOT_GENERATED' and k.by_hand and k.closed_at is null
                      and not exists (
                          select 1 from invoice i
                          where i.billing_contract_id = c.id and i.created_at >= k.opened_at and i.status <> 'VOID')
                    """;

    /** What had no price when it was made is billed with the entry that brought its price. */
    static final String CHANGE_STILL_NOT_BILLED =
            """
            select c.subject
            from remediation_case c
            join license_change g on g.number = c.subject
            where c.symptom = 'CHANGE_NOT_BILLED' and c.closed_at is null
              and not exists (
                  select 1
                  from allocation a
                  where a.subscription_id = g.subscription_id and a.live and a.state = 'BILLED'
                    and (g.sequence <@ a.changes
                         or lower(a.changes) > g.sequence
                            and not exists (select 1 from license_change p
                                            where p.subscription_id = g.subscription_id and p.sequence <= g.sequence
                                              and p.monthly_unit_price is not null)))
            """;

    static final String BILLED_AFTER_ITS_END =
            """
            select s.number as subject,
                   case when c.status = 'ACTIVE'
                        then 'It is ' || s.status || ' at the provider and counts ' || counted.seats || ' seats on contract '
                             || c.number
                        else 'Contract ' || c.number || ' is inactive and it goes on with ' || counted.seats || ' seats'
                   end as seen
            from subscription s
            join billing_contract c on c.id = s.billing_contract_id
            cross join lateral (
                select case when s.status = 'ACTIVE' then s.quantity
                            else (select sum(g.quantity_delta) from license_change g
                                  where g.subscription_id = s.id and g.billing_status = 'ACTIVE') end as seats) counted
            where s.billable
              and (s.status in ('INACTIVE', 'CANCELLED', 'EXPIRED') and c.status = 'ACTIVE'
                   or s.status = 'ACTIVE' and c.status = 'INACTIVE')
              and counted.seats > 0
            """;

    /**
     * Included in the price of its parent, so its line charges nothing and says nothing to the customer. Hidden meanwhile,
     * it stays on the draft until that is made anew.
     */
    static final String CHILD_ON_INVOICE =
            """
            select s.number as subject, 'Its parent includes it, and draft ' || min(i.reference) || ' shows it' as seen
            from invoice i
            join invoice_line l on l.invoice_id = i.id
            join subscription s on s.id = l.subscription_id
            where i.status = 'DRAFT' and i.review_reason is not null and s.parent_id is not null
              and l.amount = 0 and l.unit_price = 0 and l.kind in ('FULL_CYCLE', 'MID_CYCLE')
            group by s.number
            """;

    /** A license change that is not settled has a case of its own, which tells of its step too. */
    static final String STEP_STOPPED =
            """
            select coalesce(nullif(r.business_key_, ''), d.key_, 'engine') || '/'
                       || coalesce(i.failed_activity_id_, i.activity_id_, 'job') as subject,
                   min(coalesce(i.incident_msg_, 'It failed without a message')) as seen
            from act_ru_incident i
            left join act_ru_execution p on p.id_ = i.proc_inst_id_
            left join act_ru_execution r on r.id_ = p.root_proc_inst_id_
            left join act_re_procdef d on d.id_ = i.proc_def_id_
            where i.root_cause_incident_id_ = i.id_ and coalesce(d.key_, '') <> 'remediation'
              and not exists (
                  select 1
                  from license_change g
                  where g.provisioning_status in ('AWAITING_PROVISIONING', 'FAILED_PROVISIONING')
                    and (g.number = r.business_key_
                         or g.id = (select s.license_change_id from scheduled_license_change s
                                    where s.number = r.business_key_)))
            group by 1
            """;

    /** A job that was given a try keeps its failure until it has succeeded. */
    static final String STEP_STILL_FAILING =
            """
            select coalesce(nullif(r.business_key_, ''), d.key_, 'engine') || '/'
                       || coalesce(j.failed_act_id_, e.act_id_, 'job') as subject
            from act_ru_job j
            left join act_ru_execution p on p.id_ = j.process_instance_id_
            left join act_ru_execution r on r.id_ = p.root_proc_inst_id_
            left join act_ru_execution e on e.id_ = j.execution_id_
            left join act_re_procdef d on d.id_ = j.process_def_id_
            where j.exception_msg_ is not null or j.retries_ = 0
            """;

    private SymptomQueries() {}
}
