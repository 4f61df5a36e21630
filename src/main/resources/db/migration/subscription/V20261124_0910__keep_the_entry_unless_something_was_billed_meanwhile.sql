-- A change that leaves billing by mistake and comes back at once is where it was: only what was billed without it gives it
-- a new place. Its first entry stays, since proofs of what was billed before know it by that.
alter table license_change add column returned_entry bigint,
                           add column left_at_settlement integer;
alter table settlement add column settled_times integer not null default 0;

create or replace function return_into_billing_is_an_entry() returns trigger language plpgsql as $$
declare
    times integer;
begin
    -- Waits for a run that bills the contract right now, without this change.
    perform from subscription s join billing_contract c on c.id = s.billing_contract_id
    where s.id = new.subscription_id for share of c;
    select settled_times into times from settlement where subscription_id = new.subscription_id;
    if new.billing_status = 'ARCHIVED' then
        new.left_at_settlement := coalesce(times, 0);
    elsif coalesce(times, 0) is distinct from new.left_at_settlement then
        new.returned_entry := nextval('license_change_entry');
    end if;
    return new;
end $$;

drop trigger return_into_billing_is_an_entry on license_change;
create trigger return_into_billing_is_an_entry before update of billing_status on license_change
    for each row when (old.billing_status is distinct from new.billing_status)
    execute function return_into_billing_is_an_entry();

-- Where a change stands among the others is money; nobody moves it by hand.
create function entry_is_written_once() returns trigger language plpgsql as $$
begin
    if (new.entry, new.returned_entry) is distinct from (old.entry, old.returned_entry) then
        raise exception 'License change % keeps its place in the order of entry', old.number
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create trigger entry_is_written_once after update of entry, returned_entry on license_change
    for each row execute function entry_is_written_once();
