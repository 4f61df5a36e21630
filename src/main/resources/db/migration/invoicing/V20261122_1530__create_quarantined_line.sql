-- What a run would have billed but could not: which subscription, for which days, why and who can put it right. It is
-- closed by the run that bills it, or by a person who says why it may stay.
create table quarantined_line (
    id                  uuid primary key,
    billing_contract_id uuid        not null references billing_contract,
    subscription_id     uuid        not null references subscription,
    period              daterange   not null check (not isempty(period)),
    code                text        not null,
    reason              text        not null,
    owner               text        not null,
    opened_at           timestamptz not null,
    last_seen_at        timestamptz not null,
    closed_at           timestamptz,
    closed_how          text check (closed_how in ('SETTLED', 'BY_PERSON')),
    closed_by           text,
    closed_reason       text,
    version             bigint      not null default 0,
    unique (subscription_id, period, code),
    check ((closed_at is null) = (closed_how is null)),
    check ((closed_how = 'BY_PERSON') = (closed_by is not null and closed_reason is not null))
);

create index quarantined_line_open on quarantined_line (billing_contract_id) where closed_at is null;

create view view_quarantined_line as
select c.number as contract_number,
       s.number as subscription_number,
       s.name   as subscription_name,
       lower(q.period) as period_from,
       q.code,
       q.reason,
       q.owner,
       q.opened_at
from quarantined_line q
join billing_contract c on c.id = q.billing_contract_id
join subscription s on s.id = q.subscription_id
where q.closed_at is null;
