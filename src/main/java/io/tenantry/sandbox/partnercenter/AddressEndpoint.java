package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.world.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Looks at an address. The sandbox knows no streets: it looks at the postal code's form and at the house number, which is
 * enough to give each kind of answer.
 */
@SandboxEndpoint
public final class AddressEndpoint {

    private static final Map<String, Pattern> POSTAL_CODES = Map.of(
            "US", Pattern.compile("\\d{5}(-\\d{4})?"),
            "DE", Pattern.compile("\\d{5}"),
            "GB", Pattern.compile("(?i)[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}"),
            "JP", Pattern.compile("\\d{3}-?\\d{4}"));

    private static final Pattern HOUSE_NUMBER = Pattern.compile(".*\\d.*");

    @PostMapping("/v1/validations/address")
    ObjectNode validate(@RequestBody JsonNode body) {
        var address = Fields.of(body);
        for (var field : List.of("country", "city", "addressLine1")) {
            if (!address.has(field)) {
                throw Refusal.badRequest(2000, "The field '" + field + "' is missing.");
            }
        }
        var original = address.camelCase();
        var answer = Json.object();
        answer.set("originalAddress", original);
        var suggestions = answer.putArray("suggestedAddresses");
        var status = status(address);
        if (status.startsWith("Verified")) {
            suggestions.add(original.deepCopy());
        }
        answer.put("status", status);
        message(status).ifPresent(text -> answer.put("validationMessage", text));
        return answer;
    }

    private static String status(Fields address) {
        var country = address.text("country").orElse("").toUpperCase(Locale.ROOT);
        var form = POSTAL_CODES.get(country);
        if (form == null) {
            return "NotValidated";
        }
        if (!form.matcher(address.text("postalCode").orElse("")).matches()) {
            return "InteractionRequired";
        }
        return HOUSE_NUMBER.matcher(address.text("addressLine1").orElse("")).matches()
                ? "VerifiedShippable"
                : "StreetPartial";
    }

    private static Optional<String> message(String status) {
        return switch (status) {
            case "InteractionRequired" -> Optional.of("The postal code does not fit the country.");
            case "StreetPartial" -> Optional.of("The house number is missing.");
            default -> Optional.empty();
        };
    }
}
