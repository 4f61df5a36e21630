package io.tenantry.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** The world outside of the application: what happens in it by itself, what goes wrong in it, and what it has seen. */
final class Outside {

    private final String address;
    private final RestClient client;

    Outside(String sandboxUrl) {
        address = sandboxUrl;
        client = RestClient.create(sandboxUrl);
    }

    String address() {
        return address;
    }

    /** A tenant of the distributor; returns its id there. */
    String tenantOfDistributor(String company, String domain) {
        return post("/sandbox/distributor/tenants", Map.of("company_name", company, "primary_domain", domain))
                .path("tenant_uid")
                .asText();
    }

    /** Somebody changes the seats in the distributor's portal, if it lets them; tells whether it did. */
    boolean triesAtDistributor(String tenant, String subscription, int seats) {
        return client.put()
                .uri("/sandbox/distributor/tenants/" + tenant + "/subscriptions/" + subscription + "/seats")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("seats", seats))
                .retrieve()
                .onStatus(status -> true, (request, response) -> {})
                .toBodilessEntity()
                .getStatusCode()
                .is2xxSuccessful();
    }

    List<JsonNode> subscriptionsAtDistributor(String tenant) {
        var answer = client.get()
                .uri("/distributor/v2/tenants/" + tenant + "/subscriptions?per_page=1000")
                .header("X-Api-Key", "dk_outside")
                .retrieve()
                .body(JsonNode.class);
        return Api.items(Objects.requireNonNull(answer).path("subscriptions"));
    }

    /** A tenant accepts us as its reseller; returns its id. */
    String tenant(String company, String domain) {
        var wish = Map.of("companyName", company, "domain", domain, "country", "US", "email", "it@" + domain);
        return post("/sandbox/customers", wish).path("id").asText();
    }

    /** The same with more that the provider knows of it. */
    String tenant(String company, String domain, Map<String, ?> more) {
        var wish = new HashMap<String, Object>(more);
        wish.put("companyName", company);
        wish.put("domain", domain);
        return post("/sandbox/customers", wish).path("id").asText();
    }

    /** A tenant accepts the provider's customer agreement, or takes that back. */
    void agreement(String tenant, boolean accepted) {
        client.put()
                .uri("/sandbox/customers/" + tenant + "/agreement")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("accepted", accepted))
                .retrieve()
                .toBodilessEntity();
    }

    /** Somebody buys in the provider's portal; returns the provider's subscription. */
    JsonNode buysInThePortal(String tenant, String partNumber, int quantity) {
        return buysInThePortal(tenant, partNumber, quantity, Map.of());
    }

    /** The same for another term or billing cycle than a monthly billed year. */
    JsonNode buysInThePortal(String tenant, String partNumber, int quantity, Map<String, ?> otherwise) {
        var part = partNumber.split(":");
        var wish = new HashMap<String, Object>(otherwise);
        wish.putAll(Map.of("productId", part[0], "skuId", part[1], "quantity", quantity));
        return post("/sandbox/customers/" + tenant + "/subscriptions", wish);
    }

    /** Somebody edits a subscription in the provider's portal. */
    void editsInThePortal(String tenant, String subscription, Map<String, ?> change) {
        client.patch()
                .uri("/sandbox/customers/" + tenant + "/subscriptions/" + subscription)
                .contentType(MediaType.APPLICATION_JSON)
                .body(change)
                .retrieve()
                .toBodilessEntity();
    }

    /** Somebody in the portal, if the provider lets them; tells whether it did. */
    boolean triesInThePortal(String tenant, String subscription, Map<String, ?> change) {
        return client.patch()
                .uri("/sandbox/customers/" + tenant + "/subscriptions/" + subscription)
                .contentType(MediaType.APPLICATION_JSON)
                .body(change)
                .retrieve()
                .onStatus(status -> true, (request, response) -> {})
                .toBodilessEntity()
                .getStatusCode()
                .is2xxSuccessful();
    }

    /** Somebody upgrades all seats in the provider's portal. */
    void movesInThePortal(String tenant, String subscription, String partNumber) {
        var part = partNumber.split(":");
        post(
                "/sandbox/customers/" + tenant + "/subscriptions/" + subscription + "/transitions",
                Map.of("productId", part[0], "skuId", part[1]));
    }

    /** A subscription vanishes at the provider. */
    void removesInThePortal(String tenant, String subscription) {
        client.delete()
                .uri("/sandbox/customers/" + tenant + "/subscriptions/" + subscription)
                .retrieve()
                .toBodilessEntity();
    }

    /** The provider sets what none of its own rules allows. */
    void forces(String tenant, String subscription, Map<String, ?> fields) {
        client.put()
                .uri("/sandbox/customers/" + tenant + "/subscriptions/" + subscription + "/forced")
                .contentType(MediaType.APPLICATION_JSON)
                .body(fields)
                .retrieve()
                .toBodilessEntity();
    }

    void endOfAllFaults() {
        client.delete().uri("/sandbox/faults").retrieve().toBodilessEntity();
    }

    /** A subscription is gone there as if it had never been. */
    void vanishes(String tenant, String subscription) {
        client.delete()
                .uri("/sandbox/customers/" + tenant + "/subscriptions/" + subscription)
                .retrieve()
                .toBodilessEntity();
    }

    /** A person signs in at the provider and consents anew; returns the refresh token that stands for it. */
    String consents() {
        return post("/sandbox/consents", Map.of()).path("refreshToken").asText();
    }

    /** Whether the provider lets in nobody but with a person's consent; who is in already has to sign in again. */
    void asksForAPersonsConsent(boolean always) {
        client.patch()
                .uri("/sandbox/behaviour")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("userRequired", always))
                .retrieve()
                .toBodilessEntity();
        client.delete().uri("/sandbox/tokens").retrieve().toBodilessEntity();
    }

    /** The provider knocks at {@code url} whenever a subscription changes. */
    void sendsHintsTo(String url) {
        var wish = Map.of("WebhookUrl", url, "WebhookEvents", List.of("subscription-updated"));
        for (var method : List.of(HttpMethod.PUT, HttpMethod.POST)) {
            var taken = partner()
                    .method(method)
                    .uri("/webhooks/v1/registration")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(wish)
                    .exchange((request, answer) -> answer.getStatusCode().is2xxSuccessful());
            if (Boolean.TRUE.equals(taken)) {
                return;
            }
        }
        throw new IllegalStateException("The provider does not take " + url + " for its hints");
    }

    /** How strict the provider is, and how its hints come. */
    void behaves(Map<String, ?> behaviour) {
        client.patch()
                .uri("/sandbox/behaviour")
                .contentType(MediaType.APPLICATION_JSON)
                .body(behaviour)
                .retrieve()
                .toBodilessEntity();
    }

    /** Everybody's access token is void from now on. */
    void expiresTokens() {
        client.delete().uri("/sandbox/tokens").retrieve().toBodilessEntity();
    }

    /** All that was asked of the outside world so far. */
    List<JsonNode> requests() {
        return Api.items(get("/sandbox/requests"));
    }

    /** Whatever the provider refused or failed on for this tenant, it no longer does. */
    void heal(String tenant) {
        client.delete()
                .uri("/sandbox/customers/" + tenant + "/poison")
                .retrieve()
                .toBodilessEntity();
    }

    /** Lets requests go wrong; returns the fault's id. */
    String fault(String method, String path, Map<String, ?> kindAndMore) {
        var fault = new HashMap<String, Object>(kindAndMore);
        fault.put("method", method);
        fault.put("pathPattern", path);
        return post("/sandbox/faults", fault).path("id").asText();
    }

    void endOf(String fault) {
        client.delete().uri("/sandbox/faults/" + fault).retrieve().toBodilessEntity();
    }

    /** What was asked, in its order, failures included. */
    List<JsonNode> requests(String method, String path) {
        return Api.items(get("/sandbox/requests?method=" + method + "&path=" + path));
    }

    /** What was asked and carried out, in its order; an earlier answer that was given again does not count. */
    List<JsonNode> carriedOut(String method, String path) {
        return requests(method, path).stream()
                .filter(request -> request.path("status").asInt() / 100 == 2)
                .filter(request -> !request.path("replayed").asBoolean())
                .toList();
    }

    List<JsonNode> mailsTo(String address) {
        return Api.items(get("/sandbox/mail?to=" + address));
    }

    byte[] attachment(JsonNode mail) {
        var url = mail.at("/attachments/0/url").asText();
        return Objects.requireNonNull(client.get().uri(url).retrieve().body(byte[].class));
    }

    List<JsonNode> subscriptionsOf(String tenant) {
        return Api.items(asPartner("/v1/customers/" + tenant + "/subscriptions").path("items"));
    }

    List<JsonNode> ordersOf(String tenant) {
        return Api.items(asPartner("/v1/customers/" + tenant + "/orders").path("items"));
    }

    JsonNode cart(String tenant, String cart) {
        return asPartner("/v1/customers/" + tenant + "/carts/" + cart);
    }

    /** The invoices of this number in the books. */
    List<JsonNode> postingsOf(String invoice) {
        var answer = client.get()
                .uri("/v3/company/1/query?query={query}", "select * from Invoice where DocNumber = '" + invoice + "'")
                .header("Authorization", "Bearer anybody")
                .retrieve()
                .body(JsonNode.class);
        return Api.items(Objects.requireNonNull(answer).path("QueryResponse").path("Invoice"));
    }

    /** The payments that were tried with a payer's cards. */
    List<JsonNode> paymentsOf(String payer) {
        var answer = client.get()
                .uri("/v1/payment_intents?limit=100&customer=" + payer)
                .header("Authorization", "Bearer sk_test_scenario")
                .retrieve()
                .body(JsonNode.class);
        return Api.items(Objects.requireNonNull(answer).path("data"));
    }

    /** A client with the partner's own token. */
    RestClient partner() {
        return client.mutate()
                .defaultHeader("Authorization", "Bearer " + token())
                .build();
    }

    private JsonNode asPartner(String path) {
        return Objects.requireNonNull(partner().get().uri(path).retrieve().body(JsonNode.class));
    }

    private String token() {
        var grant = client.post()
                .uri("/partner/oauth2/token")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body("grant_type=client_credentials&client_id=test&client_secret=test"
                        + "&resource=https://api.partnercenter.microsoft.com")
                .retrieve()
                .body(JsonNode.class);
        return Objects.requireNonNull(grant).path("access_token").asText();
    }

    private JsonNode get(String path) {
        return Objects.requireNonNull(client.get().uri(path).retrieve().body(JsonNode.class));
    }

    private JsonNode post(String path, Map<String, ?> body) {
        return Objects.requireNonNull(client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .body(JsonNode.class));
    }
}
