-- Saved views of Provisioning best practices §9.
create view view_subscription_without_price as
select s.number,
       s.name,
       s.status,
       concat_ws(', ',
                 case when s.customer_id is null then 'customer' end,
                 case when s.billing_contract_id is null then 'billing contract' end,
                 case when s.product_id is null then 'product' end,
                 case when s.sales_unit is null then 'sales unit' end,
                 case when s.monthly_unit_price is null then 'price' end) as missing
from subscription s
where s.status in ('AWAITING_PROVISIONING', 'ACTIVE')
  and s.billable
  and (s.customer_id is null or s.billing_contract_id is null or s.product_id is null or s.sales_unit is null
       or s.monthly_unit_price is null);

create view view_open_license_change as
select c.number,
       s.number as subscription_number,
       s.name   as subscription_name,
       c.provisioning_status,
       c.quantity_delta,
       c.effective_date,
       coalesce(c.provider_message, '') as message,
       c.created_at
from license_change c
join subscription s on s.id = c.subscription_id
where c.provisioning_status in ('AWAITING_PROVISIONING', 'FAILED_PROVISIONING');

create view view_open_scheduled_change as
select c.number,
       s.number as subscription_number,
       s.name   as subscription_name,
       c.status,
       c.quantity_delta,
       c.effective_date,
       coalesce(c.message, '') as message,
       c.created_at
from scheduled_license_change c
join subscription s on s.id = c.subscription_id
where c.status in ('PENDING', 'MERGE_FAILED');
