package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.BufferedRequest;
import io.tenantry.sandbox.http.Dialect;
import io.tenantry.sandbox.http.Form;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.http.WireError;
import io.tenantry.sandbox.world.Identifiers;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.WebUtils;

/** The sign-in service: tokens for an application by itself, and for one with a person's consent behind it. */
@SandboxEndpoint
public final class SignInEndpoint {

    private final AccessTokens accessTokens;
    private final Consents consents;

    public SignInEndpoint(AccessTokens accessTokens, Consents consents) {
        this.accessTokens = accessTokens;
        this.consents = consents;
    }

    /** In reality a page where a person signs in with MFA; here the person has just pressed Accept. */
    @GetMapping("/{tenant}/oauth2/authorize")
    ResponseEntity<Void> authorize(
            @RequestParam("redirect_uri") Optional<String> redirectUri,
            @RequestParam("redirect_url") Optional<String> redirectUrl,
            @RequestParam("state") Optional<String> state) {
        var target = redirectUri
                .or(() -> redirectUrl)
                .orElseThrow(() -> invalidRequest("AADSTS900144: The request must contain 'redirect_uri'."));
        var location = UriComponentsBuilder.fromUriString(target)
                .queryParam("code", consents.newCode())
                .queryParamIfPresent("state", state)
                .encode()
                .build()
                .toUriString();
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(location))
                .build();
    }

    @PostMapping("/{tenant}/oauth2/token")
    ObjectNode token(HttpServletRequest request) {
        var buffered = WebUtils.getNativeRequest(request, BufferedRequest.class);
        var form = Form.of(buffered == null ? null : buffered.text());
        require(form, "client_id");
        if (form.text("client_secret").isEmpty()) {
            throw Dialect.SIGN_IN.error(
                    401, "invalid_client", "AADSTS7000218: The request body must contain 'client_secret'.");
        }
        var resource = form.text("resource").orElse(AccessTokens.PARTNER_CENTER);
        var grant = require(form, "grant_type");
        return switch (grant) {
            case "client_credentials" -> accessTokens.issue(false, resource);
            case "authorization_code" -> {
                consents.redeem(require(form, "code"));
                yield withConsent(resource);
            }
            case "refresh_token" -> {
                consents.checkRefreshToken(require(form, "refresh_token"));
                yield withConsent(resource);
            }
            default ->
                throw Dialect.SIGN_IN.error(
                        400, "unsupported_grant_type", "AADSTS70003: The grant type '" + grant + "' is not supported.");
        };
    }

    private ObjectNode withConsent(String resource) {
        return accessTokens
                .issue(true, resource)
                .put("scope", "user_impersonation")
                .put("refresh_token", consents.newRefreshToken())
                .put("id_token", "sandbox-id-" + Identifiers.random(8));
    }

    private static String require(Form form, String field) {
        return form.text(field)
                .orElseThrow(() -> invalidRequest("AADSTS900144: The request body must contain '" + field + "'."));
    }

    private static WireError invalidRequest(String description) {
        return Dialect.SIGN_IN.error(400, "invalid_request", description);
    }
}
