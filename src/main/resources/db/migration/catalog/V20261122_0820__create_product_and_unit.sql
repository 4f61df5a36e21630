-- Unit Mapping: how many months one sales unit covers. Provisioning best practices §5.
create table unit_mapping (
    unit    text primary key check (unit ~ '^[A-Z][A-Z_]*$'),
    months  integer not null check (months between 1 and 120),
    version bigint  not null default 0
);

insert into unit_mapping (unit, months) values ('MONTHLY', 1), ('QUARTERLY', 3), ('ANNUAL', 12), ('TRIENNIAL', 36);

create table product (
    id                          uuid primary key,
    provider                    text    not null,
    provider_part_number        text    not null,
    title                       text    not null,
    sku_title                   text    not null,
    publisher                   text    not null,
    billing_type                text    not null default 'LICENSE'
        check (billing_type in ('LICENSE', 'USAGE', 'NON_RECURRING', 'TIERED', 'SERVICE')),
    quantity_reduction_behavior text
        check (quantity_reduction_behavior in ('ALLOWED', 'DISALLOWED', 'ALLOWED_WITHIN_WINDOW')),
    quantity_reduction_window   integer check (quantity_reduction_window between 0 and 366),
    active                      boolean not null default true,
    version                     bigint  not null default 0,
    unique (provider, provider_part_number),
    check (quantity_reduction_behavior is distinct from 'ALLOWED_WITHIN_WINDOW' or quantity_reduction_window is not null)
);
