package io.tenantry.bench;

import io.tenantry.connector.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Another application of the same partner, which asks for a tenant again and again and uses up the partner's limit. */
final class Bystander implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger throttled = new AtomicInteger();
    private final String url;
    private final String tenant;
    private String token;

    private Bystander(String url, String tenant) throws IOException, InterruptedException {
        this.url = url;
        this.tenant = tenant;
        this.token = signIn();
    }

    static Bystander start(String url, String tenant, int requestsPerMinute) throws IOException, InterruptedException {
        var bystander = new Bystander(url, tenant);
        bystander.thread.scheduleAtFixedRate(
                bystander::ask, 0, TimeUnit.MINUTES.toMicros(1) / requestsPerMinute, TimeUnit.MICROSECONDS);
        return bystander;
    }

    /** How often it was turned away with 429 itself. */
    int throttled() {
        return throttled.get();
    }

    private void ask() {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + "/v1/customers/" + tenant))
                    .header("Authorization", "Bearer " + token)
                    .build();
            var status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status == 429) {
                throttled.incrementAndGet();
            } else if (status == 401) {
                token = signIn();
            }
        } catch (IOException lost) {
            throw new IllegalStateException("The provider is gone", lost);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private String signIn() throws IOException, InterruptedException {
        var grant = HttpRequest.newBuilder(URI.create(url + "/partner/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=bystander&client_secret=test"
                        + "&resource=https://api.partnercenter.microsoft.com"))
                .build();
        var answer = http.send(grant, BodyHandlers.ofString());
        return Endpoint.JSON.readTree(answer.body()).path("access_token").asText();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
