-- A run bills every contract that is due, unless it is limited to some: then it takes up those and never another one,
-- not even if none of them is left.
alter table billing_run add column limited boolean not null default false;

create table billing_run_selection (
    billing_run_id      uuid not null references billing_run,
    billing_contract_id uuid not null references billing_contract,
    primary key (billing_run_id, billing_contract_id)
);
