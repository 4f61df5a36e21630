package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import io.tenantry.sandbox.world.World;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Who has accepted the Microsoft Customer Agreement: confirmed by the partner on the customer's behalf, or signed by the
 * customer. Without it nothing can be bought.
 */
public final class Agreements {

    static final String CUSTOMER_AGREEMENT = "MicrosoftCustomerAgreement";
    static final String TEMPLATE = "117a77b0-9360-443b-8795-c6dedc750cf9";

    private static final String SIGNED = "signed";

    private final Documents confirmations;
    private final Documents signatures;
    private final SandboxClock clock;

    public Agreements(World world, SandboxClock clock) {
        this.confirmations = world.documents("agreements");
        this.signatures = world.documents("agreement-signatures");
        this.clock = clock;
    }

    List<ObjectNode> confirmed(String customerId) {
        return confirmations.under(customerId + "/").stream()
                .map(Documents.Entry::document)
                .toList();
    }

    /** Of whom nothing is on file was there before the sandbox knew agreements, and could always buy. */
    boolean isSigned(String customerId) {
        return signatures
                .find(customerId)
                .map(state -> state.path(SIGNED).asBoolean())
                .orElse(true);
    }

    boolean isAccepted(String customerId) {
        return isSigned(customerId)
                || confirmed(customerId).stream()
                        .anyMatch(agreement -> agreement.path("type").asText().equals(CUSTOMER_AGREEMENT));
    }

    /** @throws io.tenantry.sandbox.http.WireError if the customer may not buy yet */
    void require(String customerId) {
        if (!isAccepted(customerId)) {
            throw Refusal.of(403, 13605, "The customer has not accepted the Microsoft Customer Agreement.");
        }
    }

    /** The customer accepts by itself, or takes that back. */
    public void sign(String customerId, boolean signed) {
        signatures.put(customerId, Json.object().put(SIGNED, signed));
    }

    /** Forgets every acceptance of a customer. */
    public void withdraw(String customerId) {
        sign(customerId, false);
        confirmations.under(customerId + "/").forEach(entry -> confirmations.remove(entry.key()));
    }

    ObjectNode confirm(String customerId, Fields wish) {
        var contact = wish.object("primaryContact");
        for (var field : List.of("firstName", "lastName", "email")) {
            require(contact, field);
        }
        require(wish, "dateAgreed");
        var type = require(wish, "type");
        if (!require(wish, "templateId").equals(TEMPLATE)) {
            throw Refusal.badRequest(600062, "The templateId is not the one of " + type + ".");
        }
        if (confirmed(customerId).stream().anyMatch(known -> isSame(known, contact))) {
            throw Refusal.conflict(600061, "A partner confirmed agreement already exists for the customer.");
        }
        var agreement = wish.camelCase();
        agreement.put("agreementLink", "https://aka.ms/customeragreement");
        confirmations.put(customerId + "/%015d".formatted(clock.ordinal()), agreement);
        return agreement;
    }

    private static boolean isSame(ObjectNode known, Fields contact) {
        return Stream.of("firstName", "lastName", "email", "phoneNumber")
                .allMatch(field -> Objects.equals(
                        known.path("primaryContact").path(field).asText(""),
                        contact.text(field).orElse("")));
    }

    private static String require(Fields fields, String name) {
        return fields.text(name).orElseThrow(() -> Refusal.badRequest(2000, "The field '" + name + "' is missing."));
    }
}
