package io.tenantry.subscription;

/** What a change tells the provider besides quantity and product. */
public enum Instruction {
    AUTO_RENEW_ON,
    AUTO_RENEW_OFF,
    /** Stops the service; billing goes on, and the provider turns auto-renew off. */
    SUSPEND,
    /** Starts the service again; auto-renew stays off until somebody turns it on. */
    REACTIVATE,
    /** Product, quantity and term that it renews to. */
    NEXT_TERM,
    /** It renews as it is. */
    NEXT_TERM_OFF,
    /** Ends it within the provider's window. */
    CANCEL,
    TRIAL_TO_PAID,
    /** All or some of its seats go on as another subscription. */
    MOVE;

    /** What ends, pauses or lets something end needs nobody's credit. */
    boolean owesLess() {
        return this == AUTO_RENEW_OFF || this == SUSPEND || this == CANCEL || this == NEXT_TERM_OFF;
    }

    /** Whether it goes to the provider as a change of the term, and not as one of quantity or product. */
    public boolean changesTerm() {
        return this != MOVE && this != TRIAL_TO_PAID && this != CANCEL;
    }
}
