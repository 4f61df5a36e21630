create sequence non_recurring_item_number;

-- What is charged once, beside the subscriptions (NRI).
create table non_recurring_item (
    id                  uuid primary key,
    number              text          not null unique,
    billing_contract_id uuid          not null references billing_contract,
    product_id          uuid references product,
    name                text          not null,
    description         text,
    quantity            integer       not null check (quantity between 1 and 1000000),
    currency            char(3)       not null,
    unit_price          numeric(19,6) not null check (unit_price >= 0),
    discount_percent    numeric(7,4)  not null check (discount_percent between 0 and 100),
    taxable             boolean       not null,
    invoice_on          date          not null,
    expires_on          date,
    cancelled_reason    text,
    actor               text          not null,
    created_at          timestamptz   not null,
    version             bigint        not null default 0,
    check (expires_on is null or expires_on > invoice_on)
);

create index non_recurring_item_by_contract on non_recurring_item (billing_contract_id);

-- On which invoice an item stands. While it is live, no other may hold the item: it cannot be billed twice, not even by
-- a bug. A void or a credit note makes it owed again.
create table non_recurring_item_allocation (
    item_id    uuid    not null references non_recurring_item,
    invoice_id uuid    not null references invoice,
    position   integer not null,
    live       boolean not null default true,
    primary key (item_id, invoice_id)
);

create unique index non_recurring_item_billed_once on non_recurring_item_allocation (item_id) where live;
create index non_recurring_item_allocation_by_invoice on non_recurring_item_allocation (invoice_id);

create function billed_item_is_unchangeable() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
       or exists (select from non_recurring_item_allocation where item_id = old.id and live) then
        raise exception 'Item % cannot be changed: it stands on an invoice', old.number
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger billed_item_is_unchangeable before update or delete on non_recurring_item
    for each row execute function billed_item_is_unchangeable();

-- A percentage off what a contract, one of its products or one of its subscriptions costs in the cycles that begin in
-- the span. The database refuses two of the same at once. An open end is the day 9999-12-31.
create table discount (
    id                  uuid primary key,
    billing_contract_id uuid         not null references billing_contract,
    product_id          uuid references product,
    subscription_id     uuid references subscription,
    name                text         not null,
    percent             numeric(7,4) not null check (percent > 0 and percent <= 100),
    valid               daterange    not null check (not lower_inf(valid) and not upper_inf(valid)),
    actor               text         not null,
    created_at          timestamptz  not null,
    version             bigint       not null default 0,
    check (num_nonnulls(product_id, subscription_id) <= 1),
    constraint discount_one_at_a_time exclude using gist
        (billing_contract_id with =, (coalesce(product_id, subscription_id, billing_contract_id)) with =,
         valid with &&)
);

-- Only its end may be set, and only to an earlier day; an empty span is a discount that was withdrawn.
create function discount_is_written_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
       or (old.id, old.billing_contract_id, old.product_id, old.subscription_id, old.name, old.percent, old.actor,
           old.created_at)
          is distinct from
          (new.id, new.billing_contract_id, new.product_id, new.subscription_id, new.name, new.percent, new.actor,
           new.created_at)
       or not old.valid @> new.valid
       or not isempty(new.valid) and lower(new.valid) <> lower(old.valid) then
        raise exception 'Discount % is written once; end it and enter another', old.id
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger discount_is_written_once before update or delete on discount
    for each row execute function discount_is_written_once();
