-- Whether the provider tells us of changes by itself: where it was last told to, whether it agreed, and its words.
alter table provider
    add column webhook_address    text,
    add column webhook_registered boolean,
    add column webhook_message    text,
    add column webhook_checked_at timestamptz,
    add constraint provider_webhook_is_whole
        check (num_nonnulls(webhook_registered, webhook_message, webhook_checked_at) in (0, 3));
