-- Which version of a price list item a price came from, and how many months its sales unit covered when the monthly
-- price was computed: Unit Mapping may be corrected later, what was agreed is not. A price sheet may withdraw an item that is not
-- valid yet; the change keeps its price then.
alter table subscription
    add column price_list_item_id uuid references price_list_item on delete set null,
    add column unit_months        integer check (unit_months between 1 and 1000);

alter table license_change
    add column price_list_item_id uuid references price_list_item on delete set null,
    add column unit_months        integer check (unit_months between 1 and 1000);

create index subscription_by_price_list_item on subscription (price_list_item_id) where price_list_item_id is not null;
create index license_change_by_price_list_item on license_change (price_list_item_id)
    where price_list_item_id is not null;

-- The months by which the two prices fit together. Where both are zero, Unit Mapping is the only witness.
update license_change change
set unit_months = fitting.months
from (select id, round(unit_price / monthly_unit_price) as months from license_change where monthly_unit_price > 0) fitting
where fitting.id = change.id and fitting.months between 1 and 1000
  and abs(change.unit_price - change.monthly_unit_price * fitting.months) <= 0.0000005 * fitting.months;

update license_change change
set unit_months = mapping.months
from unit_mapping mapping
where mapping.unit = change.sales_unit and change.unit_price = 0 and change.monthly_unit_price = 0;

-- The item that priced product, unit and term on that day, where its price is the change's.
update license_change change
set price_list_item_id = item.id
from price_list_item item, subscription s
where s.id = change.subscription_id
  and item.price_list_id = s.price_list_id and item.product_id = change.product_id and item.unit = change.sales_unit
  and item.term = s.term and item.valid @> change.effective_date and item.selling_price = change.unit_price;

update subscription s
set price_list_item_id = last.price_list_item_id, unit_months = last.unit_months
from license_change last
where last.subscription_id = s.id and last.sequence = s.change_count;

create or replace function license_change_is_written_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'License change % cannot be deleted; archive it or append a reversing change', old.number
            using errcode = 'restrict_violation';
    end if;
    if (old.id, old.number, old.subscription_id, old.sequence, old.event, old.quantity_delta, old.quantity_after,
        old.product_id, old.sales_unit, old.currency, old.unit_price, old.monthly_unit_price, old.effective_date,
        old.source, old.actor, old.reason, old.created_at, old.refund, old.unit_months)
       is distinct from
       (new.id, new.number, new.subscription_id, new.sequence, new.event, new.quantity_delta, new.quantity_after,
        new.product_id, new.sales_unit, new.currency, new.unit_price, new.monthly_unit_price, new.effective_date,
        new.source, new.actor, new.reason, new.created_at, new.refund, new.unit_months)
       or new.price_list_item_id <> old.price_list_item_id
       or old.price_list_item_id is null and new.price_list_item_id is not null then
        raise exception 'License change % is written once; only its statuses and the provider''s answer may change',
            old.number using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
