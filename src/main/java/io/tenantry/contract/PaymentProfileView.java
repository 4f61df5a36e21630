package io.tenantry.contract;

import java.util.UUID;

/**
 * A stored payment method at a gateway; holds its tokens, never a card.
 *
 * @param status PENDING, SYNCED or INACTIVE; only a SYNCED one can be charged
 */
public record PaymentProfileView(
        UUID id,
        String number,
        String customerNumber,
        String gateway,
        String gatewayCustomer,
        String gatewayPaymentMethod,
        String label,
        String status,
        boolean isDefault,
        long version) {}
