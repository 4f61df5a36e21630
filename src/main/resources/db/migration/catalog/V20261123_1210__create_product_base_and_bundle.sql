-- What an add-on may be an add-on of. A product that is named here as an add-on is provisioned under one of its bases only.
create table product_base (
    add_on_id uuid        not null references product,
    base_id   uuid        not null references product,
    actor     text        not null,
    reason    text        not null,
    at        timestamptz not null,
    primary key (add_on_id, base_id),
    check (add_on_id <> base_id)
);

-- A product that is nothing but its parts. Once it is published, its parts are what customers have bought.
create table product_bundle (
    product_id   uuid primary key references product,
    published_at timestamptz,
    published_by text,
    version      bigint not null default 0,
    check ((published_at is null) = (published_by is null))
);

-- One part: so many for each bundle, or for each of the part above it. A part may be a published bundle itself, which
-- is why no bundle can hold itself: it would have to be published before it is finished.
create table product_bundle_part (
    bundle_id       uuid    not null references product_bundle,
    position        integer not null check (position > 0),
    product_id      uuid    not null references product,
    above           integer,
    quantity        integer not null check (quantity between 1 and 10000),
    billable        boolean not null,
    show_on_invoice boolean not null,
    primary key (bundle_id, position),
    foreign key (bundle_id, above) references product_bundle_part,
    check (above < position),
    check (product_id <> bundle_id)
);

create function bundle_part_is_fixed() returns trigger language plpgsql as $$
declare
    bundle uuid := case when tg_op = 'DELETE' then old.bundle_id else new.bundle_id end;
    name   text;
begin
    -- Whoever publishes meanwhile waits for this part, and this part for whoever publishes.
    select product.title into name
    from product_bundle join product on product.id = product_bundle.product_id
    where product_bundle.product_id = bundle and product_bundle.published_at is not null
    for share of product_bundle;
    if found then
        raise exception 'Bundle % is published; its parts cannot change any more. Make a new bundle', name
            using errcode = 'restrict_violation';
    end if;
    if tg_op <> 'DELETE' then
        perform 1 from product_bundle where product_id = new.product_id and published_at is null;
        if found then
            raise exception 'A part of bundle % is a bundle that is not published yet; publish that first', bundle
                using errcode = 'restrict_violation';
        end if;
        return new;
    end if;
    return old;
end $$;

create trigger bundle_part_is_fixed before insert or update or delete on product_bundle_part
    for each row execute function bundle_part_is_fixed();

create function bundle_stays_published() returns trigger language plpgsql as $$
begin
    if old.published_at is not null and new.published_at is distinct from old.published_at then
        raise exception 'A published bundle stays published' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger bundle_stays_published before update on product_bundle
    for each row execute function bundle_stays_published();
