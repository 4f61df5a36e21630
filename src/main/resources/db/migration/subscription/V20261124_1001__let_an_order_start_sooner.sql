-- An order whose first day has not come may start sooner: the provider has not heard of it, and nothing of it is billed.
-- Whatever else a change says stays written once.
create or replace function license_change_is_written_once() returns trigger language plpgsql as $$
declare
    starts_sooner boolean;
begin
    if tg_op = 'DELETE' then
        raise exception 'License change % cannot be deleted; archive it or append a reversing change', old.number
            using errcode = 'restrict_violation';
    end if;
    starts_sooner := new.effective_date < old.effective_date and old.event = 'CREATE' and old.sequence = 1
        and old.provisioning_status = 'AWAITING_PROVISIONING'
        and not exists (select 1 from allocation a where a.subscription_id = old.subscription_id and a.live);
    if (old.id, old.number, old.subscription_id, old.sequence, old.event, old.quantity_delta, old.quantity_after,
        old.product_id, old.sales_unit, old.currency, old.unit_price, old.monthly_unit_price,
        old.source, old.actor, old.reason, old.created_at, old.refund, old.unit_months, old.sets_price)
       is distinct from
       (new.id, new.number, new.subscription_id, new.sequence, new.event, new.quantity_delta, new.quantity_after,
        new.product_id, new.sales_unit, new.currency, new.unit_price, new.monthly_unit_price,
        new.source, new.actor, new.reason, new.created_at, new.refund, new.unit_months, new.sets_price)
       or new.effective_date <> old.effective_date and not starts_sooner
       or new.price_list_item_id <> old.price_list_item_id
       or old.price_list_item_id is null and new.price_list_item_id is not null then
        raise exception 'License change % is written once; only its statuses and the provider''s answer may change',
            old.number using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
