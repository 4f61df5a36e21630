package io.tenantry.connector.partnercenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import feign.FeignException;
import feign.Response;
import feign.codec.ErrorDecoder;
import io.tenantry.connector.Endpoint;
import io.tenantry.decision.ProviderErrorLane;
import io.tenantry.decision.ProviderErrorLane.Lane;
import io.tenantry.provider.AlreadyPlaced;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderUnavailable;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what Partner Center says when it says no, and lets {@code provider-error-lane} tell which kind of no it is. */
final class PartnerCenterErrors implements ErrorDecoder {

    private static final String CART_SUBMITTED_ALREADY = "800065";
    private static final String CART_GONE = "800008";
    private static final String STALE_ETAG = "2055";

    private final ProviderErrorLane lanes;
    private final PartnerCenterToken token;
    private final RetryTimes times;

    PartnerCenterErrors(ProviderErrorLane lanes, PartnerCenterToken token, Clock clock) {
        this.lanes = lanes;
        this.token = token;
        this.times = new RetryTimes(clock);
    }

    /** The definite no that the thing does not exist. */
    static final class Missing extends ProviderRejected {

        Missing(String code, String words) {
            super(code, words);
        }
    }

    /** What was read before a change is no longer what is there. */
    static final class StaleEtag extends ProviderUnavailable {

        StaleEtag(String message) {
            super(message);
        }
    }

    @Override
    public Exception decode(String call, Response response) {
        if (response.status() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            token.forget();
        }
        var body = bodyOf(response);
        var words = wordsOf(body);
        var header = times.header(response);
        var said = header == null ? words : words + " (Retry-After: " + header + ")";
        return error(response.status(), body.path("code").asText(""), said, times.instant(header, words));
    }

    /**
     * An error that came inside an answer, such as that of a cart's line.
     *
     * @param status of the answer, or what it would be had the error come alone
     */
    RuntimeException error(int status, String code, String words) {
        return error(status, code, words, null);
    }

    private RuntimeException error(int status, String code, String words, @Nullable Instant retryAfter) {
        var verdict = lanes.choose(status, code);
        if (verdict.lane() == Lane.REJECTED) {
            return status == HttpURLConnection.HTTP_NOT_FOUND
                    ? new Missing(code, words)
                    : new ProviderRejected(code, words);
        }
        var message = "Partner Center: " + verdict.reason() + " Its answer was HTTP " + status
                + (code.isEmpty() ? "" : " with code " + code) + ": " + words;
        return switch (code) {
            case CART_SUBMITTED_ALREADY -> new AlreadyPlaced(message);
            case CART_GONE -> AlreadyPlaced.perhaps(message);
            case STALE_ETAG -> new StaleEtag(message);
            default -> new ProviderUnavailable(message, retryAfter);
        };
    }

    /** The call has no usable answer: a time-out, a broken connection, half a body. */
    RuntimeException noAnswer(FeignException broken) {
        var verdict = lanes.choose(ProviderErrorLane.NO_ANSWER, "");
        return new ProviderUnavailable("Partner Center: " + verdict.reason() + " " + broken.getMessage(), broken);
    }

    /** Partner Center writes {@code description}; its 429 comes from another system, which writes {@code message}. */
    private static String wordsOf(JsonNode body) {
        for (var name : List.of("description", "message")) {
            var words = body.path(name).asText("");
            if (!words.isBlank()) {
                return words;
            }
        }
        return "no words of the provider";
    }

    private static JsonNode bodyOf(Response response) {
        try (var body = response.body().asInputStream()) {
            return Endpoint.JSON.readTree(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
