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
import java.util.List;

/** Reads what Partner Center says when it says no, and lets {@code provider-error-lane} tell which kind of no it is. */
final class PartnerCenterErrors implements ErrorDecoder {

    private static final String CART_SUBMITTED_ALREADY = "800065";

    private final ProviderErrorLane lanes;
    private final PartnerCenterToken token;

    PartnerCenterErrors(ProviderErrorLane lanes, PartnerCenterToken token) {
        this.lanes = lanes;
        this.token = token;
    }

    /** The definite no that the thing does not exist. */
    static final class Missing extends ProviderRejected {

        Missing(String code, String words) {
            super(code, words);
        }
    }

    @Override
    public Exception decode(String call, Response response) {
        if (response.status() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            token.forget();
        }
        var body = bodyOf(response);
        return error(response.status(), body.path("code").asText(""), wordsOf(body) + wait(response));
    }

    /**
     * An error that came inside an answer, such as that of a cart's line.
     *
     * @param status of the answer, or what it would be had the error come alone
     */
    RuntimeException error(int status, String code, String words) {
        var verdict = lanes.choose(status, code);
        if (verdict.lane() != Lane.REJECTED) {
            var message = "Partner Center: " + verdict.reason() + " Its answer was HTTP " + status
                    + (code.isEmpty() ? "" : " with code " + code) + ": " + words;
            return code.equals(CART_SUBMITTED_ALREADY) ? new AlreadyPlaced(message) : new ProviderUnavailable(message);
        }
        return status == HttpURLConnection.HTTP_NOT_FOUND
                ? new Missing(code, words)
                : new ProviderRejected(code, words);
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

    private static String wait(Response response) {
        return response.headers().getOrDefault("Retry-After", List.of()).stream()
                .findFirst()
                .map(seconds -> " (Retry-After: " + seconds + ")")
                .orElse("");
    }

    private static JsonNode bodyOf(Response response) {
        try (var body = response.body().asInputStream()) {
            return Endpoint.JSON.readTree(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
