package io.tenantry.connector.partnercenter;

import com.fasterxml.jackson.annotation.JsonProperty;
import feign.Param;
import feign.RequestLine;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Microsoft's token endpoint, version 1, which writes its numbers as strings. */
interface PartnerCenterSignIn {

    @RequestLine("POST /{tenant}/oauth2/token")
    Token token(@Param("tenant") String tenant, Map<String, String> form);

    /** @param refreshToken replaces the one that was sent; absent where the application signed in alone */
    record Token(
            @JsonProperty(value = "access_token", required = true) String accessToken,
            @JsonProperty(value = "expires_in", required = true) long expiresIn,
            @JsonProperty("refresh_token") @Nullable String refreshToken) {}
}
