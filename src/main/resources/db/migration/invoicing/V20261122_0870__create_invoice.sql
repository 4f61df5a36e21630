create sequence billing_run_number;
create sequence invoice_draft_number;

-- Who bills. The series hands out numbers without a gap: a number is taken in the transaction that bills.
create table issuing_company (
    id           uuid primary key,
    name         text    not null,
    street       text    not null,
    postal_code  text    not null,
    city         text    not null,
    country      char(2) not null,
    vat_id       text    not null,
    email        text    not null,
    iban         text    not null,
    bic          text    not null,
    is_default   boolean not null
);

create unique index issuing_company_one_default on issuing_company (is_default) where is_default;

create table invoice_series (
    issuing_company_id uuid   not null references issuing_company,
    kind               text   not null check (kind in ('INVOICE', 'CREDIT_NOTE')),
    prefix             text   not null,
    last_number        bigint not null default 0,
    primary key (issuing_company_id, kind)
);

-- One cycle of one contract (Billing Schedule).
create table billing_cycle (
    id                  uuid primary key,
    billing_contract_id uuid      not null references billing_contract,
    cycle_number        integer   not null check (cycle_number >= 0),
    period              daterange not null check (not isempty(period)),
    bill_on             date      not null,
    status              text      not null check (status in ('PENDING', 'INVOICED', 'NOTHING_DUE', 'ERROR')),
    message             text,
    version             bigint    not null default 0,
    unique (billing_contract_id, cycle_number),
    exclude using gist (billing_contract_id with =, period with &&)
);

create table billing_run (
    id                  uuid primary key,
    number              text        not null unique,
    as_of               date        not null,
    status              text        not null check (status in ('REQUESTED', 'RUNNING', 'FINISHED')),
    actor               text        not null,
    created_at          timestamptz not null,
    finished_at         timestamptz,
    version             bigint      not null default 0
);

create table billing_run_item (
    billing_run_id      uuid not null references billing_run,
    billing_contract_id uuid not null references billing_contract,
    status              text not null check (status in ('PENDING', 'INVOICED', 'NOTHING_DUE', 'SET_ASIDE')),
    reason              text,
    primary key (billing_run_id, billing_contract_id)
);

create table invoice (
    id                   uuid primary key,
    reference            text          not null unique,
    number               text unique,
    kind                 text          not null check (kind in ('INVOICE', 'CREDIT_NOTE')),
    status               text          not null check (status in ('DRAFT', 'BILLED', 'PARTIALLY_PAID', 'PAID', 'VOID')),
    issuing_company_id   uuid          not null references issuing_company,
    customer_id          uuid          not null references customer,
    billing_contract_id  uuid          not null references billing_contract,
    billing_run_id       uuid references billing_run,
    corrects_invoice_id  uuid references invoice,
    period               daterange     not null check (not isempty(period)),
    issued_on            date,
    due_on               date,
    currency             char(3)       not null,
    language             text          not null,
    net                  numeric(19,4) not null,
    tax                  numeric(19,4) not null,
    total                numeric(19,4) not null,
    paid                 numeric(19,4) not null default 0,
    review_reason        text,
    released_at          timestamptz,
    created_at           timestamptz   not null,
    version              bigint        not null default 0,
    check (total = net + tax),
    check (status in ('DRAFT', 'VOID') or (number is not null and issued_on is not null and due_on is not null))
);

create index invoice_by_contract on invoice (billing_contract_id);
create index invoice_by_run on invoice (billing_run_id) where billing_run_id is not null;
create index invoice_not_released on invoice (billing_run_id, number) where released_at is null and number is not null;

create table invoice_line (
    id              uuid primary key,
    invoice_id      uuid          not null references invoice,
    position        integer       not null check (position > 0),
    kind            text          not null
        check (kind in ('FULL_CYCLE', 'MID_CYCLE', 'NON_RECURRING', 'WRITE_IN', 'USAGE', 'DISCOUNT')),
    subscription_id uuid references subscription,
    license_change_id uuid references license_change,
    description     text          not null,
    sku             text          not null,
    service_period  daterange     not null check (not isempty(service_period)),
    quantity        integer       not null,
    unit_price      numeric(19,6) not null,
    share           text          not null,
    amount          numeric(19,4) not null,
    tax_rate        numeric(7,4)  not null,
    explanation     jsonb         not null,
    unique (invoice_id, position)
);

create index invoice_line_by_subscription on invoice_line (subscription_id);

create table invoice_tax (
    invoice_id uuid          not null references invoice,
    tax_rate   numeric(7,4)  not null,
    tax_name   text          not null,
    net        numeric(19,4) not null,
    tax        numeric(19,4) not null,
    primary key (invoice_id, tax_rate, tax_name)
);

-- What is billed already, or waived: one row per change and cycle. While it is live, no other row of that change may
-- touch the same days, so nothing can be billed twice, not even by a bug.
create table allocation (
    id                uuid primary key,
    license_change_id uuid          not null references license_change,
    period            daterange     not null check (not isempty(period)),
    amount            numeric(28,12) not null,
    currency          char(3)       not null,
    state             text          not null check (state in ('BILLED', 'WAIVED')),
    waive_reason      text,
    invoice_id        uuid references invoice,
    invoice_line_id   uuid references invoice_line,
    live              boolean       not null default true,
    check ((state = 'BILLED') = (invoice_line_id is not null)),
    check ((state = 'WAIVED') = (waive_reason is not null)),
    constraint allocation_once_per_change_and_period
        exclude using gist (license_change_id with =, period with &&) where (live)
);

create index allocation_by_invoice on allocation (invoice_id) where invoice_id is not null;

create table payment (
    id          uuid primary key,
    invoice_id  uuid          not null references invoice,
    amount      numeric(19,4) not null check (amount > 0),
    currency    char(3)       not null,
    reference   text          not null unique,
    received_at timestamptz   not null
);

create function billed_invoice_is_unchangeable() returns trigger language plpgsql as $$
begin
    if old.status = 'DRAFT' then
        if tg_op = 'DELETE' then
            raise exception 'Invoice % cannot be deleted; void it', old.reference using errcode = 'restrict_violation';
        end if;
        return new;
    end if;
    if tg_op = 'DELETE'
       or (old.id, old.reference, old.number, old.kind, old.issuing_company_id, old.customer_id,
           old.billing_contract_id, old.period, old.issued_on, old.due_on, old.currency, old.language, old.net,
           old.tax, old.total, old.created_at)
          is distinct from
          (new.id, new.reference, new.number, new.kind, new.issuing_company_id, new.customer_id,
           new.billing_contract_id, new.period, new.issued_on, new.due_on, new.currency, new.language, new.net,
           new.tax, new.total, new.created_at)
       or new.status in ('DRAFT', 'VOID') and old.status <> new.status
       or old.status = 'VOID' then
        raise exception 'Invoice % is % and cannot be changed; correct it by a credit note',
            coalesce(old.number, old.reference), old.status using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger billed_invoice_is_unchangeable before update or delete on invoice
    for each row execute function billed_invoice_is_unchangeable();

create function lines_of_billed_invoice_are_unchangeable() returns trigger language plpgsql as $$
declare
    held text;
begin
    select status into held from invoice where id = case when tg_op = 'INSERT' then new.invoice_id else old.invoice_id end;
    if held <> 'DRAFT' then
        raise exception 'The lines of a % invoice cannot be changed; correct it by a credit note', held
            using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;

create trigger lines_of_billed_invoice_are_unchangeable before insert or update or delete on invoice_line
    for each row execute function lines_of_billed_invoice_are_unchangeable();
create trigger taxes_of_billed_invoice_are_unchangeable before insert or update or delete on invoice_tax
    for each row execute function lines_of_billed_invoice_are_unchangeable();
