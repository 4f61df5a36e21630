-- The status in which a change found its subscription: an end that is taken back leaves a suspended one suspended.
alter table license_change add column found_status text;
