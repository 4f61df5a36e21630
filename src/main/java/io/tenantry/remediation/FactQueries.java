package io.tenantry.remediation;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements that look the facts up, one for each thing around the subject. A column is named like the {@link Fact}
 * that it tells; one that no fact is named like is an error.
 */
final class FactQueries {

    static final String CHANGE =
            """
            select g.number as change_number, g.event as change_event, g.instruction as change_instruction,
                   g.sequence > 1 and (coalesce(g.instruction, '') = 'TRIAL_TO_PAID' or exists (
                       select 1 from license_change former
                       where former.subscription_id = g.subscription_id and former.sequence = g.sequence - 1
                         and former.product_id <> g.product_id)) as change_moves_product,
                   g.provisioning_status as change_status,
                   g.billing_status as change_billing_status, g.source as change_source,
                   g.effective_date as change_effective_date, g.effective_date - cast(:today as date) as change_days_ahead,
                   g.quantity_delta as change_quantity_delta, g.quantity_after as change_quantity_after,
                   cast(extract(epoch from :now - g.created_at) / 3600 as integer) as change_waits_hours,
                   g.provider_message, g.waiting_for, g.waiting_words, g.waiting_on,
                   cast(extract(epoch from :now - g.waiting_since) / 3600 as integer) as waiting_hours,
                   exists (select 1 from allocation a
                           where a.subscription_id = g.subscription_id and g.sequence <@ a.changes and a.live
                             and a.state = 'BILLED') as change_billed,
                   g.found_there as change_quantity_found,
                   case when g.found_there is not null then g.told_from end as change_quantity_expected,
                   case when g.found_there is not null then g.told_target end as change_quantity_ours,
                   g.found_there + g.quantity_delta as change_quantity_together
            from license_change g
            where g.id = :change
            """;

    static final String BLOCKER =
            """
            select b.number as blocker_number, b.provisioning_status as blocker_status,
                   b.provider_message as blocker_message,
                   (select m.number from subscription_replacement r
                    join license_change m on m.id = r.leaving_id and m.instruction = 'MOVE'
                    where b.id in (r.leaving_id, r.entering_id) and r.reversed_at is null) as blocking_move
            from license_change b
            where b.subscription_id = :subscription
              and b.provisioning_status in ('AWAITING_PROVISIONING', 'FAILED_PROVISIONING')
              and b.id is distinct from :change
              and b.sequence < coalesce((select g.sequence from license_change g where g.id = :change), 2147483647)
            order by b.sequence
            limit 1
            """;

    static final String SCHEDULED =
            """
            select g.number as scheduled_number, g.status as scheduled_status, g.message as scheduled_message, g.cause as merge_cause,
                   g.effective_date as scheduled_effective_date,
                   g.effective_date - cast(:today as date) as scheduled_days_ahead,
                   g.quantity_delta as scheduled_quantity_delta,
                   (select p.provider_part_number from product p where p.id = g.product_id) as scheduled_part_number
            from scheduled_license_change g
            where g.id = :scheduled
            """;

    static final String SUBSCRIPTION =
            """
            select s.number as subscription_number, s.name as subscription_name, s.status as subscription_status,
                   s.quantity as subscription_quantity, s.channel as subscription_channel,
                   s.start_date as subscription_start_date, s.end_date as subscription_end_date, s.billable,
                   s.show_on_invoice, s.commitment_end, s.term, s.provider_part_number as part_number,
                   s.product_id is not null as product_known,
                   (select p.provider_part_number from product p
                    where p.provider = s.provider and p.provider_part_number = s.provider_part_number
                    limit 1) as product_in_catalog,
                   s.sales_unit, exists (select 1 from unit_mapping u where u.unit = s.sales_unit) as sales_unit_mapped,
                   trim_scale(s.unit_price) || ' ' || s.currency as unit_price, s.currency,
                   s.provider_subscription_id is not null as in_providers_hands, s.provider,
                   (select count(*) from license_change g
                    where g.subscription_id = s.id
                      and g.provisioning_status in ('AWAITING_PROVISIONING', 'FAILED_PROVISIONING')) as open_changes,
                   (select min(g.number) from scheduled_license_change g
                    where g.subscription_id = s.id and g.status = 'PENDING' and g.quantity_delta < 0) as future_reduction,
                   (select min(g.number) from license_change g
                    where g.subscription_id = s.id and g.event = 'DEACTIVATE' and g.billing_status = 'ARCHIVED')
                       as ending_change,
                   (select count(*) from subscription k where k.parent_id = s.id) as child_count
            from subscription s
            where s.id = :subscription
            """;

    static final String PARENT =
            """
            select p.number as parent_number, p.name as parent_name, p.status as parent_status,
                   p.provider as parent_provider, g.number as parent_change_number,
                   g.provisioning_status as parent_change_status,
                   p.provider_account_id <> s.provider_account_id as parent_customer_differs,
                   p.provider_subscription_id is null and p.status <> 'AWAITING_PROVISIONING'
                       as parent_provisioned_by_nobody
            from subscription s
            join subscription p on p.id = s.parent_id
            join license_change g on g.subscription_id = p.id and g.sequence = 1
            where s.id = :subscription
            """;

    static final String ACCOUNT =
            """
            select a.number as account_number, a.name as account_name, a.domain as account_domain,
                   a.customer_id is not null as account_mapped,
                   cast(:today as date) - cast(a.discovered_at as date) as account_days_known, a.provider,
                   (select min(k.number)
                    from customer k
                    where k.domain = lower(a.domain)
                       or exists (select 1 from contact t
                                  where t.customer_id = k.id and lower(substring(t.email from '[^@]+$')) = lower(a.domain))
                    having count(*) = 1) as account_suggestion,
                   (select min(o.number) from provider_account o
                    where o.customer_id = a.customer_id and o.provider = a.provider and o.id <> a.id
                    having count(*) = 1) as other_account
            from provider_account a
            where a.id = :account
            """;

    static final String CUSTOMER =
            """
            select k.number as customer_number, k.name as customer_name,
                   '' not in (btrim(k.street), btrim(k.postal_code), btrim(k.city), btrim(k.country)) as address_complete,
                   (select count(*) from billing_contract c
                    where c.customer_id = k.id and c.status = 'ACTIVE') as customer_contracts,
                   (select c.number from billing_contract c
                    where c.customer_id = k.id and c.is_default and c.status = 'ACTIVE') as customer_default_contract
            from customer k
            where k.id = :customer
            """;

    static final String CONTRACT =
            """
            select c.number as contract_number, c.status as contract_status, c.start_date as contract_start_date,
                   c.end_date as contract_end_date, c.currency as contract_currency,
                   c.frequency_months as contract_frequency_months, c.billing_offset_days as contract_offset_days,
                   c.invoiced as contract_invoiced, c.allow_conversion as contract_converts,
                   (select count(*) from subscription s
                    where s.billing_contract_id = c.id and s.billable and s.quantity > 0)
                       as contract_billable_subscriptions,
                   c.next_invoice_date, cast(:today as date) - c.next_invoice_date as days_overdue,
                   l.name as price_list, l.currency as price_list_currency
            from billing_contract c
            join price_list l on l.id = c.price_list_id
            where c.id = :contract
            """;

    static final String CYCLES =
            """
            select min(lower(b.period)) filter (where b.status in ('PENDING', 'ERROR')) as oldest_unbilled_cycle,
                   count(*) filter (where b.status = 'SKIPPED') as skipped_cycles,
                   (array_agg(b.message order by b.period) filter (where b.status = 'ERROR'))[1] as cycle_error,
                   max(lower(b.period)) filter (
                       where b.status = 'SKIPPED'
                         and b.period @> (select g.effective_date from license_change g where g.id = :change))
                       as skipped_cycle,
                   max(b.bill_on) filter (
                       where b.status = 'SKIPPED'
                         and b.period @> (select g.effective_date from license_change g where g.id = :change))
                       as skipped_cycle_due
            from billing_cycle b
            where b.billing_contract_id = :contract
            """;

    static final String LAST_RUN =
            """
            select i.status as last_run_status, i.reason as last_run_reason, i.status = 'PENDING' and r.status <> 'FINISHED' as run_at_work
            from billing_run_item i
            join billing_run r on r.id = i.billing_run_id
            where i.billing_contract_id = :contract
            order by r.created_at desc
            limit 1
            """;

    static final String PRICES =
            """
            select exists (select 1 from price_list_item i
                           where i.price_list_id = c.price_list_id and i.product_id = s.product_id and i.unit = s.sales_unit
                             and i.term = s.term and i.valid @> greatest(cast(:today as date), s.start_date))
                       as price_listed,
                   (select min(i.unit) from price_list_item i
                    where i.price_list_id = c.price_list_id and i.product_id = s.product_id
                      and i.unit is distinct from s.sales_unit and i.term = s.term
                      and i.valid @> cast(:today as date)) as price_listed_in_other_unit,
                   (select min(lower(i.valid)) from price_list_item i
                    where i.price_list_id = c.price_list_id and i.product_id = s.product_id and i.unit = s.sales_unit
                      and i.term = s.term and lower(i.valid) > cast(:today as date)) as price_listed_later,
                   (select min(o.currency) from price_list_item i
                    join price_list o on o.id = i.price_list_id
                    join customer k on k.id = c.customer_id and k.currency = o.currency
                    where o.currency <> c.currency and i.product_id = s.product_id and i.unit = s.sales_unit
                      and i.term = s.term and i.valid @> cast(:today as date)) as price_listed_in_other_currency
            from subscription s
            join billing_contract c on c.id = s.billing_contract_id
            where s.id = :subscription
            """;

    static final String HELD_BACK =
            """
            select (array_agg(q.code order by q.period))[1] as held_code, count(*) as held_lines,
                   min(lower(q.period)) as held_from
            from quarantined_line q
            where q.subscription_id = :subscription and q.closed_at is null
            having count(*) > 0
            """;

    static final String DRAFTS =
            """
            select count(*) as draft_count, trim_scale(sum(i.total)) || ' ' || min(i.currency) as draft_total,
                   string_agg(lower(i.period) || ' to ' || upper(i.period) - 1, ', ' order by i.period) as draft_periods,
                   count(distinct i.period) as cycles_at_once,
                   bool_or(i.review_reason like '%limit%') as drafts_for_limit
            from invoice i
            where i.billing_contract_id = :contract and i.status = 'DRAFT' and i.review_reason is not null
            having count(*) > 0
            """;

    static final String OVERLAPS =
            """
            select min(t.number) as same_product_twice
            from invoice_line l
            join invoice i on i.id = l.invoice_id and i.status = 'DRAFT' and i.review_reason is not null
            join subscription s on s.id = l.subscription_id
            join subscription t on t.customer_id = s.customer_id and t.product_id = s.product_id
                and t.id <> s.id and t.billable and t.quantity > 0
            where i.billing_contract_id = :contract
              and not exists (
                  select 1 from subscription_replacement r
                  where r.reversed_at is null
                    and (r.new_id = s.id and r.old_id = t.id or r.new_id = t.id and r.old_id = s.id))
            """;

    static final String CONSENT =
            """
            select cast(extract(epoch from :now - k.issued_at) / 86400 as integer) as provider_consent_days
            from integration_consent k
            where k.system = :provider
            """;

    static final String CONNECTION =
            """
            select k.last_connected as provider_connected, k.last_message as provider_check_message,
                   cast(extract(epoch from :now - k.last_checked_at) / 60 as integer) as provider_checked_minutes
            from provider k
            where k.name = :provider and k.kind = 'AUTOMATIC'
            """;

    static final String STEP =
            """
            select d.key_ as step_process, coalesce(j.failed_act_id_, e.act_id_, 'job') as step_name,
                   coalesce(i.incident_msg_, j.exception_msg_) as step_message, i.id_ as step_incident,
                   j.retries_ as step_retries
            from act_ru_job j
            left join act_ru_execution p on p.id_ = j.process_instance_id_
            left join act_ru_execution r on r.id_ = p.root_proc_inst_id_
            left join act_ru_execution e on e.id_ = j.execution_id_
            left join act_re_procdef d on d.id_ = j.process_def_id_
            left join act_ru_incident i on i.configuration_ = j.id_ and i.root_cause_incident_id_ = i.id_
            where (j.exception_msg_ is not null or j.retries_ = 0)
              and (coalesce(nullif(r.business_key_, ''), d.key_, 'engine') || '/'
                      || coalesce(j.failed_act_id_, e.act_id_, 'job') = :subject
                   or :change_number <> '' and r.business_key_ = :change_number
                   or r.business_key_ = (select s.number from scheduled_license_change s
                                         where s.license_change_id = cast(:change as uuid)))
            order by i.id_ is null, j.id_
            limit 1
            """;

    private FactQueries() {}

    /** Those that have something to look up, in the order in which later ones may tell a fact anew. */
    static List<String> around(Anchors anchors) {
        var statements = new ArrayList<String>();
        if (anchors.account() != null) {
            statements.add(ACCOUNT);
        }
        if (anchors.customer() != null) {
            statements.add(CUSTOMER);
        }
        if (anchors.contract() != null) {
            statements.addAll(List.of(CONTRACT, CYCLES, LAST_RUN, DRAFTS, OVERLAPS, OutsideFactQueries.VOIDED));
        }
        if (anchors.contract() != null || anchors.subscription() != null) {
            statements.add(OutsideFactQueries.SUCCESSION);
        }
        if (anchors.subscription() != null) {
            statements.addAll(List.of(SUBSCRIPTION, PARENT, BLOCKER, PRICES, HELD_BACK));
            statements.addAll(OutsideFactQueries.OF_SUBSCRIPTION);
        }
        if (anchors.subscription() != null || anchors.mismatch() != null) {
            statements.add(OutsideFactQueries.MISMATCH);
        }
        if (anchors.scheduled() != null) {
            statements.add(SCHEDULED);
        }
        if (anchors.change() != null) {
            statements.addAll(List.of(CHANGE, OutsideFactQueries.VOIDED_OF_CHANGE));
        }
        return statements;
    }
}
