-- A change that only undoes another one: of the same subscription, from the same day on, and by what that one moved. So
-- both together are worth nothing, whatever stands between them; they are billed together or not at all.
alter table license_change add column undoes_id uuid unique references license_change;

-- A move that the provider refused is taken back once, and says when; then neither of the two is the other any more.
alter table subscription_replacement add column reversed_at timestamptz;

drop trigger subscription_replacement_is_append_only on subscription_replacement;

create function replacement_is_only_taken_back() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.reversed_at is null and new.reversed_at is not null
       and to_jsonb(old) - 'reversed_at' = to_jsonb(new) - 'reversed_at' then
        return new;
    end if;
    raise exception 'Rows of % are written once; a move can only be taken back, and once', tg_table_name
        using errcode = 'restrict_violation';
end $$;

create trigger replacement_is_only_taken_back before update or delete on subscription_replacement
    for each row execute function replacement_is_only_taken_back();

drop index subscription_replacement_whole;
create unique index subscription_replacement_whole on subscription_replacement (old_id)
    where whole and reversed_at is null;

-- Both ways round: whatever is billed, or not, because another one is.
create view change_billed_together as
select leaving_id as change_id, entering_id as other_id from subscription_replacement
union all
select entering_id, leaving_id from subscription_replacement
union all
select undoes_id, id from license_change where undoes_id is not null
union all
select id, undoes_id from license_change where undoes_id is not null;

create or replace function no_day_is_owed_twice(replaced subscription_replacement) returns void language plpgsql as $$
declare
    leaving  license_change%rowtype;
    entering license_change%rowtype;
begin
    select * into leaving from license_change where id = replaced.leaving_id;
    select * into entering from license_change where id = replaced.entering_id;
    if leaving.subscription_id <> replaced.old_id or entering.subscription_id <> replaced.new_id then
        raise exception 'License changes % and % are not of the subscriptions that replace each other', leaving.number,
            entering.number using errcode = 'check_violation';
    end if;
    if leaving.effective_date <> replaced.change_date or entering.effective_date <> replaced.change_date
       or leaving.quantity_delta + entering.quantity_delta <> 0 or entering.quantity_delta <= 0 then
        raise exception 'The seats that leave by % from % are not those that enter by % from %: a day would be billed twice or never',
            leaving.number, leaving.effective_date, entering.number, entering.effective_date
            using errcode = 'check_violation';
    end if;
    if replaced.whole and leaving.quantity_after <> 0 then
        raise exception 'License change % leaves % seats, but all of them move', leaving.number, leaving.quantity_after
            using errcode = 'check_violation';
    end if;
    if leaving.billing_status <> entering.billing_status then
        raise exception 'License changes % and % are two halves of one move: archive both, or none', leaving.number,
            entering.number using errcode = 'check_violation';
    end if;
    -- Taken back, both halves are undone, which undoing_is_exact holds them to; the two are strangers from then on.
    if replaced.reversed_at is not null then
        if (select count(*) from license_change where undoes_id in (leaving.id, entering.id)) <> 2 then
            raise exception 'The move by % and % is said to be taken back, but not both of them are undone',
                leaving.number, entering.number using errcode = 'check_violation';
        end if;
        return;
    end if;
    -- All of it moved: from that day on the old one may have no seat that is billed while the new one has.
    if replaced.whole and exists (
        select 1
        from license_change day
        where day.subscription_id in (replaced.old_id, replaced.new_id) and day.effective_date >= replaced.change_date
          and (select sum(quantity_delta) from license_change
               where subscription_id = replaced.old_id and billing_status = 'ACTIVE'
                 and effective_date <= day.effective_date) > 0
          and (select sum(quantity_delta) from license_change
               where subscription_id = replaced.new_id and billing_status = 'ACTIVE'
                 and effective_date <= day.effective_date) > 0) then
        raise exception 'The subscription of % was replaced from % on; a change that is billed beyond would bill a day twice',
            leaving.number, replaced.change_date using errcode = 'check_violation';
    end if;
    if exists (select 1 from license_change
               where subscription_id = replaced.new_id and effective_date < replaced.change_date
                 and quantity_delta <> 0) then
        raise exception 'The subscription of % starts on %, the day it replaces the other one', entering.number,
            replaced.change_date using errcode = 'check_violation';
    end if;
end $$;

create function undoing_is_exact() returns trigger language plpgsql as $$
declare
    pair record;
begin
    for pair in
        select undone.number, undoing.number as by_number, undone.billing_status = undoing.billing_status as together,
               undone.subscription_id = undoing.subscription_id and undone.effective_date = undoing.effective_date
                   and undone.quantity_delta + undoing.quantity_delta = 0 and undone.id <> undoing.id as exact
        from license_change undoing
        join license_change undone on undone.id = undoing.undoes_id
        where undoing.id = new.id or undone.id = new.id
    loop
        if not pair.exact then
            raise exception 'License change % does not undo %: it has to move as many seats back from the same day on',
                pair.by_number, pair.number using errcode = 'check_violation';
        end if;
        if not pair.together then
            raise exception 'License change % undoes %: archive both, or none', pair.by_number, pair.number
                using errcode = 'check_violation';
        end if;
    end loop;
    return null;
end $$;

create constraint trigger undoing_is_exact after insert on license_change
    deferrable initially deferred for each row when (new.undoes_id is not null) execute function undoing_is_exact();
create constraint trigger undoing_is_billed_with_what_it_undoes after update of billing_status on license_change
    deferrable initially deferred for each row execute function undoing_is_exact();

create function undoing_is_written_once() returns trigger language plpgsql as $$
begin
    raise exception 'License change % undoes what it undoes; append another one', old.number
        using errcode = 'restrict_violation';
end $$;

create trigger undoing_is_written_once before update of undoes_id on license_change
    for each row when (old.undoes_id is distinct from new.undoes_id) execute function undoing_is_written_once();
