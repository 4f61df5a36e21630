package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.World;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tenants that have accepted the partner as their reseller. */
public final class Customers {

    private static final String ID = "id";

    private final Documents customers;
    private final Documents byName;
    private final Documents byDomain;
    private final Poison poison;

    public Customers(World world) {
        this.customers = world.documents("customers");
        this.byName = world.documents("customers-by-name");
        this.byDomain = world.documents("customers-by-domain");
        this.poison = new Poison(world);
    }

    void add(ObjectNode customer) {
        var id = customer.path(ID).asText();
        var profile = customer.path("companyProfile");
        var reference = Json.object().put(ID, id);
        customers.put(id, customer);
        byName.put(lower(profile.path("companyName").asText()) + "\n" + id, reference);
        byDomain.put(lower(profile.path("domain").asText()), reference);
    }

    Optional<ObjectNode> find(String id) {
        return customers.find(id);
    }

    public Optional<ObjectNode> withDomain(String domain) {
        return byDomain.find(lower(domain)).flatMap(this::referred);
    }

    public ObjectNode require(String id) {
        return find(id).orElseThrow(() -> Refusal.notFound(60003, "The customer tenant " + id + " was not found."));
    }

    String country(String id) {
        return require(id)
                .path("billingProfile")
                .path("defaultAddress")
                .path("country")
                .asText();
    }

    private Optional<ObjectNode> referred(ObjectNode reference) {
        return customers.find(reference.path(ID).asText());
    }

    List<Documents.Entry> page(@Nullable String lastSeen, int size) {
        return customers.after("", lastSeen, size);
    }

    /** By the start of the company's name or of its domain, in that order; keys are those of the index. */
    List<Documents.Entry> pageStartingWith(CustomerFilter filter, @Nullable String lastSeen, int size) {
        var index = filter.byDomain() ? byDomain : byName;
        return index.after(lower(filter.value()), lastSeen, size).stream()
                .flatMap(entry ->
                        referred(entry.document()).map(customer -> new Documents.Entry(entry.key(), customer)).stream())
                .toList();
    }

    /** Fails the operation if the customer is a poisoned one. */
    void strikePoison(String id, String operation) {
        var domain = require(id).path("companyProfile").path("domain").asText();
        poison.strike(id, lower(domain), operation);
    }

    /** Makes a poisoned customer one like any other: the repair of the demonstration. */
    public void heal(String id) {
        require(id);
        poison.heal(id);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
