-- A scheduled change takes effect on one day and may be told to the provider on another; a merge that failed has a cause
-- that a person can act on, beside its sentence.
alter table scheduled_license_change
    add column merge_on timestamptz,
    add column cause    text,
    add constraint scheduled_license_change_cause check (cause in
        ('EARLIER_CHANGE_OPEN', 'INVALID_DATES', 'NOT_ACTIVE', 'OUTSIDE_WINDOW', 'PRODUCT_MISMATCH', 'PRICE_LIST_MISMATCH',
         'CURRENCY_MISMATCH', 'SALES_UNIT_MISMATCH', 'PRICE_MISMATCH', 'QUANTITY_IMPOSSIBLE', 'NO_REFUNDS', 'UNMAPPED',
         'OTHER'));
update scheduled_license_change set merge_on = provision_on;
update scheduled_license_change set cause = 'OTHER' where status = 'MERGE_FAILED';
alter table scheduled_license_change
    alter column merge_on set not null,
    add constraint scheduled_license_change_failed_for_a_cause check ((status = 'MERGE_FAILED') = (cause is not null)),
    add constraint scheduled_license_change_merged_before_told check (merge_on <= provision_on);

create or replace view view_open_scheduled_change as
select c.number,
       s.number as subscription_number,
       s.name   as subscription_name,
       c.status,
       c.quantity_delta,
       c.effective_date,
       coalesce(c.message, '') as message,
       c.created_at,
       c.change_type,
       c.merge_on,
       c.provision_on,
       coalesce(c.cause, '') as cause
from scheduled_license_change c
join subscription s on s.id = c.subscription_id
where c.status in ('PENDING', 'MERGE_FAILED');
