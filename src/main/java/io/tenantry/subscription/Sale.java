package io.tenantry.subscription;

import io.tenantry.contract.BillingContractView;
import io.tenantry.shared.Money;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sold: which product in which unit and term, from which day, by which contract.
 *
 * @param subject names it in errors
 * @param ownPrice agreed for one sales unit; null takes the price list's
 */
record Sale(
        String subject,
        @Nullable UUID productId,
        @Nullable String salesUnit,
        String term,
        LocalDate day,
        BillingContractView contract,
        @Nullable Money ownPrice) {}
