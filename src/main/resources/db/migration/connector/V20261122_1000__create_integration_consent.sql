-- The consent that a person gave to a foreign system, as its latest refresh token. The token is replaced at each use:
-- Partner Center counts its 90 days from the token's own issue, so whoever keeps the first one is cut off.
create table integration_consent (
    system        text        primary key,
    refresh_token text        not null,                               -- encrypted with tenantry.secret-key
    origin        text        not null check (length(origin) = 64),   -- SHA-256 of the configured token it began with
    consented_at  timestamptz not null,
    issued_at     timestamptz not null check (issued_at >= consented_at)
);
