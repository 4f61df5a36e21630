-- Whether a cycle was ever reckoned. The next invoice date alone does not tell: a voided draft sets it back.
alter table billing_contract add column invoiced boolean not null default false;

update billing_contract c set invoiced = true
where exists (select 1 from billing_cycle b where b.billing_contract_id = c.id);
