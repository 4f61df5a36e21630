package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import java.util.List;

/** What happens at the provider without the application: tenants come, licences are bought and changed in the portal. */
public final class OutOfBand {

    private final Customers customers;
    private final Agreements agreements;
    private final Catalog catalog;
    private final Carts carts;
    private final Orders orders;
    private final Subscriptions subscriptions;
    private final SubscriptionChanges changes;
    private final Consents consents;
    private final SandboxClock clock;

    public OutOfBand(Shop shop, SubscriptionChanges changes, Consents consents, SandboxClock clock) {
        this.customers = shop.customers();
        this.agreements = shop.agreements();
        this.catalog = shop.catalog();
        this.carts = shop.carts();
        this.orders = shop.orders();
        this.subscriptions = shop.subscriptions();
        this.changes = changes;
        this.consents = consents;
        this.clock = clock;
    }

    /**
     * A tenant accepts the partner as its reseller; one whose domain is known already is that one. The partner has
     * confirmed that it accepted the customer agreement, unless {@code agreement} is {@code none}, or {@code direct} for
     * a customer who signed by itself.
     */
    public ObjectNode acceptReseller(Fields tenant) {
        var customer = CustomerDocument.discovered(tenant);
        var domain = customer.path("companyProfile").path("domain").asText();
        return customers.withDomain(domain).orElseGet(() -> {
            customers.add(customer);
            agree(customer.path("id").asText(), tenant.lowerCase("agreement").orElse("confirmed"));
            return customer;
        });
    }

    private void agree(String customerId, String how) {
        agreements.sign(customerId, how.equals("direct"));
        if (!how.equals("confirmed")) {
            return;
        }
        var confirmation = Json.object()
                .put("templateId", Agreements.TEMPLATE)
                .put("type", Agreements.CUSTOMER_AGREEMENT)
                .put("dateAgreed", clock.today() + "T00:00:00");
        confirmation
                .putObject("primaryContact")
                .put("firstName", "Accounts")
                .put("lastName", "Payable")
                .put("email", "ap@" + customerId + ".example");
        agreements.confirm(customerId, Fields.of(confirmation));
    }

    /** Buys by catalogItemId, or by productId and skuId; a monthly billed year unless told otherwise. */
    public ObjectNode buy(String customerId, Fields wish) {
        var market = customers.country(customerId);
        var line = wish.camelCase();
        if (!wish.has("catalogItemId")) {
            var product = wish.text("productId").orElse("");
            var sku = catalog.sku(market, product, wish.text("skuId").orElse(""))
                    .orElseThrow(
                            () -> Refusal.badRequest(400018, "There is no such SKU of product '" + product + "'."));
            line.put("catalogItemId", sku.item().toString());
        }
        line.put("billingCycle", wish.text("billingCycle").orElse("monthly"));
        line.put("termDuration", wish.text("termDuration").orElse("P1Y"));
        var request = Json.object();
        request.putArray("lineItems").add(line);
        var cart = carts.create(customerId, Fields.of(request));
        var order = orders.place(customerId, carts.linesToBuy(customerId, cart), null);
        carts.checkedOut(customerId, cart, List.of(order));
        var id = order.path("lineItems").path(0).path("subscriptionId").asText();
        return subscriptions.get(customerId, id).view(clock.instant());
    }

    /** The portal obeys the same rules as the API, and takes just what is to change. */
    public ObjectNode change(String customerId, String id, Fields wish) {
        customers.require(customerId);
        var subscription = subscriptions.get(customerId, id);
        var whole = subscription.view(clock.instant());
        wish.camelCase().properties().forEach(field -> whole.set(field.getKey(), field.getValue()));
        var changed = changes.change(customerId, subscription, Fields.of(whole));
        subscriptions.save(customerId, changed);
        return changed.view(clock.instant());
    }

    public void heal(String customerId) {
        customers.heal(customerId);
    }

    /** A person signs in and consents anew: a refresh token as the consent script of a partner would print it. */
    public ObjectNode consent() {
        return Json.object().put("refreshToken", consents.newRefreshToken());
    }
}
