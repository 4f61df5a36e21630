-- The term that a trial had when somebody asked to pay for it: where the provider refuses, it has that term again.
alter table license_change
    add column former_term         text,
    add column former_billing_plan text,
    add column former_term_end     date,
    add constraint license_change_former_term_is_whole
        check (num_nonnulls(former_term, former_billing_plan) in (0, 2)
               and (former_term_end is null or former_term is not null)
               and (former_term is null or coalesce(instruction, '') = 'TRIAL_TO_PAID'));

-- A change that was undone because an earlier one came to nothing, and was made anew behind that: whoever waits for the
-- one waits for the other.
alter table license_change add column anew_for_id uuid unique references license_change;

create function what_a_change_found_is_written_once() returns trigger language plpgsql as $$
begin
    raise exception 'License change % is written once; what it found, and what it stands for, cannot change', old.number
        using errcode = 'restrict_violation';
end $$;

create trigger what_a_change_found_is_written_once
    before update of former_term, former_billing_plan, former_term_end, anew_for_id on license_change
    for each row when ((old.former_term, old.former_billing_plan, old.former_term_end)
                       is distinct from (new.former_term, new.former_billing_plan, new.former_term_end)
                       or old.anew_for_id is not null and old.anew_for_id is distinct from new.anew_for_id)
    execute function what_a_change_found_is_written_once();
