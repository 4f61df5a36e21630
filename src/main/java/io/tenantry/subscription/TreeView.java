package io.tenantry.subscription;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription with all that hangs below it.
 *
 * @param ratio so many for each of the parent's; null where it does not follow
 * @param waiting what its oldest open change waits for; empty where none is open
 */
public record TreeView(
        String number,
        String name,
        SubscriptionStatus status,
        String provider,
        int quantity,
        @Nullable Integer ratio,
        boolean billable,
        boolean showOnInvoice,
        boolean displayOnPortal,
        BillAt billAt,
        String waiting,
        List<TreeView> below) {}
