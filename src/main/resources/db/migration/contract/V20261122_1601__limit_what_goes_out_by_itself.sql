-- What waits for a person although it could go out: an invoice above the limit. And how often a contract with long
-- cycles is looked at for changes within them; the global setting applies where nothing is said.
alter table billing_contract
    add column invoice_limit numeric(19,4) check (invoice_limit > 0),
    add column change_log_cadence text check (change_log_cadence in ('NEVER', 'WEEKLY', 'MONTHLY'));
