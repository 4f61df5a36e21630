create view view_invoice_to_review as
select i.reference, c.name as customer, lower(i.period) as period_from, i.currency, i.total, coalesce(i.review_reason, '') as reason
from invoice i
join customer c on c.id = i.customer_id
where i.status = 'DRAFT';
