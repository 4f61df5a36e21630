-- Up to where the license changes of a subscription are settled: all with sequence <= changes, on all days before
-- settled_until. Read instead of the allocations, so that a month's run costs the same in the third year as in the
-- first. It says nothing that the allocations do not say, and may be set back (0, -infinity, true) at any time.
create table settlement (
    subscription_id uuid primary key references subscription,
    changes         integer not null check (changes >= 0),
    settled_until   date    not null,
    -- Whether live allocations reach beyond that; then they are read.
    beyond          boolean not null
) with (fillfactor = 70);

-- A line is known by its place on its invoice.
alter table allocation rename to allocation_by_change;
alter table allocation_by_change drop constraint allocation_once_per_change_and_period;

insert into settlement (subscription_id, changes, settled_until, beyond)
select distinct c.subscription_id, 0, '-infinity'::date, true
from allocation_by_change a
join license_change c on c.id = a.license_change_id;

-- What is billed already, or waived. A license change is its subscription and its sequence there; a row settles some
-- that follow each other, for some days. While it is live, no other row may touch one of these changes on one of these
-- days, so nothing can be billed twice, not even by a bug. A full-cycle line is one row, however many changes it sums up.
create table allocation (
    subscription_id uuid           not null references settlement,
    changes         int4range      not null check (not isempty(changes) and lower(changes) >= 1 and not upper_inf(changes)),
    period          daterange      not null check (not isempty(period)),
    amount          numeric(28,12) not null,
    currency        char(3)        not null,
    state           text           not null check (state in ('BILLED', 'WAIVED')),
    waive_reason    text,
    invoice_id      uuid,
    position        integer,
    live            boolean        not null default true,
    check ((state = 'BILLED') = (position is not null)),
    check ((state = 'WAIVED') = (waive_reason is not null)),
    check (position is null or invoice_id is not null),
    constraint allocation_once_per_change_and_period
        exclude using gist (subscription_id with =, changes with &&, period with &&) where (live)
);

insert into allocation (subscription_id, changes, period, amount, currency, state, waive_reason, invoice_id, position, live)
select c.subscription_id, int4range(c.sequence, c.sequence + 1), a.period, a.amount, a.currency, a.state, a.waive_reason,
       a.invoice_id, l.position, a.live
from allocation_by_change a
join license_change c on c.id = a.license_change_id
left join invoice_line l on l.id = a.invoice_line_id;
drop table allocation_by_change;

alter table invoice_line drop constraint invoice_line_pkey;
alter table invoice_line drop constraint invoice_line_invoice_id_position_key;
alter table invoice_line drop column id;
alter table invoice_line add primary key (invoice_id, position);
-- A subscription's lines are found by its allocations.
drop index invoice_line_by_subscription;
alter table allocation add foreign key (invoice_id, position) references invoice_line;
create index allocation_by_invoice on allocation (invoice_id) where invoice_id is not null;

-- The text that was hashed, not what PostgreSQL would make of it.
drop trigger lines_of_billed_invoice_are_unchangeable on invoice_line;
alter table invoice_line alter column explanation type json using explanation::json;
alter table invoice_line rename column explanation to proof;
alter table invoice_line add column proof_sha256 bytea;
update invoice_line set proof_sha256 = sha256(convert_to(proof::text, 'UTF8'));
alter table invoice_line alter column proof_sha256 set not null;

create trigger lines_of_billed_invoice_are_unchangeable before update or delete on invoice_line
    for each row execute function lines_of_billed_invoice_are_unchangeable();
drop trigger taxes_of_billed_invoice_are_unchangeable on invoice_tax;
create trigger taxes_of_billed_invoice_are_unchangeable before update or delete on invoice_tax
    for each row execute function lines_of_billed_invoice_are_unchangeable();

-- New lines are looked at once per statement: a run writes thousands with each.
create function nothing_is_added_to_a_billed_invoice() returns trigger language plpgsql as $$
declare
    held text;
begin
    select i.status into held
    from (select distinct invoice_id from written) w join invoice i on i.id = w.invoice_id
    where i.status <> 'DRAFT' limit 1;
    if found then
        raise exception 'The lines of a % invoice cannot be changed; correct it by a credit note', held
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create trigger nothing_is_added_to_a_billed_invoice after insert on invoice_line
    referencing new table as written for each statement execute function nothing_is_added_to_a_billed_invoice();
create trigger no_tax_is_added_to_a_billed_invoice after insert on invoice_tax
    referencing new table as written for each statement execute function nothing_is_added_to_a_billed_invoice();

create function allocated_changes_exist() returns trigger language plpgsql as $$
declare
    missing text;
begin
    select s.number || ' has no license change ' || upper(w.changes) - 1 into missing
    from written w join subscription s on s.id = w.subscription_id
    where upper(w.changes) - 1 > s.change_count limit 1;
    if found then
        raise exception 'Subscription %; nothing can be billed for it', missing using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;

create trigger allocated_changes_exist after insert on allocation
    referencing new table as written for each statement execute function allocated_changes_exist();

-- A change that comes back into billing, or leaves it, is looked at in all cycles again.
create function settlement_is_looked_at_again() returns trigger language plpgsql as $$
begin
    update settlement set changes = 0, settled_until = '-infinity', beyond = true
    where subscription_id = new.subscription_id;
    return null;
end $$;

create trigger settlement_is_looked_at_again after update of billing_status on license_change
    for each row when (old.billing_status <> new.billing_status) execute function settlement_is_looked_at_again();

-- Cycles that somebody left out are kept in sight.
alter table billing_cycle drop constraint billing_cycle_status_check;
alter table billing_cycle add check (status in ('PENDING', 'INVOICED', 'NOTHING_DUE', 'ERROR', 'SKIPPED'));
alter table billing_cycle drop constraint billing_cycle_pkey;
alter table billing_cycle drop constraint billing_cycle_billing_contract_id_cycle_number_key;
alter table billing_cycle drop column id;
alter table billing_cycle add primary key (billing_contract_id, cycle_number);
create index billing_cycle_not_billed on billing_cycle (billing_contract_id)
    where status in ('PENDING', 'ERROR', 'SKIPPED');

insert into billing_cycle (billing_contract_id, cycle_number, period, bill_on, status, message)
select c.id, n,
       daterange((c.start_date + make_interval(months => n * c.frequency_months))::date,
                 (c.start_date + make_interval(months => (n + 1) * c.frequency_months))::date),
       (c.start_date + make_interval(months => n * c.frequency_months))::date + c.billing_offset_days,
       'SKIPPED', 'Was not billed when later cycles were'
from billing_contract c
cross join lateral (select min(cycle_number) as first, max(cycle_number) as last from billing_cycle b
                    where b.billing_contract_id = c.id) looked
cross join lateral generate_series(looked.first, looked.last) n
where not exists (select 1 from billing_cycle b where b.billing_contract_id = c.id and b.cycle_number = n);
