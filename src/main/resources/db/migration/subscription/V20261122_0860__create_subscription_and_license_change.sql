create sequence subscription_number;
create sequence license_change_number;
create sequence scheduled_license_change_number;
create sequence status_change_id increment by 50;

create table subscription (
    id                          uuid primary key,
    number                      text          not null unique,
    name                        text          not null,
    status                      text          not null
        check (status in ('AWAITING_PROVISIONING', 'ACTIVE', 'SUSPENDED', 'INACTIVE', 'CANCELLED', 'EXPIRED')),
    customer_id                 uuid references customer,
    billing_contract_id         uuid references billing_contract,
    provider                    text          not null,
    provider_account_id         uuid          not null references provider_account,
    provider_part_number        text          not null,
    provider_subscription_id    text,
    provider_order_id           text,
    product_id                  uuid references product,
    quantity                    integer       not null check (quantity >= 0),
    sales_unit                  text references unit_mapping,
    price_list_id               uuid references price_list,
    currency                    char(3),
    unit_price                  numeric(19,6) check (unit_price >= 0),
    -- A year's price divided by twelve seldom ends after six decimals; ten thousand seats would feel it.
    monthly_unit_price          numeric(31,12) check (monthly_unit_price >= 0),
    term                        text          not null,
    billing_plan                text          not null,
    start_date                  date          not null,
    end_date                    date,
    commitment_end              date,
    auto_renew                  boolean       not null,
    parent_id                   uuid references subscription,
    billable                    boolean       not null,
    show_on_invoice             boolean       not null,
    display_on_portal           boolean       not null,
    quantity_reduction_behavior text
        check (quantity_reduction_behavior in ('ALLOWED', 'DISALLOWED', 'ALLOWED_WITHIN_WINDOW')),
    quantity_reduction_window   integer check (quantity_reduction_window between 0 and 366),
    channel                     text          not null check (channel in ('PORTAL', 'PROVIDER', 'SYSTEM')),
    provisioned_at              timestamptz,
    change_count                integer       not null default 0 check (change_count >= 0),
    version                     bigint        not null default 0,
    unique (provider, provider_subscription_id),
    check (parent_id is distinct from id),
    check (billing_contract_id is null or customer_id is not null)
);

create index subscription_by_contract on subscription (billing_contract_id);
create index subscription_by_account on subscription (provider_account_id);
create index subscription_by_parent on subscription (parent_id) where parent_id is not null;

-- The change ledger. What a row says of the change is written once; only its two statuses and what the provider
-- answered move. Σ quantity_delta = subscription.quantity, checked at commit.
create table license_change (
    id                   uuid primary key,
    number               text          not null unique,
    subscription_id      uuid          not null references subscription,
    sequence             integer       not null check (sequence > 0),
    event                text          not null check (event in ('CREATE', 'UPDATE', 'ACTIVATE', 'DEACTIVATE')),
    quantity_delta       integer       not null,
    quantity_after       integer       not null check (quantity_after >= 0),
    product_id           uuid references product,
    sales_unit           text references unit_mapping,
    currency             char(3),
    unit_price           numeric(19,6) check (unit_price >= 0),
    monthly_unit_price   numeric(31,12) check (monthly_unit_price >= 0),
    effective_date       date          not null,
    source               text          not null check (source in ('PORTAL', 'PROVIDER', 'SYSTEM')),
    actor                text          not null,
    reason               text          not null,
    created_at           timestamptz   not null,
    refund               boolean       not null default true,
    provisioning_status  text          not null
        check (provisioning_status in ('AWAITING_PROVISIONING', 'PROVISIONED', 'FAILED_PROVISIONING', 'NOT_APPLICABLE')),
    billing_status       text          not null check (billing_status in ('ACTIVE', 'ARCHIVED')),
    provider_request_id  uuid          not null,
    prepared_order       text,
    provider_message     text,
    provisioned_at       timestamptz,
    version              bigint        not null default 0,
    unique (subscription_id, sequence)
);

create index license_change_open on license_change (provisioning_status)
    where provisioning_status in ('AWAITING_PROVISIONING', 'FAILED_PROVISIONING');

create table scheduled_license_change (
    id                 uuid primary key,
    number             text          not null unique,
    subscription_id    uuid          not null references subscription,
    change_type        text          not null check (change_type in ('UPDATE', 'ACTIVATE', 'DEACTIVATE')),
    quantity_delta     integer       not null,
    product_id         uuid references product,
    unit_price         numeric(19,6) check (unit_price >= 0),
    refund             boolean       not null,
    effective_date     date          not null,
    provision_on       timestamptz   not null,
    status             text          not null check (status in ('PENDING', 'ARCHIVED', 'MERGE_FAILED', 'CANCELLED')),
    message            text,
    license_change_id  uuid unique references license_change,
    actor              text          not null,
    reason             text          not null,
    created_at         timestamptz   not null,
    version            bigint        not null default 0,
    check ((status = 'ARCHIVED') = (license_change_id is not null))
);

create index scheduled_license_change_by_subscription on scheduled_license_change (subscription_id);
create index scheduled_license_change_open on scheduled_license_change (status)
    where status in ('PENDING', 'MERGE_FAILED');

-- Every status change leaves a row: of what, who, when, from, to, why.
create table status_change (
    id                          bigint primary key,
    subscription_id             uuid references subscription,
    license_change_id           uuid references license_change,
    scheduled_license_change_id uuid references scheduled_license_change,
    kind                        text        not null
        check (kind in ('SUBSCRIPTION', 'PROVISIONING', 'BILLING', 'SCHEDULED')),
    from_status                 text,
    to_status                   text        not null,
    actor                       text        not null,
    reason                      text        not null,
    at                          timestamptz not null,
    check (num_nonnulls(subscription_id, license_change_id, scheduled_license_change_id) = 1)
);

create index status_change_by_subscription on status_change (subscription_id, at) where subscription_id is not null;
create index status_change_by_change on status_change (license_change_id, at) where license_change_id is not null;
create index status_change_by_scheduled_change on status_change (scheduled_license_change_id, at)
    where scheduled_license_change_id is not null;
create trigger status_change_is_append_only before update or delete on status_change
    for each row execute function refuse_change();

create function license_change_is_written_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'License change % cannot be deleted; archive it or append a reversing change', old.number
            using errcode = 'restrict_violation';
    end if;
    if (old.id, old.number, old.subscription_id, old.sequence, old.event, old.quantity_delta, old.quantity_after,
        old.product_id, old.sales_unit, old.currency, old.unit_price, old.monthly_unit_price, old.effective_date,
        old.source, old.actor, old.reason, old.created_at, old.refund)
       is distinct from
       (new.id, new.number, new.subscription_id, new.sequence, new.event, new.quantity_delta, new.quantity_after,
        new.product_id, new.sales_unit, new.currency, new.unit_price, new.monthly_unit_price, new.effective_date,
        new.source, new.actor, new.reason, new.created_at, new.refund) then
        raise exception 'License change % is written once; only its statuses and the provider''s answer may change',
            old.number using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger license_change_is_written_once before update or delete on license_change
    for each row execute function license_change_is_written_once();

create function quantity_is_sum_of_changes() returns trigger language plpgsql as $$
declare
    -- By name: the two tables' rows have different columns.
    changed uuid := to_jsonb(new) ->> case when tg_table_name = 'subscription' then 'id' else 'subscription_id' end;
    held    integer;
    summed  bigint;
begin
    select quantity into held from subscription where id = changed;
    select coalesce(sum(quantity_delta), 0) into summed from license_change where subscription_id = changed;
    if held <> summed then
        raise exception 'Subscription % holds quantity % but its license changes add up to %; append the missing change',
            changed, held, summed using errcode = 'check_violation';
    end if;
    return null;
end $$;

create constraint trigger quantity_is_sum_of_changes after insert or update of quantity on subscription
    deferrable initially deferred for each row execute function quantity_is_sum_of_changes();
create constraint trigger changes_add_up_to_quantity after insert on license_change
    deferrable initially deferred for each row execute function quantity_is_sum_of_changes();

create function parent_has_no_cycle() returns trigger language plpgsql as $$
begin
    if exists (
        with recursive above (id) as (
            select new.parent_id
            union
            select s.parent_id from subscription s join above a on a.id = s.id where s.parent_id is not null
        )
        select 1 from above where id = new.id
    ) then
        raise exception 'Subscription % cannot be its own parent or grandparent; choose the true base subscription',
            new.number using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger parent_has_no_cycle before insert or update of parent_id on subscription
    for each row when (new.parent_id is not null) execute function parent_has_no_cycle();
