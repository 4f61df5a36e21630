package io.tenantry.monitoring;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The home page's queues, and what stands in each. Read only. */
@Service
@Transactional(readOnly = true)
public class Dashboards {

    private static final int LONGEST_LIST = 200;

    private static final Map<String, String> SAVED_VIEWS = Map.ofEntries(
            Map.entry("unmapped-provider-accounts", "view_unmapped_provider_account"),
            Map.entry("subscriptions-without-price", "view_subscription_without_price"),
            Map.entry("open-license-changes", "view_open_license_change"),
            Map.entry("open-scheduled-changes", "view_open_scheduled_change"),
            Map.entry("invoices-to-review", "view_invoice_to_review"),
            Map.entry("drafts-held", "view_draft_held"),
            Map.entry("invoices-to-refund", "view_invoice_to_refund"),
            Map.entry("quarantined-lines", "view_quarantined_line"),
            Map.entry("new-subscriptions", "view_new_subscription"),
            Map.entry("open-cases", "view_open_case"),
            Map.entry("open-sync-findings", "view_open_sync_finding"),
            Map.entry("open-mismatches", "view_open_mismatch"));

    private final JdbcClient sql;

    Dashboards(JdbcClient sql) {
        this.sql = sql;
    }

    public Queues queues() {
        return sql.sql(
                        """
                        select (select count(*) from view_unmapped_provider_account)                as unmapped_accounts,
                               (select count(*) from view_subscription_without_price)               as incomplete_subscriptions,
                               (select count(*) from view_open_license_change
                                where provisioning_status = 'AWAITING_PROVISIONING')                as awaiting_changes,
                               (select count(*) from view_open_license_change
                                where provisioning_status = 'FAILED_PROVISIONING')                  as failed_changes,
                               (select count(*) from view_open_scheduled_change
                                where status = 'PENDING')                                           as scheduled_changes,
                               (select count(*) from view_open_scheduled_change
                                where status = 'MERGE_FAILED')                                      as failed_merges,
                               (select count(*) from view_invoice_to_review)                        as invoices_to_review,
                               (select count(*) from view_quarantined_line)                         as quarantined_lines,
                               (select count(*) from view_open_case)                                as open_cases,
                               (select count(*) from act_ru_task t
                                join act_re_procdef d on d.id_ = t.proc_def_id_
                                where d.key_ <> 'remediation')                                      as open_tasks,
                               (select count(*) from act_ru_incident)                               as incidents,
                               (select count(*) from act_ru_job
                                where exception_msg_ is not null and retries_ > 0)                  as retrying_jobs
                        """)
                .query(Queues.class)
                .single();
    }

    /** The open incidents, newest first; those of a timer that could not start its process belong to no case. */
    public List<OpenIncident> incidents() {
        return sql.sql(
                        """
                        select i.id_               as id,
                               coalesce(d.key_, '') as process,
                               coalesce(i.failed_activity_id_, i.activity_id_, '') as task,
                               p.business_key_     as business_key,
                               i.proc_inst_id_     as process_instance_id,
                               coalesce(i.incident_msg_, '') as message,
                               i.incident_timestamp_ as since
                        from act_ru_incident i
                        left join act_ru_execution p on p.id_ = i.proc_inst_id_
                        left join act_re_procdef d on d.id_ = i.proc_def_id_
                        order by i.incident_timestamp_ desc, i.id_
                        limit :limit
                        """)
                .param("limit", LONGEST_LIST)
                .query(OpenIncident.class)
                .list();
    }

    /** Why a case stands still, the oldest reason first: incidents of its process and of those that it called. */
    public List<OpenIncident> incidents(String businessKey) {
        return sql.sql(
                        """
                        select i.id_               as id,
                               coalesce(d.key_, '') as process,
                               coalesce(i.failed_activity_id_, i.activity_id_, '') as task,
                               r.business_key_     as business_key,
                               i.proc_inst_id_     as process_instance_id,
                               coalesce(i.incident_msg_, '') as message,
                               i.incident_timestamp_ as since
                        from act_ru_execution r
                        join act_ru_execution p on p.root_proc_inst_id_ = r.id_ and p.parent_id_ is null
                        join act_ru_incident i on i.proc_inst_id_ = p.id_ and i.root_cause_incident_id_ = i.id_
                        left join act_re_procdef d on d.id_ = i.proc_def_id_
                        where r.business_key_ = :key and r.id_ = r.root_proc_inst_id_
                        order by i.incident_timestamp_, i.id_
                        limit :limit
                        """)
                .param("key", businessKey)
                .param("limit", LONGEST_LIST)
                .query(OpenIncident.class)
                .list();
    }

    /** The open user tasks, the one due first on top; those of cases are on the page of cases, with all that is known. */
    public List<OpenTask> tasks() {
        return sql.sql(
                        """
                        select t.id_           as id,
                               d.key_          as process,
                               coalesce(t.name_, t.task_def_key_) as name,
                               (select min(l.group_id_) from act_ru_identitylink l
                                where l.task_id_ = t.id_ and l.type_ = 'candidate') as "group",
                               p.business_key_ as business_key,
                               t.proc_inst_id_ as process_instance_id,
                               t.create_time_  as since,
                               t.due_date_     as due
                        from act_ru_task t
                        join act_ru_execution p on p.id_ = t.proc_inst_id_
                        join act_re_procdef d on d.id_ = t.proc_def_id_
                        where d.key_ <> 'remediation'
                        order by t.due_date_ nulls last, t.create_time_, t.id_
                        limit :limit
                        """)
                .param("limit", LONGEST_LIST)
                .query(OpenTask.class)
                .list();
    }

    /** The processes about these things, running and ended, the oldest first. */
    public List<ProcessTrace> processes(Collection<String> businessKeys) {
        return sql.sql(
                        """
                        select p.business_key_ as business_key, p.proc_def_key_ as process,
                               p.proc_inst_id_ as process_instance_id, p.state_ as state, p.start_time_ as started_at
                        from act_hi_procinst p
                        where p.business_key_ = any(:keys)
                        order by p.start_time_, p.proc_inst_id_
                        limit :limit
                        """)
                .param("keys", businessKeys.toArray(String[]::new))
                .param("limit", LONGEST_LIST)
                .query(ProcessTrace.class)
                .list();
    }

    /**
     * The rows of a saved view, at most 200.
     *
     * @throws UnknownSavedView if there is none of that name; the message lists them
     */
    public List<Map<String, Object>> savedView(String name) {
        var view = SAVED_VIEWS.get(name);
        if (view == null) {
            throw new UnknownSavedView(name, SAVED_VIEWS.keySet());
        }
        return sql.sql("select * from " + view + " limit " + LONGEST_LIST)
                .query()
                .listOfRows();
    }
}
