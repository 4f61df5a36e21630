package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.world.SandboxClock;
import java.time.DateTimeException;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The days on which a customer's new term may end, to end together with others. */
@SandboxEndpoint
public final class CotermEndpoint {

    private final Customers customers;
    private final Subscriptions subscriptions;
    private final SandboxClock clock;

    public CotermEndpoint(Customers customers, Subscriptions subscriptions, SandboxClock clock) {
        this.customers = customers;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    @GetMapping("/v1/customers/{customer}/subscriptions/customTermEndDates")
    ObjectNode options(
            @PathVariable String customer,
            @RequestParam("term_duration") Optional<String> duration,
            @RequestParam("term_start_date") Optional<String> start,
            @RequestParam("target_coterm_subscription_id") Optional<String> target) {
        customers.require(customer);
        var full = full(duration.orElse(""), start);
        var others = subscriptions.of(customer).stream()
                .filter(other -> target.map(other.id()::equals).orElse(true))
                .toList();
        return Listing.of(
                "/customers/" + customer + "/subscriptions/customTermEndDates",
                new CotermDates(full, others).options());
    }

    private Term full(String duration, Optional<String> start) {
        if (!Term.isKnown(duration)) {
            throw Refusal.badRequest(2000, "The term_duration '" + duration + "' is not P1M, P1Y or P3Y.");
        }
        try {
            return Term.starting(start.map(Term::day).orElseGet(clock::today), duration, "monthly");
        } catch (DateTimeException e) {
            throw Refusal.badRequest(2000, "The term_start_date '" + start.orElse("") + "' is not a date.");
        }
    }
}
