package io.tenantry.invoicing.proration;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A license change (LCL), as far as it moves money.
 *
 * @param sequence the order in which the changes of a subscription were entered
 * @param price the subscription's price after the change
 * @param setsPrice whether that price counts from this change on, however the entries before it are priced
 * @param archived a person took the change out of billing
 * @param refund whether what it takes back may be credited
 */
public record LedgerChange(
        UUID id,
        String number,
        int sequence,
        LocalDate effective,
        int quantityDelta,
        UnitPrice price,
        boolean setsPrice,
        boolean archived,
        boolean refund) {}
