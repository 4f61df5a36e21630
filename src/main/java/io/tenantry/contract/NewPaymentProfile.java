package io.tenantry.contract;

import io.tenantry.shared.Refused;

/**
 * A payment profile to be.
 *
 * @param gateway the gateway's name in our system, such as {@code stripe}
 * @param gatewayCustomer the gateway's token of the customer, such as {@code cus_N…}
 * @param isDefault whether contracts without a profile of their own are charged to it
 * @param pending whether the customer has yet to confirm it at the gateway; until then it cannot be charged
 */
public record NewPaymentProfile(
        String gateway, String gatewayCustomer, PaymentMethod method, boolean isDefault, boolean pending) {

    public NewPaymentProfile {
        if (gateway.isBlank()) {
            throw new Refused("invalid-payment-profile", "Name the gateway that holds the payment method");
        }
        PaymentMethod.requireToken("customer", gatewayCustomer);
    }
}
