-- The conventions by which a part of a cycle is charged. Code holds the logic of each (name, version); this table says
-- which versions there are, since when a new contract gets one, and what it means in words.
create table proration_rule (
    name         text    not null check (name ~ '^[A-Z][A-Z0-9_]*$'),
    version      integer not null check (version >= 1),
    prorate_unit text    not null check (prorate_unit in ('DAYS', 'MONTHS')),
    description  text    not null,
    valid_from   date    not null,
    primary key (name, version)
);

insert into proration_rule (name, version, prorate_unit, description, valid_from)
values ('ACTUAL_MONTH', 1, 'DAYS', 'Active days over the days of each month of the cycle, month by month', '2000-01-01'),
       ('ACTUAL_PERIOD', 1, 'DAYS', 'Active days over all days of the cycle, times the cycle''s months', '2000-01-01'),
       ('THIRTY_DAY', 1, 'DAYS', 'Active days over 30, never more than the whole cycle', '2000-01-01'),
       ('DAYS_365', 1, 'DAYS', 'Active days times 12 over 365, never more than the whole cycle', '2000-01-01'),
       ('MONTHS_CEIL', 1, 'MONTHS', 'Each month of the cycle that is touched counts as a whole one', '2000-01-01'),
       ('MONTHS_FLOOR', 1, 'MONTHS', 'Only months of the cycle that are covered wholly count', '2000-01-01'),
       ('MONTHS_NEAREST', 1, 'MONTHS', 'A month of the cycle counts if at least half of its days are covered',
        '2000-01-01');

alter table billing_contract
    add column proration_rule         text,
    add column proration_rule_version integer;

update billing_contract
set proration_rule         = case prorate_unit when 'MONTHS' then 'MONTHS_' || month_rounding else day_count end,
    proration_rule_version = 1;

alter table billing_contract
    alter column proration_rule set not null,
    alter column proration_rule_version set not null,
    add foreign key (proration_rule, proration_rule_version) references proration_rule,
    drop column prorate_unit,
    drop column day_count,
    drop column month_rounding;
