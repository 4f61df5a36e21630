package io.tenantry.tax;

import io.tenantry.shared.Period;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dated rate of a tax service.
 *
 * @param productCategory which products it is for, such as STANDARD
 * @param country of the customer, ISO 3166; null for all that have no row of their own
 * @param region of the customer within the country; null for all that have no row of their own
 * @param code EN 16931's category: S standard, Z zero rate, E exempt, AE reverse charge, K intra-community, G export, O
 *     not subject to tax
 * @param rate in percent; 0 unless the code is S
 * @param name prints, such as VAT
 * @param exemptionReason prints; null for S and Z
 * @param valid half-open; an open end is 9999-12-31
 */
public record TaxRateView(
        UUID id,
        String productCategory,
        @Nullable String country,
        @Nullable String region,
        String code,
        BigDecimal rate,
        String name,
        @Nullable String exemptionReason,
        Period valid) {}
