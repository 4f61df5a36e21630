-- Provisioning best practices, checklist "Audit & Monitor": spot-check new subscriptions and first-cycle invoices.
create index license_change_first on license_change (created_at) where sequence = 1;

create view view_new_subscription as
select s.number,
       s.name,
       k.name                                                                           as customer,
       s.status,
       s.channel,
       newest.created_at                                                                as since,
       s.quantity,
       coalesce(round(s.unit_price, 2) || ' ' || s.currency || ' per ' || s.sales_unit, 'no price') as price,
       coalesce(i.number, i.status, 'not invoiced yet')                                 as first_invoice,
       lower(first_line.period)                                                         as billed_from,
       upper(first_line.period) - 1                                             as billed_to,
       first_line.amount                                                                as first_amount
from (select subscription_id, created_at from license_change where sequence = 1
      order by created_at desc limit 200) as newest
join subscription s on s.id = newest.subscription_id
left join customer k on k.id = s.customer_id
left join lateral (
    select a.invoice_id, a.period, a.amount
    from allocation a
    where a.subscription_id = s.id and a.live and a.state = 'BILLED'
    order by lower(a.period), upper(a.changes)
    limit 1) as first_line on true
left join invoice i on i.id = first_line.invoice_id
order by newest.created_at desc;
