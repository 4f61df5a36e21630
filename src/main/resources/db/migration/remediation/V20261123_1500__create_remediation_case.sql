-- One row for each thing that is not as it should be, from the day it was noticed until it is as it should be again. A
-- symptom of a subject has one open case, however often it shows; its cause may turn out to be another one meanwhile.
create sequence remediation_case_number;

create table remediation_case (
    id             uuid        primary key,
    number         text        not null unique,
    symptom        text        not null check (symptom ~ '^[A-Z][A-Z_]*$'),
    subject        text        not null check (subject <> ''),
    seen           text        not null,                      -- what was seen, in the words of who saw it
    cause          text check (cause ~ '^[A-Z][A-Z0-9_]*$'),  -- null until the table was asked
    words          text,
    fixes          text[]      not null default '{}',         -- of the closed list; the first is the one to take
    role           text,
    automatic      boolean     not null default false,
    table_version  integer check (table_version > 0),
    table_row      text,
    evidence       jsonb       not null default '{}' check (jsonb_typeof(evidence) = 'object'),
    evidence_at    timestamptz,
    tries          integer     not null default 0 check (tries >= 0),
    opened_at      timestamptz not null,
    opened_by      text        not null,
    due_at         timestamptz not null,
    closed_at      timestamptz,
    closed_by      text,
    closed_how     text check (closed_how in ('SYMPTOM_GONE', 'BY_PERSON')),
    closed_reason  text,
    muted          boolean     not null default false,        -- a person closed it although the symptom stayed
    version        bigint      not null default 0,
    check (num_nulls(closed_at, closed_by, closed_how, closed_reason) in (0, 4)),
    check (num_nulls(cause, words, role, table_version, table_row) in (0, 5))
);

create unique index remediation_case_one_open on remediation_case (symptom, subject) where closed_at is null;
create index remediation_case_open on remediation_case (due_at, number) where closed_at is null;
create index remediation_case_muted on remediation_case (symptom, subject) where muted;
create index remediation_case_of_subject on remediation_case (subject);

-- What became of it, step by step: which row of which version of the table decided, who acted, what was refused.
create table remediation_step (
    id            bigint generated always as identity primary key,
    case_id       uuid        not null references remediation_case,
    kind          text        not null
        check (kind in ('OPENED', 'DECIDED', 'ACTED', 'REFUSED', 'ESCALATED', 'CLOSED')),
    cause         text,
    fix           text,
    table_version integer,
    table_row     text,
    words         text        not null,
    actor         text        not null,
    at            timestamptz not null
);

create index remediation_step_by_case on remediation_step (case_id, id);
create trigger remediation_step_is_append_only before update or delete on remediation_step
    for each row execute function refuse_change();

create view view_open_case as
select number, symptom, subject, coalesce(cause, '') as cause, coalesce(words, seen) as words, coalesce(role, '') as role,
       array_to_string(fixes, ', ') as fixes, opened_at, due_at
from remediation_case
where closed_at is null
order by due_at, number;
