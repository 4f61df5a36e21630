-- When a scan last woke it: those that do not answer must not keep the others waiting.
alter table remediation_case add column woken_at timestamptz;
