-- How a contract's invoices are taxed: by dated rates, not at all, or by another company's engine.
create table tax_service (
    id       uuid primary key,
    code     text    not null unique check (code ~ '^[A-Z][A-Z0-9-]*$'),
    name     text    not null,
    type     text    not null check (type in ('RATE_BASED', 'NONE', 'EXTERNAL')),
    -- Whether customers of a country without any rate are invoiced without tax; otherwise they are not invoiced.
    overseas boolean not null default false,
    version  bigint  not null default 0
);

-- A dated rate of a product's tax category, for customers of a region, of a country or of anywhere. A change of rate
-- ends one row and starts the next, and never rewrites a past one. An open end is the day 9999-12-31.
create table tax_rate (
    id               uuid primary key,
    tax_service_id   uuid         not null references tax_service,
    product_category text         not null check (product_category ~ '^[A-Z][A-Z0-9_]*$'),
    country          char(2),
    region           text,
    code             text         not null check (code in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
    rate             numeric(7,4) not null check (rate between 0 and 100),
    name             text         not null,
    exemption_reason text,
    valid            daterange    not null check (not isempty(valid) and not lower_inf(valid) and not upper_inf(valid)),
    check (region is null or country is not null),
    check (code = 'S' or rate = 0),
    check (code in ('S', 'Z') = (exemption_reason is null)),
    constraint tax_rate_one_at_a_time exclude using gist
        (tax_service_id with =, product_category with =, coalesce(country, '') with =, coalesce(region, '') with =,
         valid with &&)
);

-- Only its end may be set, and only to an earlier day.
create function tax_rate_is_written_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
       or (old.id, old.tax_service_id, old.product_category, old.country, old.region, old.code, old.rate, old.name,
           old.exemption_reason, lower(old.valid))
          is distinct from
          (new.id, new.tax_service_id, new.product_category, new.country, new.region, new.code, new.rate, new.name,
           new.exemption_reason, lower(new.valid))
       or upper(new.valid) > upper(old.valid) then
        raise exception 'Tax rate % is written once; end it and enter another', old.id
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger tax_rate_is_written_once before update or delete on tax_rate
    for each row execute function tax_rate_is_written_once();
