-- By which of a tax service's rates a product is taxed, such as STANDARD or REDUCED.
alter table product add column tax_category text not null default 'STANDARD' check (tax_category ~ '^[A-Z][A-Z0-9_]*$');
