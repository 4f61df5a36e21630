package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Identifiers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Customers: listed page by page, read, and created. */
@SandboxEndpoint
@RequestMapping("/v1/customers")
public final class CustomerEndpoint {

    private static final int LARGEST_PAGE = 500;

    private final Customers customers;
    private final Agreements agreements;

    public CustomerEndpoint(Customers customers, Agreements agreements) {
        this.customers = customers;
        this.agreements = agreements;
    }

    @GetMapping
    ObjectNode list(
            @RequestParam("size") Optional<Integer> size,
            @RequestParam("filter") Optional<String> filter,
            @RequestParam("seekOperation") Optional<String> seek,
            @RequestHeader(value = "MS-ContinuationToken", required = false) @Nullable String token) {
        if (seek.isEmpty()) {
            return page(null, checked(size.orElse(LARGEST_PAGE)), filter);
        }
        if (!seek.get().equalsIgnoreCase("Next") || token == null) {
            throw Continuation.noMoreRecords();
        }
        var from = Continuation.parse(token);
        return page(from.lastSeen(), checked(size.orElse(from.size())), filter.or(from::filter));
    }

    private static int checked(int size) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw Refusal.badRequest(2000, "The size must be 1 to " + LARGEST_PAGE + ", not " + size + ".");
        }
        return size;
    }

    private ObjectNode page(@Nullable String lastSeen, int size, Optional<String> filter) {
        var entries = read(lastSeen, size + 1, filter);
        if (lastSeen != null && entries.isEmpty()) {
            throw Continuation.noMoreRecords();
        }
        var shown = entries.subList(0, Math.min(size, entries.size()));
        var items = shown.stream()
                .map(entry -> CustomerDocument.summary(entry.document()))
                .toList();
        var listing = Listing.of("/customers?size=" + size, items);
        if (entries.size() > size) {
            new Continuation(shown.get(size - 1).key(), size, filter).writeTo(listing);
        }
        return listing;
    }

    private List<Documents.Entry> read(@Nullable String lastSeen, int limit, Optional<String> filter) {
        return filter.isEmpty()
                ? customers.page(lastSeen, limit)
                : customers.pageStartingWith(CustomerFilter.parse(filter.get()), lastSeen, limit);
    }

    @GetMapping("/{id:(?!cus_).+}")
    ObjectNode get(@PathVariable String id) {
        return customers.require(id);
    }

    /**
     * "This API is idempotent": who creates a tenant whose domain exists gets the existing one, without the password, which
     * is told once only. That it is the domain that counts is this sandbox's own choice.
     */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode create(@RequestBody JsonNode body) {
        var customer = CustomerDocument.ordered(Fields.of(body));
        var domain = customer.path("companyProfile").path("domain").asText();
        var existing = customers.withDomain(domain);
        if (existing.isPresent()) {
            return existing.get();
        }
        customers.add(customer);
        agreements.sign(customer.path("id").asText(), false);
        var created = customer.deepCopy().put("relationshipToPartner", "none");
        created.putObject("userCredentials")
                .put("userName", "admin")
                .put("password", "Sandbox-" + Identifiers.random(6));
        return created;
    }
}
