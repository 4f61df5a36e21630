create table price_list (
    id         uuid primary key,
    name       text    not null unique,
    market     text    not null check (market ~ '^[A-Z]{2}$'),
    currency   char(3) not null,
    is_default boolean not null default false,
    version    bigint  not null default 0
);

create unique index price_list_one_default_per_currency on price_list (currency) where is_default;

-- A dated price: a change of price ends one row and starts the next, and never rewrites a past one. An open end is the
-- day 9999-12-31.
create table price_list_item (
    id            uuid primary key,
    price_list_id uuid          not null references price_list,
    product_id    uuid          not null references product,
    unit          text          not null references unit_mapping,
    term          text          not null check (term in ('P1M', 'P1Y', 'P3Y')),
    selling_price numeric(19,6) not null check (selling_price >= 0),
    cost_price    numeric(19,6) not null check (cost_price >= 0),
    valid         daterange     not null check (not isempty(valid) and not lower_inf(valid) and not upper_inf(valid)),
    version       bigint        not null default 0,
    exclude using gist (price_list_id with =, product_id with =, unit with =, term with =, valid with &&)
);

create index price_list_item_by_product on price_list_item (product_id, price_list_id);
