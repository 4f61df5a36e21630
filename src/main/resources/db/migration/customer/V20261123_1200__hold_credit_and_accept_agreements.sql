-- Credit hold blocks provisioning only while it is switched on for the whole house and set for the customer.
create table credit_control (
    only_row boolean primary key default true check (only_row),
    enforced boolean not null default false,
    version  bigint  not null default 0
);

insert into credit_control default values;

alter table customer add column credit_hold boolean not null default false;

-- Who held or released whose credit, when and why; without a customer it is the switch of the whole house.
create table credit_hold_change (
    id          bigint      generated always as identity primary key,
    customer_id uuid        references customer,
    held        boolean     not null,
    actor       text        not null,
    reason      text        not null check (btrim(reason) <> ''),
    at          timestamptz not null
);

create index credit_hold_change_by_customer on credit_hold_change (customer_id, id);
create trigger credit_hold_change_is_append_only before update or delete on credit_hold_change
    for each row execute function refuse_change();

-- Whether the tenant has accepted the provider's customer agreement. What nobody has looked up yet blocks nothing; the
-- provider itself refuses an order without it.
alter table provider_account
    add column agreement_state       text not null default 'UNKNOWN'
        check (agreement_state in ('UNKNOWN', 'NOT_ACCEPTED', 'ACCEPTED')),
    add column agreement_accepted_on date,
    add column agreement_accepted_by text,
    add column agreement_seen_at     timestamptz,
    add constraint provider_account_agreement_check
        check ((agreement_state = 'ACCEPTED' or num_nonnulls(agreement_accepted_on, agreement_accepted_by) = 0)
               and (agreement_state = 'UNKNOWN') = (agreement_seen_at is null));

create table agreement_change (
    id                  bigint      generated always as identity primary key,
    provider_account_id uuid        not null references provider_account,
    from_state          text        not null,
    to_state            text        not null,
    accepted_on         date,
    accepted_by         text,
    actor               text        not null,
    reason              text        not null check (btrim(reason) <> ''),
    at                  timestamptz not null
);

create index agreement_change_by_account on agreement_change (provider_account_id, id);
create trigger agreement_change_is_append_only before update or delete on agreement_change
    for each row execute function refuse_change();

create view view_credit_hold as
select customer.number, customer.name, last.actor, last.reason, last.at as since,
       credit_control.enforced
from customer
cross join credit_control
left join lateral (
    select actor, reason, at from credit_hold_change
    where credit_hold_change.customer_id = customer.id
    order by id desc limit 1) last on true
where customer.credit_hold;

create view view_agreement_not_accepted as
select provider_account.number, provider_account.name, customer.number as customer_number,
       provider_account.agreement_seen_at as seen_at
from provider_account
left join customer on customer.id = provider_account.customer_id
where provider_account.agreement_state = 'NOT_ACCEPTED';
