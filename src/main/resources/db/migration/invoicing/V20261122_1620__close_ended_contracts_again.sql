-- A contract that is billed to its end is invoiced on 9999-12-31, never. What is entered of it afterwards is owed all the
-- same: it is closed once more, on its closing day, by the next run. Here and not in the modules, so that whoever writes a
-- change need not think of it. It costs two reads by primary key for a change, and no run looks for such contracts.
create function ended_contract_is_closed_again(about uuid) returns void language plpgsql as $$
declare
    contract uuid;
begin
    -- Waits for a run that is closing the contract right now and does not see this change.
    select c.id into contract
    from subscription s
    join billing_contract c on c.id = s.billing_contract_id
    where s.id = about and c.status = 'ACTIVE' and c.end_date is not null
    for share of c;
    if found then
        update billing_contract
        set next_invoice_date = end_date + billing_offset_days, version = version + 1
        where id = contract and next_invoice_date > end_date + billing_offset_days;
    end if;
end $$;

create function late_change_is_billed() returns trigger language plpgsql as $$
begin
    perform ended_contract_is_closed_again(new.subscription_id);
    return null;
end $$;

create trigger late_change_is_billed after insert on license_change
    for each row execute function late_change_is_billed();
create trigger late_return_into_billing_is_billed after update of billing_status on license_change
    for each row when (old.billing_status <> new.billing_status) execute function late_change_is_billed();

create function late_subscription_is_billed() returns trigger language plpgsql as $$
begin
    perform ended_contract_is_closed_again(new.id);
    return null;
end $$;

create trigger late_subscription_is_billed after update of billing_contract_id, billable on subscription
    for each row when (new.billable and (old.billing_contract_id is distinct from new.billing_contract_id
                                         or not old.billable))
    execute function late_subscription_is_billed();
