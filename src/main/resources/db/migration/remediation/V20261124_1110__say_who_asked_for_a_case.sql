-- Somebody asked why: such a case stays until there is an answer, although no scan would have found its symptom.
alter table remediation_case add column by_hand boolean not null default false;
