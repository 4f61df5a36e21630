-- How much of a billed invoice was given back by credit notes.
alter table invoice add column credited numeric(19,4) not null default 0;
alter table invoice add constraint invoice_credited_at_most_once
    check (credited = 0 or credited > 0 and credited <= total);
alter table invoice add constraint only_credit_notes_correct
    check (corrects_invoice_id is null or kind = 'CREDIT_NOTE');
create index invoice_correcting on invoice (corrects_invoice_id) where corrects_invoice_id is not null;

-- A credit note that corrects an invoice, and whether what it gives back is owed again.
create table credit_note (
    invoice_id          uuid        primary key references invoice,
    corrects_invoice_id uuid        not null references invoice,
    reason              text        not null check (btrim(reason) <> ''),
    afterwards          text        not null check (afterwards in ('BILL_AGAIN', 'WAIVE')),
    actor               text        not null,
    created_at          timestamptz not null
);

create index credit_note_by_invoice on credit_note (corrects_invoice_id);

-- A line is credited once, wholly.
create table credited_line (
    invoice_id      uuid    not null,
    position        integer not null,
    credit_note_id  uuid    not null references credit_note,
    credit_position integer not null,
    primary key (invoice_id, position),
    unique (credit_note_id, credit_position),
    foreign key (invoice_id, position) references invoice_line,
    foreign key (credit_note_id, credit_position) references invoice_line
);

create function credit_mirrors_its_line() returns trigger language plpgsql as $$
begin
    if not exists (
        select 1
        from credit_note n
        join invoice o on o.id = n.corrects_invoice_id
        join invoice_line l on l.invoice_id = o.id and l.position = new.position
        join invoice_line m on m.invoice_id = n.invoice_id and m.position = new.credit_position
        where n.invoice_id = new.credit_note_id and o.id = new.invoice_id and o.status not in ('DRAFT', 'VOID')
          and m.amount = -l.amount and m.tax_rate = l.tax_rate and m.tax_category = l.tax_category
          and m.subscription_id is not distinct from l.subscription_id and m.service_period = l.service_period) then
        raise exception 'A credit must mirror the line of the billed invoice that it corrects'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger credit_mirrors_its_line before insert or update on credited_line
    for each row execute function credit_mirrors_its_line();

create function is_kept_for_good() returns trigger language plpgsql as $$
begin
    raise exception '% keeps what happened; nothing of it is changed or deleted', tg_table_name
        using errcode = 'restrict_violation';
end $$;

create trigger credit_notes_are_kept before update or delete on credit_note
    for each row execute function is_kept_for_good();
create trigger credited_lines_are_kept before delete on credited_line
    for each row execute function is_kept_for_good();
create trigger payments_are_kept before update or delete on payment
    for each row execute function is_kept_for_good();

create function credit_note_stays_with_its_invoice() returns trigger language plpgsql as $$
begin
    if new.corrects_invoice_id is distinct from old.corrects_invoice_id then
        raise exception 'Which invoice % corrects cannot be changed', old.reference using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger credit_note_stays_with_its_invoice before update of corrects_invoice_id on invoice
    for each row execute function credit_note_stays_with_its_invoice();

-- What an invoice says of its payments and credits is their sum, whoever wrote it. Looked at when the transaction ends,
-- and only where one of them moved.
create function invoice_balance_adds_up() returns trigger language plpgsql as $$
declare
    about uuid;
    wrong text;
begin
    if tg_table_name = 'payment' then
        about := new.invoice_id;
    elsif tg_table_name = 'credit_note' then
        about := new.corrects_invoice_id;
    else
        about := new.id;
    end if;
    select i.reference into wrong
    from invoice i
    where i.id = about
      and (i.paid <> (select coalesce(sum(p.amount), 0) from payment p where p.invoice_id = i.id)
           or exists (select 1 from payment p where p.invoice_id = i.id and p.currency <> i.currency)
           or i.credited <> (select coalesce(-sum(c.total), 0)
                             from credit_note n join invoice c on c.id = n.invoice_id
                             where n.corrects_invoice_id = i.id));
    if found then
        raise exception 'Payments and credits of invoice % are not what it says of them', wrong
            using errcode = 'check_violation';
    end if;
    return null;
end $$;

create constraint trigger invoice_balance_adds_up after insert on payment
    deferrable initially deferred for each row execute function invoice_balance_adds_up();
create constraint trigger invoice_balance_adds_up after insert on credit_note
    deferrable initially deferred for each row execute function invoice_balance_adds_up();
create constraint trigger invoice_balance_adds_up after update on invoice
    deferrable initially deferred for each row
    when (old.paid is distinct from new.paid or old.credited is distinct from new.credited)
    execute function invoice_balance_adds_up();

-- Invoices of what changed within a cycle, for contracts whose cycles are long.
create table change_log_invoice (
    invoice_id uuid primary key references invoice,
    up_to      date not null
);

-- When a contract was last looked at for one.
create table change_log_look (
    billing_contract_id uuid primary key references billing_contract,
    looked_on           date not null
);

create view view_draft_held as
select c.number as contract, k.name as customer, count(*) as drafts,
       min(lower(i.period)) as period_from, max(upper(i.period)) as period_to, i.currency, sum(i.total) as total,
       string_agg(distinct i.review_reason, '; ') as reason, min(i.created_at) as held_since,
       'billing-manager' as owner
from invoice i
join billing_contract c on c.id = i.billing_contract_id
join customer k on k.id = i.customer_id
where i.status = 'DRAFT' and i.review_reason is not null
group by c.number, k.name, i.currency;

create view view_invoice_to_refund as
select i.number, k.name as customer, i.currency, i.total, i.paid, i.credited, i.paid + i.credited - i.total as to_refund,
       'billing-manager' as owner
from invoice i
join customer k on k.id = i.customer_id
where i.paid > 0 and i.paid + i.credited > i.total;

create index invoice_held on invoice (billing_contract_id) where status = 'DRAFT' and review_reason is not null;
