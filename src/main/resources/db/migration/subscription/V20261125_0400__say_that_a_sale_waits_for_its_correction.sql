-- An order that cannot be sold as it is waits for a person, on whatever day it is to start.
alter table license_change
    drop constraint license_change_waiting_for,
    add constraint license_change_waiting_for check (waiting_for in
        ('EFFECTIVE_DATE', 'EARLIER_CHANGE', 'PARENT', 'MAPPING', 'CREDIT_HOLD', 'AGREEMENT', 'PROVIDER_INACTIVE',
         'CORRECTION', 'PERSON', 'LINKED_PARENT', 'PROVIDER_PENDING', 'PROVIDER_UNREACHABLE'));
