package io.tenantry.bench;

import io.tenantry.connector.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tenants that have bought in the provider's portal, and are mapped to customers here. */
public final class SoldTenants {

    private static final List<List<String>> PARTS = List.of(
            List.of("CFQ7TTC0LH18", "0001"),
            List.of("CFQ7TTC0LDPB", "0001"),
            List.of("CFQ7TTC0LCHC", "0002"),
            List.of("CFQ7TTC0LFLZ", "0002"));

    private record Bought(String tenant, String subscription, int quantity) {}

    private final String url;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConcurrentLinkedQueue<String> tenants = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Bought> bought = new ConcurrentLinkedQueue<>();

    public SoldTenants(String url) {
        this.url = url;
    }

    public void sell(int count, int subscriptions) {
        IntStream.range(0, count).parallel().forEach(index -> {
            var domain = "bench" + index + ".example";
            var tenant = send(
                    "POST",
                    "/sandbox/customers",
                    Map.of("companyName", "Bench " + index, "domain", domain, "country", "US"));
            tenants.add(tenant);
            for (var position = 0; position < subscriptions; position++) {
                var part = PARTS.get(position % PARTS.size());
                var quantity = 5 + (index + position) % 40;
                bought.add(new Bought(
                        tenant,
                        send(
                                "POST",
                                "/sandbox/customers/" + tenant + "/subscriptions",
                                Map.of("productId", part.get(0), "skuId", part.get(1), "quantity", quantity)),
                        quantity));
            }
        });
    }

    String any() {
        return Objects.requireNonNull(tenants.peek());
    }

    /**
     * Each to a customer of its own with a monthly contract, in a few statements. That they have accepted the provider's
     * agreement is known, as it is after the first sync: each is asked for its subscriptions and nothing else.
     */
    public void map(JdbcClient sql) {
        sql.sql(
                        """
                        with tenant as (
                            select tenant_id, row_number() over (order by tenant_id) as n
                            from unnest(:tenants) as t (tenant_id)),
                        customers as (
                            insert into customer (id, number, name, domain, country, street, city, postal_code, currency)
                            select gen_random_uuid(), 'BENCH-' || n, 'Bench ' || n, 'b' || n || '.example', 'US',
                                   'Main Street 1', 'Seattle', '98101', 'USD'
                            from tenant returning id, number),
                        accounts as (
                            insert into provider_account (id, number, provider, tenant_id, name, domain, discovered_at,
                                                          customer_id, mapped_at, mapped_by, agreement_state,
                                                          agreement_seen_at)
                            select gen_random_uuid(), 'BENCH-' || n, 'partner-center', tenant_id, 'Bench ' || n,
                                   'b' || n || '.example', now(), c.id, now(), 'bench', 'ACCEPTED', now()
                            from tenant join customers c on c.number = 'BENCH-' || n)
                        insert into billing_contract (id, number, customer_id, name, status, start_date, frequency_months,
                                                      billing_policy, proration_rule, proration_rule_version,
                                                      billing_offset_days, next_invoice_date, payment_terms_days, currency,
                                                      price_list_id, tax_rate, tax_name, process_refunds, is_default,
                                                      billing_email, language, generate_pdf, auto_send_email,
                                                      auto_sync_accounting, auto_charge)
                        select gen_random_uuid(), number, id, 'Licenses', 'ACTIVE', current_date - 400, 1, 'ADVANCE',
                               'ACTUAL_MONTH', 1, 1, current_date, 30, 'USD', (select id from price_list limit 1), 10,
                               'Sales tax', 'YES', true, 'billing@' || number || '.example', 'en', true, true, true, true
                        from customers""")
                .param("tenants", tenants.toArray(String[]::new))
                .update();
        sql.sql("analyze").update();
    }

    /** So many get a seat more in the portal. */
    int edit(int count) {
        return (int) bought.stream()
                .sorted(java.util.Comparator.comparing(Bought::subscription))
                .limit(count)
                .peek(each -> send(
                        "PATCH",
                        "/sandbox/customers/" + each.tenant() + "/subscriptions/" + each.subscription(),
                        Map.of("quantity", each.quantity() + 1)))
                .count();
    }

    private String send(String method, String path, Map<String, ?> body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + path))
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(Endpoint.JSON.writeValueAsString(body)))
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return Endpoint.JSON.readTree(answer.body()).path("id").asText();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
