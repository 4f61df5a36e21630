package io.tenantry.subscription;

/** What is kept where somebody changed a quantity at the provider while a change of ours was on its way there. */
public enum Keep {
    /** Theirs is taken over, and ours comes on top of it: our change goes to the provider again, with its new total. */
    BOTH,
    /** Theirs is taken over as it is: ours is among it, or is not wanted any more. */
    THEIRS,
    /** Theirs is taken over and ordered back: afterwards it is what our ledger said. */
    OURS
}
