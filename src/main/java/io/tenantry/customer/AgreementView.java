package io.tenantry.customer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a tenant has accepted the provider's customer agreement.
 *
 * @param seenAt when that was last looked up
 * @param history the latest first
 */
public record AgreementView(
        String providerAccountNumber,
        State state,
        @Nullable LocalDate acceptedOn,
        @Nullable String acceptedBy,
        @Nullable Instant seenAt,
        List<Entry> history) {

    /** UNKNOWN until it was looked up once; that blocks nothing. */
    public enum State {
        UNKNOWN,
        NOT_ACCEPTED,
        ACCEPTED
    }

    /** One move of the state. */
    public record Entry(
            String from,
            String to,
            @Nullable LocalDate acceptedOn,
            @Nullable String acceptedBy,
            String actor,
            String reason,
            Instant at) {}
}
