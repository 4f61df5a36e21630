-- From these a run says how fast it is and when it will be through. On the items, so that lanes do not wait for each other.
alter table billing_run add column started_at timestamptz;
alter table billing_run_item add column settled_at timestamptz;
