package io.tenantry.sandbox.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Form;
import io.tenantry.sandbox.http.WireError;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Identifiers;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import io.tenantry.sandbox.world.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Charges, as intents: made, confirmed with a card, succeeded or waiting for a better card.
 *
 * <p>A payer that the sandbox has not seen made is taken for one made elsewhere, in the gateway's dashboard or on a payment
 * page: this sandbox's own choice. Whose card it is matters all the same.
 */
public final class PaymentIntents {

    private static final String ID = "id";
    private static final String STATUS = "status";
    private static final int DEFAULT_LIMIT = 10;
    private static final long LARGEST_AMOUNT = 99_999_999L;

    private final Documents intents;
    private final Documents byCustomer;
    private final PaymentMethods methods;
    private final SandboxClock clock;

    public PaymentIntents(World world, PaymentMethods methods, SandboxClock clock) {
        this.intents = world.documents("payment-intents");
        this.byCustomer = world.documents("payment-intents-by-customer");
        this.methods = methods;
        this.clock = clock;
    }

    /** What can be refused before anything happens; such a refusal is not remembered under an idempotency key. */
    void validate(Form form) {
        amount(form);
        var currency = form.text("currency").orElseThrow(() -> PaymentError.missing("currency"));
        if (!currency.matches("[A-Za-z]{3}")) {
            throw PaymentError.invalid("parameter_invalid", "Invalid currency: " + currency, "currency");
        }
        if (form.isTrue("off_session") && !form.isTrue("confirm")) {
            throw PaymentError.invalid(
                    "parameter_invalid", "off_session can be used with confirm=true only.", "off_session");
        }
        if (form.isTrue("confirm")) {
            var method = form.text("payment_method").orElseThrow(() -> PaymentError.missing("payment_method"));
            methods.card(method, form.text("customer"));
        }
    }

    private static long amount(Form form) {
        var text = form.text("amount").orElseThrow(() -> PaymentError.missing("amount"));
        if (!text.matches("\\d{1,12}") || Long.parseLong(text) < 1) {
            throw PaymentError.invalid("parameter_invalid_integer", "Invalid integer: " + text, "amount");
        }
        var amount = Long.parseLong(text);
        if (amount > LARGEST_AMOUNT) {
            throw PaymentError.invalid("amount_too_large", "Amount must be no more than 999,999.99", "amount");
        }
        return amount;
    }

    ObjectNode create(Form form) {
        var intent = Json.object()
                .put(ID, "pi_%013d%s".formatted(clock.ordinal(), Identifiers.random(5)))
                .put("object", "payment_intent")
                .put("amount", amount(form))
                .put("amount_received", 0)
                .put("currency", form.text("currency").orElseThrow().toLowerCase(Locale.ROOT))
                .put("created", clock.instant().getEpochSecond())
                .put("livemode", false)
                .put("description", form.text("description").orElse(null))
                .put("customer", form.text("customer").orElse(null))
                .put("payment_method", form.text("payment_method").orElse(null))
                .put(
                        STATUS,
                        form.text("payment_method").isPresent() ? "requires_confirmation" : "requires_payment_method")
                .putNull("latest_charge")
                .putNull("last_payment_error");
        var metadata = intent.putObject("metadata");
        form.nested("metadata").forEach(metadata::put);
        save(intent);
        return form.isTrue("confirm") ? confirmed(intent) : intent;
    }

    /** Charges the card; a declined one leaves the intent waiting for another and is answered with 402. */
    private ObjectNode confirmed(ObjectNode intent) {
        var method = intent.path("payment_method").asText();
        var customer =
                Optional.of(intent.path("customer")).filter(JsonNode::isTextual).map(JsonNode::asText);
        var card = methods.card(method, customer);
        var charge = "ch_" + Identifiers.random(12);
        intent.put("latest_charge", charge);
        if (card.pays()) {
            intent.put(STATUS, "succeeded");
            intent.set("amount_received", intent.get("amount"));
            intent.putNull("last_payment_error");
            save(intent);
            return intent;
        }
        intent.put(STATUS, "requires_payment_method");
        intent.putNull("payment_method");
        var error = Json.object()
                .put("type", "card_error")
                .put("code", card.errorCode())
                .put("decline_code", card.declineCode())
                .put("message", card.message())
                .put("charge", charge);
        intent.set("last_payment_error", error.deepCopy());
        save(intent);
        error.set("payment_intent", intent.deepCopy());
        throw new WireError(402, Json.object().set("error", error));
    }

    ObjectNode confirm(String id, Form form) {
        var intent = get(id);
        if (intent.path(STATUS).asText().equals("succeeded")) {
            throw PaymentError.invalid(
                    "payment_intent_unexpected_state",
                    "You cannot confirm this PaymentIntent because it has already succeeded.",
                    "");
        }
        form.text("payment_method").ifPresent(method -> intent.put("payment_method", method));
        if (!intent.path("payment_method").isTextual()) {
            throw PaymentError.missing("payment_method");
        }
        return confirmed(intent);
    }

    ObjectNode get(String id) {
        return intents.find(id).orElseThrow(() -> PaymentError.notFound("payment_intent", id));
    }

    /** The newest first, of a customer or of all; {@code metadata[invoice]=…} narrows them, this sandbox's own addition. */
    List<ObjectNode> newest(Form filter) {
        var limit = filter.text("limit")
                .filter(text -> text.matches("\\d{1,3}"))
                .map(Integer::valueOf)
                .orElse(DEFAULT_LIMIT);
        var metadata = filter.nested("metadata");
        return candidates(filter.text("customer"))
                .filter(intent -> metadata.entrySet().stream().allMatch(wanted -> wanted.getValue()
                        .equals(intent.path("metadata").path(wanted.getKey()).asText())))
                .limit(limit)
                .toList();
    }

    private Stream<ObjectNode> candidates(Optional<String> customer) {
        if (customer.isEmpty()) {
            return intents.newestFirst(Integer.MAX_VALUE).stream().map(Documents.Entry::document);
        }
        var references = new ArrayList<>(byCustomer.under(customer.get() + "/"));
        Collections.reverse(references);
        return references.stream()
                .map(reference -> get(reference.document().path(ID).asText()));
    }

    private void save(ObjectNode intent) {
        var id = intent.path(ID).asText();
        intents.put(id, intent);
        if (intent.path("customer").isTextual()) {
            byCustomer.put(
                    intent.path("customer").asText() + "/" + id, Json.object().put(ID, id));
        }
    }
}
