-- Who provisions what we sell, and how. Three of them need no connection and are there from the start: a person does it,
-- nothing is to be done, or the change goes to a parent subscription. Provisioning best practices §2.
create table provider (
    name              text        primary key check (name ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(name) <= 40),
    kind              text        not null check (kind in ('AUTOMATIC', 'MANUAL', 'DO_NOTHING', 'LINKED')),
    display_name      text        not null check (display_name <> ''),
    -- What speaks with it: a connector of the release, or templates (REST). Only an automatic one is spoken with.
    protocol          text        check (protocol in ('PARTNER_CENTER', 'REST')),
    capabilities      text[]      not null,
    settings          jsonb       not null default '{}',
    -- Encrypted with the installation's key, like the consents.
    secret            text,
    active            boolean     not null default true,
    last_checked_at   timestamptz,
    last_connected    boolean,
    last_message      text,
    version           bigint      not null default 0,
    check ((kind = 'AUTOMATIC') = (protocol is not null)),
    check ((last_checked_at is null) = (last_connected is null) and (last_checked_at is null) = (last_message is null))
);

insert into provider (name, kind, display_name, protocol, capabilities) values
    ('partner-center', 'AUTOMATIC', 'Microsoft Partner Center', 'PARTNER_CENTER',
     array['ACCOUNTS', 'SUBSCRIPTIONS', 'ORDERS', 'ADD_ONS', 'QUANTITY_CHANGES', 'CANCELLATIONS', 'PRODUCT_CHANGES',
           'TERM_CHANGES', 'AGREEMENTS', 'PRICE_SHEETS']),
    ('manual', 'MANUAL', 'Ordered by hand', null,
     array['ORDERS', 'ADD_ONS', 'QUANTITY_CHANGES', 'CANCELLATIONS', 'PRODUCT_CHANGES', 'TERM_CHANGES']),
    ('do-nothing', 'DO_NOTHING', 'Nothing to provision', null,
     array['ORDERS', 'ADD_ONS', 'QUANTITY_CHANGES', 'CANCELLATIONS', 'PRODUCT_CHANGES', 'TERM_CHANGES']),
    ('linked-subscription', 'LINKED', 'Provisioned by a linked parent subscription', null,
     array['ORDERS', 'QUANTITY_CHANGES', 'CANCELLATIONS']);

-- A name that somebody used before there was a register stays known; a person looks after it until it is connected.
insert into provider (name, kind, display_name, capabilities)
select distinct used.provider, 'MANUAL', used.provider,
       array['ORDERS', 'ADD_ONS', 'QUANTITY_CHANGES', 'CANCELLATIONS', 'PRODUCT_CHANGES', 'TERM_CHANGES']
from (select provider from provider_account union select provider from subscription) used
on conflict (name) do nothing;

alter table provider_account add foreign key (provider) references provider;
alter table subscription add foreign key (provider) references provider;
