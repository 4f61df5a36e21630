create sequence mismatch_number;

-- A difference between the ledger and the provider that no sync takes over by itself. One row while it is open; it closes
-- when the next look finds no difference, or by a person's repair. Provisioning best practices §5.
create table mismatch (
    id                       uuid primary key,
    number                   text        not null unique,
    provider                 text        not null,
    provider_account_id      uuid        not null references provider_account,
    provider_subscription_id text        not null,
    subscription_id          uuid references subscription,
    kind                     text        not null
        check (kind in ('QUANTITY', 'PRODUCT', 'STATUS', 'AUTO_RENEW', 'MISSING_THERE', 'MISSING_HERE')),
    ours                     text        not null,
    theirs                   text        not null,
    proposal                 text        not null
        check (proposal in ('ADOPT_THEIRS', 'SEND_OURS', 'CORRECT_LEDGER', 'IGNORE')),
    status                   text        not null check (status in ('OPEN', 'IGNORED', 'REPAIRED', 'GONE')),
    opened_at                timestamptz not null,
    last_seen_at             timestamptz not null,
    repair                   text check (repair in ('ADOPT_THEIRS', 'SEND_OURS', 'CORRECT_LEDGER', 'IGNORE')),
    decided_by               text,
    reason                   text,
    closed_at                timestamptz,
    version                  bigint      not null default 0,
    check ((status in ('REPAIRED', 'GONE')) = (closed_at is not null)),
    check (status not in ('IGNORED', 'REPAIRED')
           or decided_by is not null and reason is not null and repair is not null)
);

create unique index mismatch_once on mismatch (provider, provider_subscription_id, kind)
    where status in ('OPEN', 'IGNORED');
create index mismatch_by_account on mismatch (provider_account_id) where status in ('OPEN', 'IGNORED');

create view view_open_mismatch as
select m.number,
       coalesce(s.number, '') as subscription_number,
       coalesce(s.name, '')   as subscription_name,
       a.number               as provider_account_number,
       m.kind,
       m.ours,
       m.theirs,
       m.proposal,
       m.opened_at
from mismatch m
join provider_account a on a.id = m.provider_account_id
left join subscription s on s.id = m.subscription_id
where m.status = 'OPEN';
