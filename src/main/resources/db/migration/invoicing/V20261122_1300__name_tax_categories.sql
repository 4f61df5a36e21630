-- Under which category of EN 16931 (BT-118, BT-151) an amount is taxed, or why it is not (BT-120): S standard rate,
-- Z zero rate, E exempt, AE reverse charge, O not subject to tax.
alter table invoice_line
    add column tax_category text not null default 'S' check (tax_category in ('S', 'Z', 'E', 'AE', 'O'));

alter table invoice_tax
    add column tax_category text not null default 'S' check (tax_category in ('S', 'Z', 'E', 'AE', 'O')),
    add column exemption_reason text;

alter table invoice_tax drop constraint invoice_tax_pkey;
alter table invoice_tax add primary key (invoice_id, tax_category, tax_rate, tax_name);
