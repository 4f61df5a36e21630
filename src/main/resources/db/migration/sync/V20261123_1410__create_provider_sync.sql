create sequence provider_sync_number;

-- One look at one provider: at all of it, at those tenants whose turn it is, at one tenant, or at what hints name.
create table provider_sync (
    id                  uuid primary key,
    number              text        not null unique,
    provider            text        not null,
    scope               text        not null check (scope in ('PROVIDER', 'ROTATION', 'TENANT', 'HINTS')),
    provider_account_id uuid references provider_account,
    -- False only compares: what differs is reported and nothing is taken over.
    takes_over          boolean     not null,
    status              text        not null check (status in ('REQUESTED', 'RUNNING', 'FINISHED')),
    actor               text        not null,
    requested_at        timestamptz not null,
    started_at          timestamptz,
    finished_at         timestamptz,
    accounts_seen       integer     not null default 0,
    accounts_new        integer     not null default 0,
    version             bigint      not null default 0,
    check ((scope = 'TENANT') = (provider_account_id is not null))
);

-- A flood of hints asks once: while one such sync has not begun, it is the one that will look.
create unique index provider_sync_hints_once on provider_sync (provider)
    where scope = 'HINTS' and status = 'REQUESTED';
create index provider_sync_newest on provider_sync (requested_at desc);

-- The tenants of a sync; lanes claim them in chunks, and a killed sync goes on with those that are pending.
create table provider_sync_tenant (
    provider_sync_id    uuid        not null references provider_sync,
    provider_account_id uuid        not null references provider_account,
    position            integer     not null,
    status              text        not null check (status in ('PENDING', 'DONE', 'REJECTED', 'FAILED')),
    attempts            integer     not null default 0,
    not_before          timestamptz,
    words               text,
    subscriptions       integer     not null default 0,
    left_alone          integer     not null default 0,
    settled_at          timestamptz,
    primary key (provider_sync_id, provider_account_id)
);

create index provider_sync_tenant_pending on provider_sync_tenant (provider_sync_id, position) where status = 'PENDING';
create index provider_sync_tenant_trouble on provider_sync_tenant (provider_sync_id)
    where status in ('REJECTED', 'FAILED');

-- Which sync wrote which change of the ledger. Each change was found by one.
create table provider_sync_change (
    license_change_id uuid primary key references license_change,
    provider_sync_id  uuid not null references provider_sync,
    what              text not null check (what in ('ADOPTED', 'CHANGED', 'ENDED', 'REVIVED'))
);

create index provider_sync_change_by_sync on provider_sync_change (provider_sync_id);

-- When a tenant was looked at wholly for the last time, for the rotation.
create table provider_tenant_look (
    provider_account_id uuid primary key references provider_account,
    looked_at           timestamptz not null
);

-- The moment from which the next call to a provider is within the pace that all nodes keep together.
create table provider_pace (
    provider text primary key,
    next_at  timestamptz not null
);

-- What providers told us of changes there. Stored before anything is done, each once; only what they name is read again.
create table provider_hint (
    id               uuid primary key,
    provider         text        not null,
    key              text        not null unique,
    event            text        not null,
    tenant_id        text        not null,
    subscription_id  text,
    happened_at      timestamptz,
    received_at      timestamptz not null,
    deliveries       integer     not null default 1,
    provider_sync_id uuid references provider_sync
);

create index provider_hint_waiting on provider_hint (provider) where provider_sync_id is null;
create index provider_hint_of_subscription on provider_hint (provider, subscription_id, happened_at desc);
create index provider_hint_of_sync on provider_hint (provider_sync_id, tenant_id) where provider_sync_id is not null;

-- What a subscription that was found at a provider lacks to be billed: one open row per gap, closed when it is gone.
create table sync_finding (
    id              uuid primary key,
    subscription_id uuid        not null references subscription,
    kind            text        not null
        check (kind in ('ACCOUNT', 'CONTRACT', 'PRODUCT', 'UNIT', 'CURRENCY', 'PRICING')),
    words           text        not null,
    fix             text        not null,
    opened_at       timestamptz not null,
    opened_by       uuid references provider_sync,
    closed_at       timestamptz
);

create unique index sync_finding_once on sync_finding (subscription_id, kind) where closed_at is null;
create index sync_finding_of_sync on sync_finding (opened_by) where opened_by is not null;

create view view_open_sync_finding as
select s.number as subscription_number,
       s.name   as subscription_name,
       a.number as provider_account_number,
       f.kind,
       f.words,
       f.fix,
       f.opened_at
from sync_finding f
join subscription s on s.id = f.subscription_id
join provider_account a on a.id = s.provider_account_id
where f.closed_at is null;
