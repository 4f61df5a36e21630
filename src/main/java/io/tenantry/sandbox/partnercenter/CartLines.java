package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;

/** Prices and checks the lines of a cart; what is wrong with a line is written into it, and the cart is made all the same. */
final class CartLines {

    static final int CANNOT_PROCESS = 10006;
    static final int WRONG_ITEM = 10001;
    static final int WRONG_INPUT = 10010;
    static final int WRONG_SEATS = 10015;
    static final int NO_BASE = 400041;
    static final int WRONG_TERM_END = 900242;

    private final Customers customers;
    private final Catalog catalog;
    private final Subscriptions subscriptions;
    private final SandboxClock clock;

    CartLines(Customers customers, Catalog catalog, Subscriptions subscriptions, SandboxClock clock) {
        this.customers = customers;
        this.catalog = catalog;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    /** A problem with a line, by the code of the cart's error table. */
    private record Problem(int code, String description) {}

    ArrayNode of(String customerId, List<Fields> wanted) {
        if (wanted.isEmpty()) {
            throw Refusal.badRequest(2000, "The cart has no lineItems.");
        }
        var lines = Json.array();
        for (var line : wanted) {
            lines.add(line(customerId, line, lines.size()));
        }
        return lines;
    }

    private ObjectNode line(String customerId, Fields wanted, int number) {
        require(wanted, "catalogItemId");
        require(wanted, "quantity");
        require(wanted, "billingCycle");
        var line = wanted.camelCase();
        line.remove("error");
        line.put("id", number);
        line.put("billingCycle", wanted.lowerCase("billingCycle").orElse(""));
        var market = customers.country(customerId);
        var sku = CatalogItem.parse(text(wanted, "catalogItemId")).flatMap(item -> catalog.find(market, item));
        var price = sku.flatMap(
                found -> found.price(text(wanted, "termDuration"), text(wanted, "billingCycle"), clock.instant()));
        price.ifPresent(row -> price(line, row, wanted.integer("quantity").orElse(0)));
        problem(customerId, wanted, sku, price).ifPresent(problem -> {
            var error = line.putObject("error");
            error.put("errorCode", Integer.toString(problem.code()));
            error.put("errorDescription", problem.description());
        });
        return line;
    }

    private static void price(ObjectNode line, PriceRow row, int quantity) {
        line.put("currencyCode", row.currency());
        var pricing = line.putObject("pricing");
        pricing.set("listPrice", DecimalNode.valueOf(row.listPrice()));
        pricing.set("discountedPrice", DecimalNode.valueOf(row.unitPrice()));
        pricing.set("proratedPrice", DecimalNode.valueOf(row.unitPrice()));
        pricing.set("price", DecimalNode.valueOf(row.unitPrice()));
        pricing.set("extendedPrice", DecimalNode.valueOf(row.unitPrice().multiply(BigDecimal.valueOf(quantity))));
    }

    private Optional<Problem> problem(String customerId, Fields wanted, Optional<Sku> sku, Optional<PriceRow> price) {
        if (sku.isEmpty()) {
            return problem(WRONG_ITEM, "The catalogItemId " + text(wanted, "catalogItemId") + " is not valid.");
        }
        var quantity = wanted.integer("quantity").orElse(0);
        if (quantity < 1 || quantity > Sku.MAXIMUM_QUANTITY) {
            return problem(WRONG_SEATS, "The quantity must be 1 to " + Sku.MAXIMUM_QUANTITY + ".");
        }
        if (price.isEmpty()) {
            return problem(WRONG_INPUT, sku.get().title() + " is not sold for this termDuration and billingCycle.");
        }
        if (!subscriptions.hasBaseFor(customerId, sku.get().first().productId())) {
            return problem(NO_BASE, "The addon is not purchasable without a compatible base product");
        }
        if (sku.get().isTrial() && wanted.text("customTermEndDate").isPresent()) {
            return problem(WRONG_TERM_END, "A trial ends with its own term.");
        }
        return wanted.text("customTermEndDate").flatMap(end -> termEndProblem(customerId, wanted, end));
    }

    /** A term may be cut short to end with a calendar month or with another subscription of the customer. */
    private Optional<Problem> termEndProblem(String customerId, Fields wanted, String wish) {
        try {
            var full = Term.starting(clock.today(), text(wanted, "termDuration"), "monthly");
            if (new CotermDates(full, subscriptions.of(customerId)).allow(Term.day(wish))) {
                return Optional.empty();
            }
        } catch (DateTimeException e) {
            return problem(WRONG_INPUT, "The customTermEndDate '" + wish + "' is not a date.");
        }
        return problem(
                WRONG_TERM_END, "The customTermEndDate is neither a month's end nor another subscription's end.");
    }

    private static Optional<Problem> problem(int code, String description) {
        return Optional.of(new Problem(code, description));
    }

    private static void require(Fields line, String field) {
        if (line.text(field).isEmpty()) {
            throw Refusal.badRequest(2000, "A line item has no " + field + ".");
        }
    }

    private static String text(Fields fields, String name) {
        return fields.text(name).orElse("");
    }
}
