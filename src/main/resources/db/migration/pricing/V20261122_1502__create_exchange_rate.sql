-- What one unit of a currency costs in another, from a day on. A rate is entered once and never rewritten: what was
-- billed with it can be computed again.
create table exchange_rate (
    id            uuid primary key,
    from_currency char(3)        not null,
    to_currency   char(3)        not null,
    valid_from    date           not null,
    rate          numeric(20,10) not null check (rate > 0),
    source        text           not null,
    actor         text           not null,
    created_at    timestamptz    not null,
    unique (from_currency, to_currency, valid_from),
    check (from_currency <> to_currency)
);

create trigger exchange_rate_is_append_only before update or delete on exchange_rate
    for each row execute function refuse_change();
