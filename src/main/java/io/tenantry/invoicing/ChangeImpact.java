package io.tenantry.invoicing;

import io.tenantry.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a license change does to what a customer pays, in the contract's currency.
 *
 * @param monthlyBefore what the subscription was worth a month before it; null where no price is known
 * @param monthlyAfter the same after it
 * @param nextInvoiceDate when the contract is billed next
 * @param addsToNextInvoice net; less than nothing for a credit, null where the contract cannot be computed
 */
public record ChangeImpact(
        String changeNumber,
        @Nullable Money monthlyBefore,
        @Nullable Money monthlyAfter,
        LocalDate nextInvoiceDate,
        @Nullable Money addsToNextInvoice) {}
