package io.tenantry.sandbox.distributor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.fault.FaultFilter;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.world.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** The distributor's API at {@code /distributor/v2}, and what happens there behind its clients' backs. */
@SandboxEndpoint
public final class DistributorEndpoint {

    private static final int ACCEPTED = 202;
    private static final String TENANT = "/distributor/v2/tenants/{tenant}";

    private final Distributor distributor;
    private final RememberedAnswers answers;

    public DistributorEndpoint(Distributor distributor, RememberedAnswers answers) {
        this.distributor = distributor;
        this.answers = answers;
    }

    @PostMapping("/sandbox/distributor/tenants")
    ObjectNode addTenant(@RequestBody ObjectNode wish) {
        return distributor.addTenant(Fields.of(wish));
    }

    /** Somebody changes the seats in the distributor's own portal. */
    @PutMapping("/sandbox/distributor/tenants/{tenant}/subscriptions/{uid}/seats")
    ObjectNode editSeats(@PathVariable String tenant, @PathVariable String uid, @RequestBody ObjectNode wish) {
        return distributor.setSeats(tenant, uid, seats(wish), Duration.ZERO);
    }

    @GetMapping("/distributor/v2/ping")
    ObjectNode ping() {
        return Json.object().put("pong", true);
    }

    @GetMapping("/distributor/v2/tenants")
    ObjectNode tenants(
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(name = "per_page", defaultValue = "50") int size) {
        return page("tenants", distributor.tenants(), page, size);
    }

    @GetMapping(TENANT + "/subscriptions")
    ObjectNode subscriptions(
            @PathVariable String tenant,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(name = "per_page", defaultValue = "50") int size) {
        return page("subscriptions", distributor.subscriptions(tenant), page, size);
    }

    @GetMapping(TENANT + "/subscriptions/{uid}")
    ObjectNode subscription(@PathVariable String tenant, @PathVariable String uid) {
        return wrapped("subscription", distributor.subscription(tenant, uid));
    }

    @PostMapping(TENANT + "/orders")
    ObjectNode order(
            @PathVariable String tenant,
            @RequestBody ObjectNode wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        var fields = Fields.of(wish);
        distributor.validate(tenant, fields);
        response.setStatus(ACCEPTED);
        return answers.once(
                request, wish.toString(), () -> wrapped("order", distributor.order(tenant, fields, slowness(request))));
    }

    @GetMapping(TENANT + "/orders")
    ObjectNode orders(@PathVariable String tenant, @RequestParam String reference) {
        var found = Json.object();
        found.putArray("orders").addAll(distributor.ordersOf(tenant, reference));
        return found;
    }

    @GetMapping(TENANT + "/orders/{uid}")
    ObjectNode order(@PathVariable String tenant, @PathVariable String uid) {
        return wrapped("order", distributor.order(tenant, uid));
    }

    @PutMapping(TENANT + "/subscriptions/{uid}/seats")
    ObjectNode setSeats(
            @PathVariable String tenant,
            @PathVariable String uid,
            @RequestBody ObjectNode wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        var slow = slowness(request);
        if (!slow.isZero()) {
            response.setStatus(ACCEPTED);
        }
        return answers.once(request, wish.toString(), () -> Json.object()
                .put("state", slow.isZero() ? "done" : "queued")
                .set("subscription", distributor.setSeats(tenant, uid, seats(wish), slow)));
    }

    @DeleteMapping(TENANT + "/subscriptions/{uid}")
    ObjectNode end(@PathVariable String tenant, @PathVariable String uid, HttpServletRequest request) {
        return answers.once(request, "", () -> wrapped("subscription", distributor.end(tenant, uid)));
    }

    private static int seats(ObjectNode wish) {
        return Fields.of(wish).integer("seats").orElse(0);
    }

    private static Duration slowness(HttpServletRequest request) {
        return request.getAttribute(FaultFilter.SLOW) instanceof Duration slow ? slow : Duration.ZERO;
    }

    private static ObjectNode wrapped(String name, ObjectNode thing) {
        return Json.object().set(name, thing);
    }

    private static ObjectNode page(String name, List<ObjectNode> all, int page, int size) {
        var from = Math.min(all.size(), Math.max(0, page - 1) * size);
        var answer = Json.object();
        answer.putArray(name).addAll(all.subList(from, Math.min(all.size(), from + size)));
        answer.putObject("meta").put("page", page).put("total_pages", Math.max(1, (all.size() + size - 1) / size));
        return answer;
    }
}
