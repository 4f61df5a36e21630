-- The two statuses of a change, and the one of a scheduled change, move along their own paths only. Provisioning best
-- practices §3: what is provisioned stays so; a failed change goes back to Awaiting before anything else, or is set aside.
-- The provider's word outranks a Not Applicable that a person set while the order was on its way.
create function status_moves_as_allowed() returns trigger language plpgsql as $$
declare
    old_status text := to_jsonb(old) ->> tg_argv[0];
    new_status text := to_jsonb(new) ->> tg_argv[0];
    allowed    jsonb := tg_argv[1]::jsonb;
begin
    if not coalesce(allowed -> old_status, '[]') ? new_status then
        raise exception '% cannot move from % to %', new.number, old_status, new_status
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger provisioning_status_moves_as_allowed before update of provisioning_status on license_change
    for each row when (old.provisioning_status is distinct from new.provisioning_status)
    execute function status_moves_as_allowed('provisioning_status',
        '{"AWAITING_PROVISIONING": ["PROVISIONED", "FAILED_PROVISIONING", "NOT_APPLICABLE"],
          "FAILED_PROVISIONING": ["AWAITING_PROVISIONING", "NOT_APPLICABLE"],
          "NOT_APPLICABLE": ["AWAITING_PROVISIONING", "PROVISIONED"]}');

create trigger scheduled_status_moves_as_allowed before update of status on scheduled_license_change
    for each row when (old.status is distinct from new.status)
    execute function status_moves_as_allowed('status',
        '{"PENDING": ["ARCHIVED", "MERGE_FAILED", "CANCELLED"],
          "MERGE_FAILED": ["PENDING", "CANCELLED"]}');

-- No status moves without saying who moved it, when and why: the row is written in the same transaction.
create function status_move_is_told() returns trigger language plpgsql as $$
declare
    old_status text := to_jsonb(old) ->> tg_argv[0];
    new_status text := to_jsonb(new) ->> tg_argv[0];
    is_change  boolean := tg_table_name = 'license_change';
begin
    if not exists (
        select 1 from status_change told
        where (is_change and told.license_change_id = new.id or not is_change and told.scheduled_license_change_id = new.id)
          and told.kind = tg_argv[1] and told.from_status = old_status and told.to_status = new_status
          and told.xmin = pg_current_xact_id()::xid
    ) then
        raise exception '% moved from % to % without a row of who did it and why', new.number, old_status, new_status
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create constraint trigger provisioning_move_is_told after update of provisioning_status on license_change
    deferrable initially deferred for each row
    when (old.provisioning_status is distinct from new.provisioning_status)
    execute function status_move_is_told('provisioning_status', 'PROVISIONING');
create constraint trigger billing_move_is_told after update of billing_status on license_change
    deferrable initially deferred for each row
    when (old.billing_status is distinct from new.billing_status)
    execute function status_move_is_told('billing_status', 'BILLING');
create constraint trigger scheduled_move_is_told after update of status on scheduled_license_change
    deferrable initially deferred for each row
    when (old.status is distinct from new.status)
    execute function status_move_is_told('status', 'SCHEDULED');
