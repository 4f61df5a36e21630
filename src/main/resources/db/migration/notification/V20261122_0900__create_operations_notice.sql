-- A mail to the operations list, once per key. It is claimed before it is sent; what became of it is written after.
create table operations_notice (
    key        text        primary key,
    message_id text        not null unique,
    subject    text        not null,
    state      text        not null check (state in ('CLAIMED', 'SENT', 'NOT_SENT', 'UNKNOWN')),
    at         timestamptz not null
);
