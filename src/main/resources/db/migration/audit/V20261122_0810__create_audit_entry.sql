-- Who did what, when and why. Rows are written once and never touched again: the database refuses it.
create table audit_entry (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text        not null,
    subject text        not null,
    action  text        not null,
    reason  text        not null,
    details jsonb       not null
);

create index audit_entry_by_subject on audit_entry (subject, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'Rows of % are written once and never changed', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger audit_entry_is_append_only before update or delete on audit_entry
    for each row execute function refuse_change();
create trigger audit_entry_is_never_emptied before truncate on audit_entry
    for each statement execute function refuse_change();
