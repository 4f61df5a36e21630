-- Since when a provider has been told of a change under its present request id: its lists lag behind, so for a while
-- after that they cannot tell that nothing came of it.
alter table license_change add column told_since timestamptz;
