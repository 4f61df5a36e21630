package io.tenantry.postinvoice;

import io.tenantry.shared.Money;

/** The port to the gateway that charges a customer's stored payment method. */
public interface PaymentGateway {

    /** The gateway's name, such as {@code stripe}. */
    String name();

    /**
     * Charges once per idempotency key: the same key returns the first outcome, a decline included.
     *
     * @throws ChargeDeclined if the gateway says no; a further try is a new attempt with a new key
     * @throws SystemUnavailable if the outcome is unknown; the same call is safe
     */
    Receipt charge(Order order);

    record Order(
            String idempotencyKey, String invoiceNumber, Money amount, String gatewayCustomer, String paymentMethod) {}

    /** @param paymentId the gateway's id of the payment */
    record Receipt(String paymentId) {}
}
