create extension if not exists btree_gist;

-- How far the demo clock runs ahead of the wall clock. One row, kept over a restart.
create table clock_offset (
    singleton boolean primary key default true check (singleton),
    seconds   bigint  not null check (seconds >= 0)
);

-- One row per creating call that carried an Idempotency-Key and did something, written with what it did. The answer is
-- kept, so that a repeat gets the same one.
create table idempotent_request (
    idempotency_key text        not null check (length(idempotency_key) between 1 and 255),
    actor           text        not null,
    request_hash    text        not null,
    status          integer     not null check (status between 200 and 299),
    content_type    text,
    location        text,
    etag            text,
    body            bytea       not null,
    answered_at     timestamptz not null,
    primary key (actor, idempotency_key)
);

create index idempotent_request_by_age on idempotent_request (answered_at);
