create sequence billing_plan_number;

-- What a run on a day would write, computed ahead and kept, so that a person can look at it and have exactly that billed.
create table billing_plan (
    id           uuid primary key,
    number       text         not null unique,
    as_of        date         not null,
    -- By how many percent a contract may change before it is pointed out.
    threshold    numeric(9,4) not null check (threshold >= 0),
    status       text         not null check (status in ('COMPUTING', 'READY', 'COMMITTED')),
    actor        text         not null,
    created_at   timestamptz  not null,
    -- Number of the last contract that is computed; the next chunk goes on behind it.
    planned_to   text         not null default '',
    ready_at     timestamptz,
    sha256       text check (sha256 ~ '^[0-9a-f]{64}$'),
    committed_by text,
    committed_at timestamptz,
    check ((status = 'COMPUTING') = (sha256 is null)),
    check ((status = 'COMMITTED') = (committed_by is not null))
);

-- The plan of one contract. GONE is one that is not due any more but was billed for the cycle before.
create table billing_plan_item (
    billing_plan_id     uuid          not null references billing_plan,
    billing_contract_id uuid          not null references billing_contract,
    contract_number     text          not null,
    outcome             text          not null check (outcome in ('INVOICED', 'NOTHING_DUE', 'SET_ASIDE', 'GONE')),
    reason              text          not null,
    drafts              integer       not null,
    lines               integer       not null,
    currency            char(3)       not null,
    net                 numeric(19,4) not null,
    tax                 numeric(19,4) not null,
    total               numeric(19,4) not null,
    -- The newest cycle of the plan and the last one that was billed before it, to be compared.
    latest_net          numeric(19,4) not null,
    previous_net        numeric(19,4),
    previous_period     daterange,
    anomalies           text[]        not null,
    -- What would be written, as canonical JSON; null for GONE.
    content             text,
    sha256              text          not null check (sha256 ~ '^[0-9a-f]{64}$'),
    primary key (billing_plan_id, billing_contract_id)
);

create index billing_plan_item_by_number on billing_plan_item (billing_plan_id, contract_number);
create index billing_plan_item_anomalous on billing_plan_item (billing_plan_id, contract_number) where anomalies <> '{}';

-- A plan is billed once, whoever tries.
alter table billing_run add column billing_plan_id uuid unique references billing_plan;

create function sealed_plan_is_unchangeable() returns trigger language plpgsql as $$
declare
    held text;
begin
    select p.number into held
    from billing_plan p
    where p.id = case when tg_op = 'INSERT' then new.billing_plan_id else old.billing_plan_id end
      and p.status <> 'COMPUTING';
    if found then
        raise exception 'Plan % is sealed and cannot be changed; request another', held
            using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;

create trigger sealed_plan_is_unchangeable before insert or update or delete on billing_plan_item
    for each row execute function sealed_plan_is_unchangeable();
