-- A run takes its contracts in the order of their numbers. The order is found once, not again by each chunk.
alter table billing_run_item add column position integer;
update billing_run_item i set position = placed.position
from (select billing_run_id, billing_contract_id,
             row_number() over (partition by billing_run_id order by c.number) as position
      from billing_run_item join billing_contract c on c.id = billing_contract_id) placed
where placed.billing_run_id = i.billing_run_id and placed.billing_contract_id = i.billing_contract_id;
alter table billing_run_item alter column position set not null;
create index billing_run_item_pending on billing_run_item (billing_run_id, position) where status = 'PENDING';
