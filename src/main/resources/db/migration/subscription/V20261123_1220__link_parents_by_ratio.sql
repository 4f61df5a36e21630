-- How a child follows its parent: so many for each of the parent's. Without a ratio its quantity is its own affair.
alter table subscription
    add column parent_ratio integer check (parent_ratio between 1 and 10000),
    add column bill_at      text not null default 'SELF' check (bill_at in ('SELF', 'PARENT')),
    add constraint subscription_ratio_has_parent check (parent_ratio is null or parent_id is not null),
    add constraint subscription_bill_at_has_parent check (bill_at = 'SELF' or parent_id is not null and billable);

-- Which change of the parent a change follows. The two are told to the provider one after the other.
alter table license_change
    add column follows_id uuid references license_change,
    add constraint license_change_follows_another check (follows_id is distinct from id);

create index license_change_by_followed on license_change (follows_id) where follows_id is not null;

create function license_change_keeps_what_it_follows() returns trigger language plpgsql as $$
begin
    raise exception 'License change % is written once; what it follows cannot change', old.number
        using errcode = 'restrict_violation';
end $$;

create trigger license_change_keeps_what_it_follows before update of follows_id on license_change
    for each row when (old.follows_id is distinct from new.follows_id)
    execute function license_change_keeps_what_it_follows();

-- Who hung which subscription where, when and why.
create table parent_change (
    id              bigint      generated always as identity primary key,
    subscription_id uuid        not null references subscription,
    from_parent_id  uuid        references subscription,
    to_parent_id    uuid        references subscription,
    from_ratio      integer,
    to_ratio        integer,
    actor           text        not null,
    reason          text        not null check (btrim(reason) <> ''),
    at              timestamptz not null
);

create index parent_change_by_subscription on parent_change (subscription_id, id);
create trigger parent_change_is_append_only before update or delete on parent_change
    for each row execute function refuse_change();

create or replace function parent_has_no_cycle() returns trigger language plpgsql as $$
declare
    parent subscription%rowtype;
begin
    -- Two who link the subscriptions of one customer at once could each close the other's loop unseen: the second one
    -- waits here, and sees the first one's link below.
    if new.customer_id is not null then
        perform pg_advisory_xact_lock(hashtextextended('subscription tree of ' || new.customer_id, 0));
    end if;
    perform pg_advisory_xact_lock(hashtextextended('subscription tree of ' || new.provider_account_id, 0));
    select * into parent from subscription where id = new.parent_id;
    if parent.provider_account_id <> new.provider_account_id and parent.customer_id is distinct from new.customer_id then
        raise exception 'Subscription % cannot hang below %, which is another customer''s', new.number, parent.number
            using errcode = 'check_violation';
    end if;
    if exists (
        with recursive above (id) as (
            select new.parent_id
            union
            select s.parent_id from subscription s join above a on a.id = s.id where s.parent_id is not null
        )
        select 1 from above where id = new.id
    ) then
        raise exception 'Subscription % cannot be its own parent or grandparent; choose the true base subscription',
            new.number using errcode = 'check_violation';
    end if;
    return new;
end $$;
