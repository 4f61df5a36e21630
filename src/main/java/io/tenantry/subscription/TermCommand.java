package io.tenantry.subscription;

import io.tenantry.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants something for the term of a subscription.
 *
 * @param next for NEXT_TERM: what it renews to; for TRIAL_TO_PAID: what it becomes now
 * @param unitPrice of one sales unit, for TRIAL_TO_PAID; null takes the price list's
 * @param refund for CANCEL: whether what is not used is credited, if the contract refunds
 * @param version of the subscription as the caller read it
 */
public record TermCommand(
        String subscriptionNumber,
        Instruction instruction,
        @Nullable NextTerm next,
        @Nullable Money unitPrice,
        boolean refund,
        String reason,
        long version) {}
