package io.tenantry.subscription;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a provider's word for a status means to us. */
enum SeenStatus {
    LIVE(SubscriptionStatus.ACTIVE),
    PAUSED(SubscriptionStatus.SUSPENDED),
    CANCELLED(SubscriptionStatus.CANCELLED),
    EXPIRED(SubscriptionStatus.EXPIRED),
    /** A word that decides nothing: our own status stays. */
    UNDECIDED(null),
    /** A word that nobody here knows: our own status stays, and a person looks. */
    UNKNOWN(null);

    private final @Nullable SubscriptionStatus ours;

    SeenStatus(@Nullable SubscriptionStatus ours) {
        this.ours = ours;
    }

    static SeenStatus of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "active", "warning" -> LIVE;
            case "suspended", "disabled" -> PAUSED;
            case "deleted", "cancelled", "canceled" -> CANCELLED;
            case "expired" -> EXPIRED;
            case "pending", "none", "" -> UNDECIDED;
            default -> UNKNOWN;
        };
    }

    boolean hasEnded() {
        return this == CANCELLED || this == EXPIRED;
    }

    @Nullable
    SubscriptionStatus ours() {
        return ours;
    }

    SubscriptionStatus oursOr(SubscriptionStatus present) {
        return ours == null ? present : ours;
    }
}
