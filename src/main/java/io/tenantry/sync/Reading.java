package io.tenantry.sync;

import io.tenantry.subscription.SeenSubscription;
import io.tenantry.sync.SyncRegister.Tenant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the provider said when it was asked for a tenant.
 *
 * @param answer how it ended
 * @param seen what the tenant has there, if it answered
 * @param words its own, if it did not
 * @param notBefore when the provider wants to be asked for this tenant again, if it said so
 */
record Reading(
        Tenant tenant,
        Answer answer,
        List<SeenSubscription> seen,
        @Nullable String words,
        @Nullable Instant notBefore) {

    enum Answer {
        SEEN,
        /** A definite no, such as a reseller relationship that has ended. */
        REJECTED,
        /** No answer, or one that the next try may change. */
        UNAVAILABLE,
        /** It was not asked: the provider wants to be left alone for a while. */
        NOT_ASKED
    }

    static Reading seen(Tenant tenant, List<SeenSubscription> seen) {
        return new Reading(tenant, Answer.SEEN, List.copyOf(seen), null, null);
    }

    static Reading rejected(Tenant tenant, String words) {
        return new Reading(tenant, Answer.REJECTED, List.of(), words, null);
    }

    static Reading unavailable(Tenant tenant, String words) {
        return new Reading(tenant, Answer.UNAVAILABLE, List.of(), words, null);
    }

    /** The provider has had enough of this tenant for a while; it counts as a try, or one tenant would stop all. */
    static Reading throttled(Tenant tenant, String words, Instant notBefore) {
        return new Reading(tenant, Answer.UNAVAILABLE, List.of(), words, notBefore);
    }

    static Reading notAsked(Tenant tenant) {
        return new Reading(tenant, Answer.NOT_ASKED, List.of(), null, null);
    }

    boolean isThrottled() {
        return notBefore != null;
    }

    boolean is(Answer wanted) {
        return answer == wanted;
    }
}
