-- Likeness of names, for suggestions whose a tenant is. A trusted extension: the owner of the database may create it.
create extension if not exists pg_trgm;

-- Until when a tenant is to be mapped (the end of the day on which it was discovered), and since when it is late.
-- Provisioning best practices §1.
alter table provider_account
    add column registration_number text check (registration_number <> ''),
    add column mapping_due_at      timestamptz,
    add column overdue_since       timestamptz;
update provider_account set mapping_due_at = date_trunc('day', discovered_at) + interval '1 day' - interval '1 second';
alter table provider_account
    alter column mapping_due_at set default now() + interval '1 day',
    alter column mapping_due_at set not null;
create index provider_account_due on provider_account (mapping_due_at) where customer_id is null;

-- Each time that somebody, or the match by domain, said whose a tenant is: from whom, to whom, who, when and why.
create table provider_account_mapping (
    id                  bigint generated always as identity primary key,
    provider_account_id uuid        not null references provider_account,
    from_customer_id    uuid references customer,
    to_customer_id      uuid        not null references customer,
    actor               text        not null,
    reason              text        not null,
    at                  timestamptz not null,
    check (from_customer_id is distinct from to_customer_id)
);

create index provider_account_mapping_by_account on provider_account_mapping (provider_account_id, id);
insert into provider_account_mapping (provider_account_id, to_customer_id, actor, reason, at)
select id, customer_id, mapped_by, coalesce(mapping_reason, ''), mapped_at
from provider_account
where customer_id is not null;
create trigger provider_account_mapping_is_append_only before update or delete on provider_account_mapping
    for each row execute function refuse_change();

create index customer_by_likeness on customer using gin (lower(name) gin_trgm_ops);
