-- Each reset of a settlement is counted, so that a run that read it before keeps the reset: a change may come back into
-- billing while a run works. A subscription that was never billed gets a row, for the same reason.
alter table settlement add column epoch integer not null default 0;

create or replace function settlement_is_looked_at_again() returns trigger language plpgsql as $$
begin
    insert into settlement (subscription_id, changes, settled_until, beyond, epoch)
    values (new.subscription_id, 0, '-infinity', true, 1)
    on conflict (subscription_id) do update
    set changes = 0, settled_until = '-infinity', beyond = true, epoch = settlement.epoch + 1;
    return null;
end $$;

-- What is billed stays settled until its invoice is voided or its line is credited; nothing else frees it, and nothing
-- else of a row ever changes. Looked at when the transaction ends, since both are written in it.
create function allocation_is_freed_with_its_line() returns trigger language plpgsql as $$
declare
    held text;
begin
    if tg_op = 'DELETE' then
        raise exception 'What is settled is kept; void the draft or credit the invoice' using errcode = 'restrict_violation';
    end if;
    if (old.subscription_id, old.changes, old.period, old.amount, old.currency, old.state, old.waive_reason,
        old.invoice_id, old.position)
       is distinct from
       (new.subscription_id, new.changes, new.period, new.amount, new.currency, new.state, new.waive_reason,
        new.invoice_id, new.position)
       or new.live then
        raise exception 'What is settled is written once; it can only be freed, by voiding or crediting its invoice'
            using errcode = 'restrict_violation';
    end if;
    select i.number into held from invoice i
    where i.id = new.invoice_id and i.status not in ('DRAFT', 'VOID')
      and not exists (select from credited_line c where c.invoice_id = new.invoice_id and c.position = new.position)
      and not (new.position is null
               and exists (select from credit_note n where n.corrects_invoice_id = new.invoice_id));
    if found then
        raise exception 'Invoice % stays billed: what it settled is freed by a credit note only', held
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create constraint trigger allocation_is_freed_with_its_line after update or delete on allocation
    deferrable initially deferred for each row execute function allocation_is_freed_with_its_line();
alter table allocation add foreign key (invoice_id) references invoice;
