package io.tenantry.connector.payment;

import io.tenantry.connector.payment.StripeApi.NewPaymentIntent;
import io.tenantry.connector.payment.StripeApi.PaymentIntent;
import io.tenantry.connector.payment.StripeApi.Trouble;
import io.tenantry.postinvoice.ChargeDeclined;
import io.tenantry.postinvoice.PaymentGateway;
import io.tenantry.postinvoice.SystemUnavailable;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Stripe as our payment gateway: one PaymentIntent per attempt, confirmed at once and without the customer.
 *
 * <p>Stripe forgets an idempotency key after a day, and an incident may wait longer than that. So the attempt is also
 * written on the intent, and looked for before anything is charged.
 */
final class StripePayments implements PaymentGateway {

    /** Name of the metadata that holds the attempt's idempotency key. */
    private static final String ATTEMPT = "attempt";

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
        var wanted = newIntent(order);
        var intent = attempted(order).orElseGet(() -> api.create(order.idempotencyKey(), wanted));
        return receipt(order, intent);
    }

    /** What became of an earlier request of this same attempt: a bank debit may have taken days to settle. */
    private Optional<PaymentIntent> attempted(Order order) {
        return api.newest(order.gatewayCustomer()).data().stream()
                .filter(intent -> intent.metadata() != null
                        && order.idempotencyKey().equals(intent.metadata().get(ATTEMPT)))
                .findFirst();
    }

    private static NewPaymentIntent newIntent(Order order) {
        return new NewPaymentIntent(
                StripeAmount.of(order.amount()),
                order.amount().currency().getCurrencyCode().toLowerCase(Locale.ROOT),
                order.gatewayCustomer(),
                order.paymentMethod(),
                true,
                true,
                Map.of("invoice", order.invoiceNumber(), ATTEMPT, order.idempotencyKey()));
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
