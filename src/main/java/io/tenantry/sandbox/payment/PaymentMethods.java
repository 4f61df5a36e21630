package io.tenantry.sandbox.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Form;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Identifiers;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import io.tenantry.sandbox.world.World;
import java.util.Optional;

/** The payers and their cards; a card behaves as the test card that it was made from. */
public final class PaymentMethods {

    private static final String CARD = "sandbox_card";

    private final Documents customers;
    private final Documents methods;
    private final SandboxClock clock;

    public PaymentMethods(World world, SandboxClock clock) {
        this.customers = world.documents("payment-customers");
        this.methods = world.documents("payment-methods");
        this.clock = clock;
    }

    ObjectNode createCustomer(Form form) {
        var customer = Json.object()
                .put("id", "cus_" + Identifiers.random(7))
                .put("object", "customer")
                .put("created", clock.instant().getEpochSecond())
                .put("livemode", false)
                .put("name", form.text("name").orElse(null))
                .put("email", form.text("email").orElse(null));
        var metadata = customer.putObject("metadata");
        form.nested("metadata").forEach(metadata::put);
        customers.put(customer.path("id").asText(), customer);
        return customer;
    }

    ObjectNode customer(String id) {
        return customers.find(id).orElseThrow(() -> PaymentError.notFound("customer", id));
    }

    ObjectNode create(Form form) {
        if (!form.text("type").orElse("card").equals("card")) {
            throw PaymentError.invalid(
                    "parameter_invalid", "The sandbox has payment methods of type card only.", "type");
        }
        var name = form.text("card[token]")
                .or(() -> form.text("card[number]"))
                .orElseThrow(() -> PaymentError.missing("card[token]"));
        var card = TestCard.of(name.replace(" ", ""))
                .orElseThrow(() -> PaymentError.unknown("test card", name, "card[token]"));
        return store(card);
    }

    private ObjectNode store(TestCard card) {
        var method = Json.object()
                .put("id", "pm_" + Identifiers.random(12))
                .put("object", "payment_method")
                .put("type", "card")
                .put("created", clock.instant().getEpochSecond())
                .put("livemode", false)
                .putNull("customer")
                .put(CARD, card.name());
        method.putObject("card")
                .put("brand", card.brand())
                .put("last4", card.lastFour())
                .put("exp_month", 12)
                .put("exp_year", clock.today().getYear() + (card == TestCard.EXPIRED ? -1 : 4));
        methods.put(method.path("id").asText(), method);
        return view(method);
    }

    /**
     * Attaches a card to a payer; a shared test card such as {@code pm_card_visa} becomes a card of the payer's own. Cards
     * that decline can be attached too, so that a charge can be seen to fail: this sandbox's own choice.
     */
    ObjectNode attach(String id, String customerId) {
        var own = methods.has(id) ? id : testCard(id);
        var method = methods.find(own).orElseThrow(() -> PaymentError.unknown("PaymentMethod", id, "payment_method"));
        var owner = method.path("customer").asText("");
        if (!owner.isEmpty()
                && !owner.equals(customerId)
                && !method.path("customer").isNull()) {
            throw PaymentError.invalid(
                    "payment_method_unexpected_state",
                    "The payment method you provided has already been attached to a customer.",
                    "payment_method");
        }
        method.put("customer", customerId);
        methods.put(own, method);
        return view(method);
    }

    private String testCard(String id) {
        var card = TestCard.of(id).orElseThrow(() -> PaymentError.unknown("PaymentMethod", id, "payment_method"));
        return store(card).path("id").asText();
    }

    ObjectNode get(String id) {
        return methods.find(id).map(PaymentMethods::view).orElseThrow(() -> PaymentError.notFound("PaymentMethod", id));
    }

    /** The card behind a payment method that this payer may use. */
    TestCard card(String id, Optional<String> customerId) {
        var method = methods.find(id);
        if (method.isEmpty()) {
            return TestCard.of(id).orElseThrow(() -> PaymentError.unknown("PaymentMethod", id, "payment_method"));
        }
        var owner = method.get().path("customer");
        if (!owner.isNull() && customerId.filter(owner.asText()::equals).isEmpty()) {
            throw PaymentError.invalid(
                    "payment_method_unexpected_state",
                    "The PaymentMethod " + id + " belongs to another customer than the one charged.",
                    "payment_method");
        }
        return TestCard.valueOf(method.get().path(CARD).asText());
    }

    private static ObjectNode view(ObjectNode method) {
        var view = method.deepCopy();
        view.remove(CARD);
        return view;
    }
}
