-- A change that is undone was never: what was waived of it is owed again, together with what undoes it, and both together
-- are worth nothing. Else the one would stay waived and the other be billed: 25 seats that were to end on 10 March, not
-- credited, and given back in April would cost 22 days of March a second time.
create function waived_is_freed(of_subscription uuid, of_change integer) returns void language plpgsql as $$
begin
    -- A row may settle several changes, where another document waived a whole line; the others stay waived, each part
    -- with its share of the amount.
    with freed as (
        update allocation set live = false
        where subscription_id = of_subscription and changes @> of_change and state = 'WAIVED' and live
        returning changes, period, amount, currency, waive_reason, invoice_id),
    moved as (
        select c.sequence,
               coalesce(c.quantity_after * c.monthly_unit_price, 0)
                   - coalesce(lag(c.quantity_after * c.monthly_unit_price) over (order by c.sequence), 0) as value
        from license_change c
        where c.subscription_id = of_subscription),
    rest as (
        select f.*, part.changes as kept,
               (select sum(m.value) from moved m where part.changes @> m.sequence) as kept_value,
               (select sum(m.value) from moved m where f.changes @> m.sequence) as value
        from freed f
        cross join lateral (
            values (int4range(lower(f.changes), of_change)), (int4range(of_change + 1, upper(f.changes)))) part (changes)
        where not isempty(part.changes))
    insert into allocation (subscription_id, changes, period, amount, currency, state, waive_reason, invoice_id)
    select of_subscription, kept, period, coalesce(amount * kept_value / nullif(value, 0), 0), currency, 'WAIVED',
           waive_reason, invoice_id
    from rest;
end $$;

-- The settlement first: a run that is writing holds it, and its allocations are seen when it is done; one that comes
-- afterwards finds the other trigger.
create function undone_is_owed_again() returns trigger language plpgsql as $$
declare
    undone license_change%rowtype;
begin
    select * into undone from license_change where id = new.undoes_id;
    insert into settlement (subscription_id, changes, settled_until, beyond, epoch)
    values (undone.subscription_id, 0, '-infinity', true, 1)
    on conflict (subscription_id) do update
    set changes = 0, settled_until = '-infinity', beyond = true, epoch = settlement.epoch + 1;
    perform waived_is_freed(undone.subscription_id, undone.sequence);
    return null;
end $$;

create constraint trigger undone_is_owed_again after insert on license_change
    deferrable initially deferred for each row when (new.undoes_id is not null) execute function undone_is_owed_again();

-- What a run waives that had read the ledger before the undoing came. Few lines are waived and fewer are undone.
create or replace function allocated_changes_exist() returns trigger language plpgsql as $$
declare
    missing text;
    undone record;
begin
    select s.number || ' has no license change ' || upper(w.changes) - 1 into missing
    from written w join subscription s on s.id = w.subscription_id
    where upper(w.changes) - 1 > s.change_count limit 1;
    if found then
        raise exception 'Subscription %; nothing can be billed for it', missing using errcode = 'foreign_key_violation';
    end if;
    if pg_trigger_depth() = 1 then
        for undone in
            select distinct w.subscription_id, c.sequence
            from written w
            join license_change c on c.subscription_id = w.subscription_id and w.changes @> c.sequence
            join license_change undoing on undoing.undoes_id = c.id
            where w.state = 'WAIVED'
        loop
            perform waived_is_freed(undone.subscription_id, undone.sequence);
        end loop;
    end if;
    return null;
end $$;

create or replace function allocation_is_freed_with_its_line() returns trigger language plpgsql as $$
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
    if new.state = 'WAIVED'
       and exists (select from license_change undone
                   join license_change undoing on undoing.undoes_id = undone.id
                   where undone.subscription_id = new.subscription_id and new.changes @> undone.sequence) then
        return null;
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
