-- The present term, and what it renews to, are compared as well.
alter table mismatch
    drop constraint mismatch_kind_check,
    add constraint mismatch_kind_check
        check (kind in ('QUANTITY', 'PRODUCT', 'STATUS', 'AUTO_RENEW', 'TERM', 'NEXT_TERM', 'MISSING_THERE',
                        'MISSING_HERE'));
