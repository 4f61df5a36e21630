-- Documents speak the contract's language, else the customer's. The region counts where a tax differs by it.
alter table customer
    add column language text not null default 'en' check (language in ('en', 'de')),
    add column region   text check (region <> '');

alter table billing_contract
    alter column language drop not null,
    add column tax_service_id uuid references tax_service;
