-- Telling a provider of a change. Under which request id it was told last: a repeat looks first what became of it. Until
-- when it may be under way: meanwhile nobody sets it aside, or the next change could overtake it. Both are kept before
-- the call, in a transaction of their own, so that no row is locked while the provider thinks.
alter table license_change
    add column told_request_id uuid,
    add column telling_until   timestamptz;

-- A subscription that is provisioned by a linked parent: its changes go to the parent by their delta, one way. The
-- parent is there for provisioning only and is never billed. Provisioning best practices §2.
alter table subscription add column linked_to_id uuid references subscription;
alter table subscription add constraint subscription_linked_to_another check (linked_to_id is distinct from id);
create index subscription_by_linked_parent on subscription (linked_to_id) where linked_to_id is not null;

create function linked_parent_is_never_billed() returns trigger language plpgsql as $$
begin
    if new.linked_to_id is not null
       and exists (select 1 from subscription p where p.id = new.linked_to_id and (p.billable or p.linked_to_id is not null)) then
        raise exception 'Subscription % cannot be linked: its parent is billed itself or is linked too', new.number
            using errcode = 'check_violation';
    end if;
    if (new.billable or new.linked_to_id is not null)
       and exists (select 1 from subscription c where c.linked_to_id = new.id) then
        raise exception 'Subscription % provisions linked subscriptions, so it can be neither billed nor linked itself',
            new.number using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger linked_parent_is_never_billed before insert or update of linked_to_id, billable on subscription
    for each row execute function linked_parent_is_never_billed();

-- The child's change behind a change of a linked parent. Unique: a delta is pushed once, whoever repeats it.
alter table license_change add column pushed_by_id uuid unique references license_change;

create function pushed_by_is_written_once() returns trigger language plpgsql as $$
begin
    raise exception 'License change % was pushed by another one once and for all', old.number
        using errcode = 'restrict_violation';
end $$;

create trigger pushed_by_is_written_once before update of pushed_by_id on license_change for each row
    when (old.pushed_by_id is not null and old.pushed_by_id is distinct from new.pushed_by_id)
    execute function pushed_by_is_written_once();

-- What a person said who was asked to provision a change by hand: one answer for each try.
create table manual_answer (
    license_change_id        uuid        not null references license_change,
    provider_request_id      uuid        not null,
    done                     boolean     not null,
    words                    text        not null check (words <> ''),
    provider_subscription_id text,
    provider_order_id        text,
    actor                    text        not null,
    at                       timestamptz not null,
    primary key (license_change_id, provider_request_id)
);

create trigger manual_answer_is_append_only before update or delete on manual_answer
    for each row execute function refuse_change();
