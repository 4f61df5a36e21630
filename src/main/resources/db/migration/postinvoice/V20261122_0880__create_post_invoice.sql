-- The four steps after an invoice, each with its outcome or the reason why it was skipped.
create table post_invoice_step (
    invoice_id uuid        not null references invoice,
    step       text        not null check (step in ('PDF', 'EMAIL', 'ACCOUNTING', 'CHARGE')),
    state      text        not null check (state in ('PLANNED', 'SKIPPED', 'DONE')),
    reason     text        not null,
    reference  text,
    at         timestamptz not null,
    primary key (invoice_id, step)
);

create table invoice_document (
    invoice_id uuid        not null references invoice,
    kind       text        not null check (kind in ('PDF', 'UBL')),
    file_name  text        not null,
    content    bytea       not null,
    sha256     text        not null,
    created_at timestamptz not null,
    primary key (invoice_id, kind)
);

-- One message per invoice, address and sending; claimed before it is sent.
create table invoice_email (
    invoice_id uuid        not null references invoice,
    address    text        not null,
    sending    integer     not null check (sending > 0),
    message_id text        not null unique,
    state      text        not null check (state in ('CLAIMED', 'SENT', 'UNKNOWN')),
    at         timestamptz not null,
    primary key (invoice_id, address, sending)
);

create table accounting_posting (
    invoice_id  uuid primary key references invoice,
    request_id  text        not null unique check (length(request_id) <= 50),
    external_id text,
    posted_at   timestamptz,
    claimed_at  timestamptz not null
);

-- One row per attempt; its key and all that the gateway is told are stored before it is asked, and are the same for
-- every repeat of the attempt.
create table charge_attempt (
    invoice_id       uuid          not null references invoice,
    attempt          integer       not null check (attempt > 0),
    idempotency_key  text          not null unique,
    payment_profile  text          not null,
    gateway_customer text          not null,
    payment_method   text          not null,
    amount           numeric(19,4) not null check (amount > 0),
    currency         char(3)       not null,
    state            text          not null check (state in ('STARTED', 'SUCCEEDED', 'DECLINED')),
    payment_id       text,
    message          text,
    at               timestamptz   not null,
    primary key (invoice_id, attempt)
);

create unique index charge_attempt_one_open_or_paid on charge_attempt (invoice_id)
    where state in ('STARTED', 'SUCCEEDED');
