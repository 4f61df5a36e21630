package io.tenantry.connector.accounting;

import com.fasterxml.jackson.annotation.JsonProperty;
import feign.Headers;
import feign.RequestLine;
import java.util.Map;

/** Intuit's token endpoint. A refresh token lives about 100 days and is replaced now and then. */
@Headers("Accept: application/json")
interface QuickBooksSignIn {

    @RequestLine("POST /oauth2/v1/tokens/bearer")
    Token token(Map<String, String> form);

    record Token(
            @JsonProperty(value = "access_token", required = true) String accessToken,
            @JsonProperty(value = "expires_in", required = true) long expiresIn,
            @JsonProperty(value = "refresh_token", required = true) String refreshToken) {}
}
