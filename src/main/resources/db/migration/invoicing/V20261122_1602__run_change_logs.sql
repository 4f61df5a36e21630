alter table billing_run
    add column kind text not null default 'FULL_CYCLE' check (kind in ('FULL_CYCLE', 'CHANGE_LOG'));
