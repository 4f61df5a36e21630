-- Which changes tell that a term ended by itself at the provider: what is left of days that were billed beyond it is given
-- back, always. Whether a change does is no matter of what became of its subscription later: one that was cancelled there,
-- revived, and expired a year after that was cancelled all the same.
create table subscription_expiry (
    license_change_id uuid primary key references license_change
);

create trigger subscription_expiry_is_append_only before update or delete on subscription_expiry
    for each row execute function refuse_change();

insert into subscription_expiry (license_change_id)
select distinct on (change.subscription_id) change.id
from license_change change
join subscription on subscription.id = change.subscription_id and subscription.status = 'EXPIRED'
where change.event = 'DEACTIVATE' and change.source = 'PROVIDER' and change.follows_id is null
order by change.subscription_id, change.sequence desc;
