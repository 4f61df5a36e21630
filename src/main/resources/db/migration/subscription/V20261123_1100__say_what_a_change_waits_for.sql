-- What an awaiting change waits for: the reason, the sentence for people, the number of what is in its way, since when.
alter table license_change
    add column waiting_for   text,
    add column waiting_words text,
    add column waiting_on    text,
    add column waiting_since timestamptz,
    add constraint license_change_waiting_for check (waiting_for in
        ('EFFECTIVE_DATE', 'EARLIER_CHANGE', 'PARENT', 'MAPPING', 'CREDIT_HOLD', 'AGREEMENT', 'PROVIDER_INACTIVE',
         'PERSON', 'LINKED_PARENT', 'PROVIDER_PENDING', 'PROVIDER_UNREACHABLE')),
    add constraint license_change_waits_wholly check
        (num_nulls(waiting_for, waiting_words, waiting_since) in (0, 3) and (waiting_for is not null or waiting_on is null)),
    add constraint license_change_waits_while_awaiting check
        (waiting_for is null or provisioning_status = 'AWAITING_PROVISIONING');

create index license_change_by_blocker on license_change (waiting_on) where waiting_on is not null;

-- Whatever settles or fails a change, it waits for nothing any more.
create function settled_change_waits_no_more() returns trigger language plpgsql as $$
begin
    if new.provisioning_status <> 'AWAITING_PROVISIONING' then
        new.waiting_for := null;
        new.waiting_words := null;
        new.waiting_on := null;
        new.waiting_since := null;
    end if;
    return new;
end $$;

create trigger settled_change_waits_no_more before update of provisioning_status on license_change
    for each row execute function settled_change_waits_no_more();

create or replace view view_open_license_change as
select c.number,
       s.number as subscription_number,
       s.name   as subscription_name,
       c.provisioning_status,
       c.quantity_delta,
       c.effective_date,
       coalesce(c.provider_message, '') as message,
       c.created_at,
       coalesce(c.waiting_for, '')   as waiting_for,
       coalesce(c.waiting_words, '') as waits_for,
       coalesce(c.waiting_on, '')    as waiting_on,
       c.waiting_since
from license_change c
join subscription s on s.id = c.subscription_id
where c.provisioning_status in ('AWAITING_PROVISIONING', 'FAILED_PROVISIONING');
