create sequence billing_contract_number;
create sequence payment_profile_number;

-- Holds the gateway's tokens, never a card.
create table payment_profile (
    id                     uuid primary key,
    number                 text    not null unique,
    customer_id            uuid    not null references customer,
    gateway                text    not null,
    gateway_customer       text    not null,
    gateway_payment_method text    not null,
    label                  text    not null,
    status                 text    not null check (status in ('PENDING', 'SYNCED', 'INACTIVE')),
    is_default             boolean not null default false,
    version                bigint  not null default 0
);

create unique index payment_profile_one_default on payment_profile (customer_id) where is_default;

create table billing_contract (
    id                   uuid primary key,
    number               text          not null unique,
    customer_id          uuid          not null references customer,
    name                 text          not null,
    status               text          not null check (status in ('ACTIVE', 'INACTIVE')),
    start_date           date          not null,
    end_date             date,
    frequency_months     integer       not null check (frequency_months between 1 and 120),
    billing_policy       text          not null check (billing_policy in ('ADVANCE', 'ARREARS')),
    prorate_unit         text          not null check (prorate_unit in ('DAYS', 'MONTHS')),
    day_count            text          not null check (day_count in ('ACTUAL_MONTH', 'THIRTY_DAY', 'DAYS_365')),
    month_rounding       text          not null check (month_rounding in ('CEIL', 'FLOOR', 'NEAREST')),
    billing_offset_days  integer       not null check (billing_offset_days between -60 and 60),
    next_invoice_date    date          not null,
    payment_terms_days   integer       not null check (payment_terms_days between 0 and 365),
    currency             char(3)       not null,
    price_list_id        uuid          not null references price_list,
    allow_conversion     boolean       not null default false,
    tax_rate             numeric(7,4)  not null check (tax_rate between 0 and 100),
    tax_name             text          not null,
    process_refunds      text          not null check (process_refunds in ('USE_GLOBAL', 'YES', 'NO')),
    is_default           boolean       not null,
    billing_contact      text,
    billing_email        text,
    more_recipients      text[]        not null default '{}',
    language             text          not null check (language in ('en', 'de')),
    payment_profile_id   uuid references payment_profile,
    generate_pdf         boolean       not null,
    auto_send_email      boolean       not null,
    auto_sync_accounting boolean       not null,
    auto_charge          boolean       not null,
    version              bigint        not null default 0,
    check (end_date is null or end_date > start_date)
);

-- What a sync finds is attached to the customer's one default contract.
create unique index billing_contract_one_default on billing_contract (customer_id) where is_default;
create index billing_contract_by_customer on billing_contract (customer_id);
create index billing_contract_due on billing_contract (next_invoice_date) where status = 'ACTIVE';
