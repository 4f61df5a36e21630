-- Beside the PDF the invoice for machines, in both syntaxes of EN 16931: what the PDF carries, and UBL.
alter table invoice_document drop constraint invoice_document_kind_check;
alter table invoice_document
    add constraint invoice_document_kind_check check (kind in ('PDF', 'FACTUR_X', 'UBL'));
