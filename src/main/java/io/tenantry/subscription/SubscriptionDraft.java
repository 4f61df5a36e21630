package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that a subscription is born with; its quantity and price come with its Create change.
 *
 * @param provisionedAt when the provider provisioned it, where it did so without us
 */
record SubscriptionDraft(
        String number,
        String name,
        Owner owner,
        AtProvider atProvider,
        @Nullable ProductView product,
        Commitment commitment,
        Appearance appearance,
        @Nullable UUID parentId,
        ChangeSource channel,
        @Nullable Instant provisionedAt) {}
