package io.tenantry.connector.payment;

import io.tenantry.connector.payment.StripeApi.NewPaymentIntent;
import io.tenantry.connector.payment.StripeApi.PaymentIntent;
import io.tenantry.connector.payment.StripeApi.Trouble;
import io.tenantry.postinvoice.ChargeDeclined;
import io.tenantry.postinvoice.PaymentGateway;
import io.tenantry.postinvoice.SystemUnavailable;
import java.util.Locale;
import java.util.Map;

/** Stripe as our payment gateway: one PaymentIntent per attempt, confirmed at once and without the customer. */
final class StripePayments implements PaymentGateway {

    private final StripeApi api;

    StripePayments(StripeApi api) {
        this.api = api;
    }

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public Receipt charge(Order order) {
        var intent = api.create(
                order.idempotencyKey(),
                new NewPaymentIntent(
                        StripeAmount.of(order.amount()),
                        order.amount().currency().getCurrencyCode().toLowerCase(Locale.ROOT),
                        order.gatewayCustomer(),
                        order.paymentMethod(),
                        true,
                        true,
                        Map.of("invoice", order.invoiceNumber(), "attempt", order.idempotencyKey())));
        return receipt(order, settled(intent));
    }

    /** A bank debit takes days, and a repeated request returns the first answer for ever: only a look shows the end. */
    private PaymentIntent settled(PaymentIntent intent) {
        return intent.status().equals("processing") ? api.intent(intent.id()) : intent;
    }

    private static Receipt receipt(Order order, PaymentIntent intent) {
        return switch (intent.status()) {
            case "succeeded" -> new Receipt(intent.id());
            case "processing" ->
                throw new SystemUnavailable("Payment " + intent.id() + " of " + order.invoiceNumber()
                        + " is still processing at the bank; retry later to see its end");
            case "requires_action" ->
                throw new ChargeDeclined(
                        "authentication_required",
                        "Payment " + intent.id() + " of " + order.invoiceNumber()
                                + " wants the customer's own confirmation; ask them to pay on-session");
            case "requires_payment_method", "canceled" -> throw declined(order, intent);
            default ->
                throw new SystemUnavailable(
                        "Payment " + intent.id() + " of " + order.invoiceNumber() + " is in the state '"
                                + intent.status() + "'; look it up at Stripe before anything is charged");
        };
    }

    private static ChargeDeclined declined(Order order, PaymentIntent intent) {
        var trouble = intent.lastPaymentError();
        return StripeErrors.declined(
                trouble == null
                        ? new Trouble(
                                null,
                                intent.status(),
                                null,
                                "Payment " + intent.id() + " of " + order.invoiceNumber() + " is " + intent.status())
                        : trouble);
    }
}
