package io.tenantry.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Dialect;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.partnercenter.AccessTokens;
import io.tenantry.sandbox.partnercenter.Agreements;
import io.tenantry.sandbox.partnercenter.Consents;
import io.tenantry.sandbox.partnercenter.Portal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The rarer things that happen at the provider: what vanishes, is withdrawn, revoked, or set as no rule allows. */
@SandboxEndpoint
@RequestMapping("/sandbox")
public final class PortalEndpoint {

    private final Portal portal;
    private final Agreements agreements;
    private final Consents consents;
    private final AccessTokens tokens;

    public PortalEndpoint(Portal portal, Agreements agreements, Consents consents, AccessTokens tokens) {
        this.portal = portal;
        this.agreements = agreements;
        this.consents = consents;
        this.tokens = tokens;
    }

    @DeleteMapping("/customers/{customer}/subscriptions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String customer, @PathVariable String id) {
        portal.remove(customer, id);
    }

    @PutMapping("/customers/{customer}/subscriptions/{id}/forced")
    ObjectNode force(@PathVariable String customer, @PathVariable String id, @RequestBody JsonNode body) {
        return portal.force(customer, id, Fields.of(body));
    }

    @PostMapping("/customers/{customer}/subscriptions/{id}/transitions")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode move(@PathVariable String customer, @PathVariable String id, @RequestBody JsonNode body) {
        return portal.move(customer, id, Fields.of(body));
    }

    /** {@code accepted} true: the customer signs by itself; false: nobody has accepted for it, not even the partner. */
    @PutMapping("/customers/{customer}/agreement")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void agree(@PathVariable String customer, @RequestBody JsonNode body) {
        var accepted = Fields.of(body)
                .find("accepted")
                .orElseThrow(() -> Dialect.SANDBOX.error(400, "400", "Say 'accepted': true or false"));
        if (accepted.asBoolean()) {
            agreements.sign(customer, true);
        } else {
            agreements.withdraw(customer);
        }
    }

    /** Everybody's access token expires at this moment. */
    @DeleteMapping("/tokens")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void expireTokens() {
        tokens.expireAll();
    }

    /** Every consent given so far is revoked, and with it every token. */
    @DeleteMapping("/consents")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke() {
        consents.revokeAll();
        tokens.expireAll();
    }
}
