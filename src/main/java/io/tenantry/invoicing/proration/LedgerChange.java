package io.tenantry.invoicing.proration;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A license change (LCL), as far as it moves money.
 *
 * @param sequence 1, 2, 3 … within the subscription, in the order in which its changes were made
 * @param entry the order in which they came into billing: that of the sequence, but for one that was archived and came
 *     back, which stands behind all that were billed without it
 * @param price the subscription's price after the change
 * @param setsPrice whether that price counts from this change on, however the entries before it are priced
 * @param archived a person took the change out of billing
 * @param refund whether what it takes back may be credited
 */
public record LedgerChange(
        UUID id,
        String number,
        int sequence,
        long entry,
        LocalDate effective,
        int quantityDelta,
        UnitPrice price,
        boolean setsPrice,
        boolean archived,
        boolean refund) {}
