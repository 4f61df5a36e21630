-- A billable add-on that is billed at its parent prints within its parent's line. The line itself stays, with its proof
-- and its allocations, so the money is what it would be alone; this names the line that it prints in.
alter table invoice_line
    add column rolled_into integer,
    add constraint invoice_line_rolled_into_fkey foreign key (invoice_id, rolled_into) references invoice_line,
    add constraint invoice_line_rolls_into_another check (rolled_into <> position);

create index subscription_billed_at_parent on subscription (id) where bill_at = 'PARENT';
