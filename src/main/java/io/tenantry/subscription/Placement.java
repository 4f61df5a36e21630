package io.tenantry.subscription;

import org.jspecify.annotations.Nullable;

/**
 * Where an ordered subscription belongs.
 *
 * @param provider of its product; null is the tenant's own
 * @param ratio so many for each of the parent's; null does not follow
 */
public record Placement(@Nullable String provider, @Nullable Integer ratio, BillAt billAt) {

    public static final Placement ALONE = new Placement(null, null, BillAt.SELF);
}
