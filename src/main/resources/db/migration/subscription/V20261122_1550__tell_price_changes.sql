-- Each change carries the price that holds after it. Only some set it: a change entered behind those of a later day must
-- not be taken for a change of price because of what holds by then, nor the reverse.
alter table license_change add column sets_price boolean;
alter table license_change disable trigger license_change_is_written_once;
update license_change change
set sets_price = sequence = 1 or not exists (
    select 1 from license_change before
    where before.subscription_id = change.subscription_id and before.sequence = change.sequence - 1
      and before.monthly_unit_price is not distinct from change.monthly_unit_price);
alter table license_change enable trigger license_change_is_written_once;
alter table license_change alter column sets_price set not null;

create or replace function license_change_is_written_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'License change % cannot be deleted; archive it or append a reversing change', old.number
            using errcode = 'restrict_violation';
    end if;
    if (old.id, old.number, old.subscription_id, old.sequence, old.event, old.quantity_delta, old.quantity_after,
        old.product_id, old.sales_unit, old.currency, old.unit_price, old.monthly_unit_price, old.effective_date,
        old.source, old.actor, old.reason, old.created_at, old.refund, old.unit_months, old.sets_price)
       is distinct from
       (new.id, new.number, new.subscription_id, new.sequence, new.event, new.quantity_delta, new.quantity_after,
        new.product_id, new.sales_unit, new.currency, new.unit_price, new.monthly_unit_price, new.effective_date,
        new.source, new.actor, new.reason, new.created_at, new.refund, new.unit_months, new.sets_price)
       or new.price_list_item_id <> old.price_list_item_id
       or old.price_list_item_id is null and new.price_list_item_id is not null then
        raise exception 'License change % is written once; only its statuses and the provider''s answer may change',
            old.number using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
