package io.tenantry.catalog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product bundle with its parts in their order.
 *
 * @param publishedAt null while its parts may still change; only a published bundle can be sold
 */
public record BundleView(
        UUID productId,
        String partNumber,
        String title,
        @Nullable Instant publishedAt,
        @Nullable String publishedBy,
        List<Part> parts,
        long version) {

    /**
     * @param above position of the part that it hangs below; null hangs below the bundle itself
     * @param quantity for each one of what it hangs below
     */
    public record Part(
            int position,
            UUID productId,
            String provider,
            String partNumber,
            String title,
            @Nullable Integer above,
            int quantity,
            boolean billable,
            boolean showOnInvoice) {}
}
