package io.tenantry.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A part to be added to a bundle.
 *
 * @param above position of the part that it hangs below, such as an add-on below its base; null for the bundle itself
 * @param quantity for each one of what it hangs below: 5 in a bundle that is bought 5 times are 25
 * @param billable false is included in the price of what it hangs below
 */
public record NewBundlePart(
        String provider,
        String partNumber,
        @Nullable Integer above,
        int quantity,
        boolean billable,
        boolean showOnInvoice) {}
