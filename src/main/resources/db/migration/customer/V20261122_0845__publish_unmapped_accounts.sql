-- Saved view "Provider Accounts → Unmapped". Provisioning best practices §1, §9.
create view view_unmapped_provider_account as
select number, provider, tenant_id, name, domain, discovered_at
from provider_account
where customer_id is null;
