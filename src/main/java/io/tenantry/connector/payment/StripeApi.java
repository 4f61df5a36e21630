package io.tenantry.connector.payment;

import com.fasterxml.jackson.annotation.JsonProperty;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stripe's PaymentIntents as far as we use them: requests are forms, answers are JSON. */
@Headers("Accept: application/json")
interface StripeApi {

    /** The same key returns the first answer, a decline included; another form with the same key is an error. */
    @RequestLine("POST /v1/payment_intents")
    @Headers("Idempotency-Key: {key}")
    PaymentIntent create(@Param("key") String idempotencyKey, NewPaymentIntent intent);

    /** The newest of a customer, as they are now, where {@link #create} repeats what one was then. */
    @RequestLine("GET /v1/payment_intents?customer={customer}&limit=100")
    PaymentIntents newest(@Param("customer") String customer);

    /**
     * @param amount in minor units as Stripe counts them
     * @param offSession the customer is not there to answer a question
     */
    record NewPaymentIntent(
            long amount,
            String currency,
            String customer,
            @JsonProperty("payment_method") String paymentMethod,
            @JsonProperty("off_session") boolean offSession,
            boolean confirm,
            Map<String, String> metadata) {}

    record PaymentIntents(List<PaymentIntent> data) {

        public PaymentIntents {
            Objects.requireNonNull(data, "data");
        }
    }

    record PaymentIntent(
            String id,
            String status,
            @Nullable Map<String, String> metadata,
            @JsonProperty("last_payment_error") @Nullable Trouble lastPaymentError) {

        public PaymentIntent {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(status, "status");
        }
    }

    /** What Stripe answers when it says no. */
    record Refusal(@Nullable Trouble error) {}

    record Trouble(
            @Nullable String type,
            @Nullable String code,
            @JsonProperty("decline_code") @Nullable String declineCode,
            @Nullable String message) {}
}
