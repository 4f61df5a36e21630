-- What a change tells the provider besides quantity and product. It belongs to the change and is written once.
alter table license_change
    add column instruction       text
        check (instruction in ('AUTO_RENEW_ON', 'AUTO_RENEW_OFF', 'SUSPEND', 'REACTIVATE', 'NEXT_TERM', 'NEXT_TERM_OFF',
                               'CANCEL', 'TRIAL_TO_PAID', 'MOVE')),
    add column next_part_number  text,
    add column next_quantity     integer check (next_quantity between 1 and 1000000),
    add column next_term         text,
    add column next_billing_plan text,
    add column next_term_end     date,
    add constraint license_change_next_term_is_whole
        check (num_nonnulls(next_part_number, next_quantity, next_term, next_billing_plan) in (0, 4)
               and (next_part_number is not null) = (coalesce(instruction, '') in ('NEXT_TERM', 'MOVE', 'TRIAL_TO_PAID'))
               and (next_term_end is null or next_part_number is not null)),
    add constraint license_change_instruction_moves_no_quantity
        check (instruction is null or quantity_delta = 0 or instruction in ('MOVE', 'CANCEL'));

create function license_change_keeps_its_instruction() returns trigger language plpgsql as $$
begin
    raise exception 'License change % is written once; its instruction cannot change', old.number
        using errcode = 'restrict_violation';
end $$;

create trigger license_change_keeps_its_instruction
    before update of instruction, next_part_number, next_quantity, next_term, next_billing_plan, next_term_end
    on license_change
    for each row when ((old.instruction, old.next_part_number, old.next_quantity, old.next_term, old.next_billing_plan,
                        old.next_term_end)
                       is distinct from
                       (new.instruction, new.next_part_number, new.next_quantity, new.next_term, new.next_billing_plan,
                        new.next_term_end))
    execute function license_change_keeps_its_instruction();

-- What the provider does at the end of the term, as far as it is known here; and until when it takes all of it back.
alter table subscription
    add column next_part_number  text,
    add column next_quantity     integer check (next_quantity between 1 and 1000000),
    add column next_term         text,
    add column next_billing_plan text,
    add column next_term_end     date,
    add column cancellable_until timestamptz,
    add column trial             boolean not null default false,
    add constraint subscription_next_term_is_whole
        check (num_nonnulls(next_part_number, next_quantity, next_term, next_billing_plan) in (0, 4)
               and (next_term_end is null or next_part_number is not null));

-- A term that rolled on: noticed by our clock, or told by the provider, whichever came first.
create table subscription_renewal (
    subscription_id   uuid        not null references subscription,
    renewed_on        date        not null,
    term              text        not null,
    term_end          date        not null,
    noticed_by        text        not null check (noticed_by in ('CLOCK', 'PROVIDER')),
    license_change_id uuid        references license_change,
    at                timestamptz not null,
    primary key (subscription_id, renewed_on),
    check (term_end >= renewed_on)
);

create trigger subscription_renewal_is_append_only before update or delete on subscription_renewal
    for each row execute function refuse_change();

-- One subscription that goes on as another: all of it, or some of its seats. What leaves the old one is one change of it,
-- what enters the new one is that one's Create change; both count from the same day and are billed together or not.
create table subscription_replacement (
    new_id         uuid primary key references subscription,
    old_id         uuid        not null references subscription,
    whole          boolean     not null,
    change_date    date        not null,
    leaving_id     uuid        not null unique references license_change,
    entering_id    uuid        not null unique references license_change,
    actor          text        not null,
    reason         text        not null check (btrim(reason) <> ''),
    at             timestamptz not null,
    check (old_id <> new_id)
);

create unique index subscription_replacement_whole on subscription_replacement (old_id) where whole;
create index subscription_replacement_by_old on subscription_replacement (old_id);
create trigger subscription_replacement_is_append_only before update or delete on subscription_replacement
    for each row execute function refuse_change();

create function no_day_is_owed_twice(replaced subscription_replacement) returns void language plpgsql as $$
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

create function replacement_bills_no_day_twice() returns trigger language plpgsql as $$
declare
    replaced subscription_replacement%rowtype;
begin
    if tg_table_name = 'subscription_replacement' then
        perform no_day_is_owed_twice(new);
        return null;
    end if;
    for replaced in
        select * from subscription_replacement
        where old_id = (to_jsonb(new) ->> 'subscription_id')::uuid or new_id = (to_jsonb(new) ->> 'subscription_id')::uuid
    loop
        perform no_day_is_owed_twice(replaced);
    end loop;
    return null;
end $$;

create constraint trigger replacement_bills_no_day_twice after insert on subscription_replacement
    deferrable initially deferred for each row execute function replacement_bills_no_day_twice();
create constraint trigger change_bills_no_replaced_day_twice after insert or update of billing_status on license_change
    deferrable initially deferred for each row execute function replacement_bills_no_day_twice();

create view view_ending_term as
select subscription.number, subscription.name, customer.number as customer_number, subscription.status,
       subscription.commitment_end as term_end, subscription.auto_renew, subscription.next_part_number,
       subscription.next_quantity, subscription.next_term
from subscription
left join customer on customer.id = subscription.customer_id
where subscription.status in ('ACTIVE', 'SUSPENDED') and subscription.commitment_end is not null;
