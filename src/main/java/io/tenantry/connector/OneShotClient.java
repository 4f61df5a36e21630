package io.tenantry.connector;

import feign.Client;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends a request once over the JDK's client (which knows PATCH) and reads the whole answer within one deadline. A
 * redirect is not followed, so that no answer can lead a sandbox to production. Feign's own client hands out the body
 * as a stream that no time-out guards: an answer that stalls half way would hold a job thread forever.
 */
public final class OneShotClient implements Client {

    private static final Set<String> SET_BY_THE_JDK =
            Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final HttpClient http;
    private final Duration deadline;

    public OneShotClient(Duration connectTimeout, Duration deadline) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
        this.deadline = deadline;
    }

    @Override
    public Response execute(Request request, Request.Options options) throws IOException {
        var answer = http.sendAsync(toJdk(request), BodyHandlers.ofByteArray());
        try {
            return toFeign(request, answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new HttpTimeoutException("no complete answer within " + deadline.toMillis() + " ms");
        } catch (ExecutionException broken) {
            throw broken.getCause() instanceof IOException reason ? reason : new IOException(broken.getCause());
        } catch (InterruptedException stopped) {
            throw interrupted(answer);
        }
    }

    private static InterruptedIOException interrupted(CompletableFuture<?> answer) {
        answer.cancel(true);
        Thread.currentThread().interrupt();
        return new InterruptedIOException("stopped while waiting for the answer");
    }

    private static HttpRequest toJdk(Request request) {
        var body = request.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(request.body());
        var copy = HttpRequest.newBuilder(URI.create(request.url()))
                .method(request.httpMethod().name(), body);
        request.headers().forEach((name, values) -> {
            if (!SET_BY_THE_JDK.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> copy.header(name, value));
            }
        });
        return copy.build();
    }

    private static Response toFeign(Request request, HttpResponse<byte[]> answer) {
        Map<String, Collection<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        answer.headers().map().forEach((name, values) -> headers.put(name, List.copyOf(values)));
        return Response.builder()
                .request(request)
                .status(answer.statusCode())
                .headers(headers)
                .body(answer.body())
                .build();
    }
}
