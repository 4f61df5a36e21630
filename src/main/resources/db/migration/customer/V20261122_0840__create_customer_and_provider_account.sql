create sequence customer_number;
create sequence provider_account_number;

create table customer (
    id          uuid primary key,
    number      text    not null unique,
    name        text    not null check (name <> ''),
    domain      text    not null unique check (domain = lower(domain)),
    country     char(2) not null,
    street      text    not null,
    city        text    not null,
    postal_code text    not null,
    currency    char(3) not null,
    vat_id      text,
    version     bigint  not null default 0
);

create table contact (
    id          uuid primary key,
    customer_id uuid    not null references customer,
    name        text    not null,
    email       text    not null check (position('@' in email) > 1),
    is_primary  boolean not null,
    unique (customer_id, email)
);

create unique index contact_one_primary on contact (customer_id) where is_primary;
create index contact_by_domain on contact (lower(substring(email from '[^@]+$')));

-- One tenant at one provider. Several may belong to one customer; while none is named, nothing of it can be billed.
-- Provisioning best practices §1.
create table provider_account (
    id             uuid primary key,
    number         text        not null unique,
    provider       text        not null,
    tenant_id      text        not null,
    name           text        not null,
    domain         text        not null,
    discovered_at  timestamptz not null,
    customer_id    uuid references customer,
    mapped_at      timestamptz,
    mapped_by      text,
    mapping_reason text,
    version        bigint      not null default 0,
    unique (provider, tenant_id),
    check ((customer_id is null) = (mapped_at is null) and (customer_id is null) = (mapped_by is null))
);

create index provider_account_unmapped on provider_account (discovered_at) where customer_id is null;
