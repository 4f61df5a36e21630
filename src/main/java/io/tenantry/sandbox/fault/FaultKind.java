package io.tenantry.sandbox.fault;

/** The ways in which the outside world can let its callers down. */
public enum FaultKind {
    /** The request gets lost: nothing is done, and the connection breaks after {@code seconds}. */
    TIMEOUT_BEFORE,
    /** The request is carried out and its answer gets lost: the connection breaks after {@code seconds}. */
    TIMEOUT_AFTER,
    /** The request is carried out, and its answer is cut in the middle: what arrives looks whole and is not. */
    HALF_BODY,
    /** The request is carried out, and the connection breaks in the middle of its answer. */
    CUT_BODY,
    /** Nothing is done; the answer has {@code status}, {@code Retry-After} if there are {@code seconds}, and the system's own error body with {@code code}. */
    STATUS,
    /** The payment gateway fails after it has begun, and therefore remembers the failure under its idempotency key. */
    STATUS_STORED,
    /** Nothing is done; 429 with {@code Retry-After: seconds}. */
    THROTTLE,
    /** A change is accepted and takes effect {@code seconds} later by the sandbox's clock: 202, or a pending order. */
    SLOW_202,
    /** The request is worked on for {@code seconds} before it is carried out and answered. */
    DELAY,
    /** The refresh token has died of 90 days of inactivity; elsewhere than at the token endpoint the call is not let in. */
    EXPIRED_CONSENT
}
