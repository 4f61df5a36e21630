package io.tenantry.connector;

import com.fasterxml.jackson.annotation.JsonProperty;
import feign.Response;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an OAuth 2 token endpoint says when it says no (RFC 6749 §5.2).
 *
 * @param error empty if it said nothing of its own
 */
public record SignInError(int status, String error, String description) {

    /** Trouble that only a person can end: a new consent, a new secret. */
    private static final Set<String> NEEDS_A_PERSON = Set.of(
            "invalid_grant",
            "interaction_required",
            "consent_required",
            "invalid_client",
            "unauthorized_client",
            "invalid_resource");

    private record Body(@Nullable String error, @JsonProperty("error_description") @Nullable String description) {}

    public static SignInError of(Response response) {
        var body = bodyOf(response);
        return new SignInError(
                response.status(),
                Objects.requireNonNullElse(body.error(), ""),
                Objects.requireNonNullElse(body.description(), ""));
    }

    public boolean needsAPerson() {
        return NEEDS_A_PERSON.contains(error);
    }

    public String words() {
        return "HTTP " + status + (error.isEmpty() ? "" : ": " + error + ": " + description);
    }

    private static Body bodyOf(Response response) {
        try (var body = response.body().asInputStream()) {
            return Objects.requireNonNullElse(Endpoint.JSON.readValue(body, Body.class), new Body(null, null));
        } catch (IOException notItsWords) {
            return new Body(null, null);
        }
    }
}
