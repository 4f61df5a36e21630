-- EN 16931 also knows K, intra-community supply, and G, export outside the EU.
alter table invoice_line drop constraint invoice_line_tax_category_check;
alter table invoice_line add constraint invoice_line_tax_category_check
    check (tax_category in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O'));
alter table invoice_tax drop constraint invoice_tax_tax_category_check;
alter table invoice_tax add constraint invoice_tax_tax_category_check
    check (tax_category in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O'));
