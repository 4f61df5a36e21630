package io.tenantry.connector.partnercenter;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.connector.Endpoint;
import io.tenantry.provider.ProviderHinted;
import io.tenantry.shared.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads Partner Center's events. What is not about a customer's subscription, or cannot be read, is no hint. */
@Component
class WebhookEvents {

    private static final Pattern SUBSCRIPTION = Pattern.compile("/customers/([^/?]+)/subscriptions/([^/?]+)");

    /** Its key is what it says, so that each delivery of one event has the same. */
    Optional<ProviderHinted> hint(byte[] body) {
        try {
            var event = Endpoint.JSON.readTree(body);
            var resource = SUBSCRIPTION.matcher(event.path("ResourceUri").asText(""));
            if (!resource.find()) {
                return Optional.empty();
            }
            var name = event.path("EventName").asText("");
            return Optional.of(new ProviderHinted(
                    PartnerCenterToken.SYSTEM,
                    Sha256.of(new String(body, StandardCharsets.UTF_8)),
                    name,
                    resource.group(1),
                    resource.group(2),
                    moment(event.path("ResourceChangeUtcDate"))));
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** Microsoft writes it with and without the zone's Z. */
    private static @Nullable Instant moment(JsonNode written) {
        var text = written.asText("");
        try {
            var zoned = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d$") ? text : text + "Z";
            return OffsetDateTime.parse(zoned).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
