-- What a change adds to a subscription's value depends on what was billed before it came: a change that was archived and
-- comes back stands behind the price that was billed without it. So each return into billing is a new entry.
create sequence license_change_entry;

alter table license_change add column entry bigint;
alter table license_change disable trigger user;
update license_change set entry = ordered.entry
from (select id, nextval('license_change_entry') as entry
      from (select id from license_change order by subscription_id, sequence) as in_order) as ordered
where ordered.id = license_change.id;
alter table license_change enable trigger user;
alter table license_change alter column entry set default nextval('license_change_entry'),
                           alter column entry set not null,
                           add constraint license_change_entry_once unique (subscription_id, entry);
alter sequence license_change_entry owned by license_change.entry;

create function return_into_billing_is_an_entry() returns trigger language plpgsql as $$
begin
    new.entry := nextval('license_change_entry');
    return new;
end $$;

create trigger return_into_billing_is_an_entry before update of billing_status on license_change
    for each row when (old.billing_status = 'ARCHIVED' and new.billing_status = 'ACTIVE')
    execute function return_into_billing_is_an_entry();
