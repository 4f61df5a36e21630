-- What a provider is expected to hold before a change, and what it is to hold after it: reckoned when it is first told under
-- a request id, and the same for each repeat of that, whatever comes into the ledger meanwhile. And what was found there
-- instead, where the change was not sent for that reason.
alter table license_change
    add column told_from   integer,
    add column told_target integer,
    add column found_there integer;
