package io.tenantry.connector.payment;

import feign.FeignException;
import feign.Response;
import feign.codec.ErrorDecoder;
import io.tenantry.connector.Endpoint;
import io.tenantry.connector.payment.StripeApi.Refusal;
import io.tenantry.connector.payment.StripeApi.Trouble;
import io.tenantry.postinvoice.ChargeDeclined;
import io.tenantry.postinvoice.SystemUnavailable;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads Stripe's errors by their {@code code}: a decline is final for this attempt, the rest is safe to repeat. */
final class StripeErrors implements ErrorDecoder {

    /** Another request with this key is under way, or an object is locked by one. */
    private static final Set<String> BUSY = Set.of("idempotency_key_in_use", "lock_timeout", "rate_limit");

    private static final String IDEMPOTENCY_ERROR = "idempotency_error";
    private static final String AUTHENTICATION_REQUIRED = "authentication_required";

    @Override
    public Exception decode(String call, Response response) {
        var trouble = troubleOf(response);
        var words = "Stripe answered HTTP " + response.status() + ": " + words(trouble);
        return switch (response.status()) {
            case 400, 402, 404, 409 -> trouble == null ? new SystemUnavailable(words) : refusal(trouble, words);
            case 401, 403 ->
                new SystemUnavailable(
                        words + "; it does not accept our key: correct tenantry.payment.api-key, then retry");
            default -> new SystemUnavailable(words);
        };
    }

    RuntimeException noAnswer(FeignException broken) {
        return new SystemUnavailable("Stripe gave no usable answer: " + broken.getMessage(), broken);
    }

    static ChargeDeclined declined(Trouble trouble) {
        var code = Objects.requireNonNullElse(trouble.code(), "declined");
        if (code.equals(AUTHENTICATION_REQUIRED) || AUTHENTICATION_REQUIRED.equals(trouble.declineCode())) {
            return new ChargeDeclined(
                    AUTHENTICATION_REQUIRED,
                    "The bank wants the customer's own confirmation; ask them to pay this invoice on-session: "
                            + words(trouble));
        }
        return new ChargeDeclined(
                Objects.requireNonNullElse(trouble.declineCode(), code), "The payment was declined: " + words(trouble));
    }

    /** After an idempotency error the first request with this key may well have charged: that is no decline. */
    private static RuntimeException refusal(Trouble trouble, String words) {
        if (IDEMPOTENCY_ERROR.equals(trouble.type())) {
            return new SystemUnavailable(words + "; the attempt was begun with other values: look it up at Stripe by"
                    + " metadata[attempt] before anything is charged");
        }
        var code = Objects.requireNonNullElse(trouble.code(), "");
        return BUSY.contains(code) ? new SystemUnavailable(words) : declined(trouble);
    }

    private static String words(@Nullable Trouble trouble) {
        if (trouble == null) {
            return "no words of its own";
        }
        var code = Objects.requireNonNullElse(trouble.code(), Objects.requireNonNullElse(trouble.type(), "no code"));
        return trouble.message() + " (" + code + (trouble.declineCode() == null ? "" : ", " + trouble.declineCode())
                + ")";
    }

    private static @Nullable Trouble troubleOf(Response response) {
        try (var body = response.body().asInputStream()) {
            return Endpoint.JSON.readValue(body, Refusal.class).error();
        } catch (IOException notJson) {
            return null;
        }
    }
}
