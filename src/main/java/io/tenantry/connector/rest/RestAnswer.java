package io.tenantry.connector.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.connector.rest.RestSettings.Call;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.ProviderUnavailable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** One thing out of a provider's answer, read by the pointers of its call. What is missing and needed is trouble. */
record RestAnswer(RestSettings settings, Call call, JsonNode body) {

    String needed(String field) {
        var text = text(field);
        if (text == null) {
            throw new ProviderUnavailable("The provider's answer has no " + field + " at "
                    + call.fieldsOrNone().get(field) + "; it may be half of it, or the setting is wrong");
        }
        return text;
    }

    @Nullable
    String text(String field) {
        var pointer = call.fieldsOrNone().get(field);
        var value = pointer == null ? null : body.at(pointer);
        return value == null
                        || value.isMissingNode()
                        || value.isNull()
                        || value.asText().isBlank()
                ? null
                : settings.ours(field, value.asText());
    }

    /** @throws ProviderRejected if it came to nothing after it had been accepted */
    boolean isPending() {
        var progress = call.progress();
        if (progress == null) {
            return false;
        }
        var state = RestClient.textAt(body, progress.state());
        if (progress.failed().contains(state)) {
            var words = RestClient.textAt(body, progress.words());
            throw new ProviderRejected(
                    RestClient.textAt(body, progress.code()), words.isEmpty() ? "The provider says " + state : words);
        }
        return progress.pending().contains(state);
    }

    ProviderSubscription subscription() {
        return new ProviderSubscription(
                needed("subscriptionId"),
                orEmpty("orderId"),
                needed("partNumber"),
                orEmpty("name"),
                quantity(),
                needed("status"),
                orEmpty("term"),
                orEmpty("billingPlan"),
                "true".equals(text("autoRenew")),
                "true".equals(text("trial")),
                instant("startedAt"),
                day("commitmentEnd"),
                text("parentSubscriptionId"));
    }

    private int quantity() {
        try {
            return Integer.parseInt(needed("quantity"));
        } catch (NumberFormatException noNumber) {
            throw new ProviderUnavailable("The provider's quantity '" + text("quantity") + "' is no number", noNumber);
        }
    }

    private Instant instant(String field) {
        var written = needed(field);
        try {
            return OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException unreadable) {
            throw new ProviderUnavailable(
                    "The provider's " + field + " '" + written + "' is no time such as 2026-03-01T00:00:00Z",
                    unreadable);
        }
    }

    private @Nullable LocalDate day(String field) {
        var written = text(field);
        try {
            return written == null ? null : LocalDate.parse(written.substring(0, Math.min(10, written.length())));
        } catch (DateTimeException unreadable) {
            throw new ProviderUnavailable(
                    "The provider's " + field + " '" + written + "' is no day such as 2026-03-01", unreadable);
        }
    }

    private String orEmpty(String field) {
        var text = text(field);
        return text == null ? "" : text;
    }
}
