create extension if not exists btree_gist;

-- How far the demo clock runs ahead of the wall clock. One row, kept over a restart.
create table clock_offset (
    singleton boolean primary key default true check (singleton),
    seconds   bigint  not null check (seconds >= 0)
);

-- One row per creating call that carried an Idempotency-Key. The answer is kept, so that a repeat gets the same one.
create table idempotent_request (
    idempotency_key text        not null check (length(idempotency_key) between 1 and 255),
    actor           text        not null,
    request_hash    text        not null,
    status          integer,
    content_type    text,
    location        text,
    etag            text,
    body            bytea,
    started_at      timestamptz not null,
    primary key (actor, idempotency_key)
);
