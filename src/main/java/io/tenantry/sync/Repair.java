package io.tenantry.sync;

/** How a difference between ledger and provider is put right, in one action. */
public enum Repair {
    /** The provider is right: what it says is written to the ledger, as a change of source PROVIDER. */
    ADOPT_THEIRS,
    /** We are right: the provider is told our figure again, in a change that it has to confirm. */
    SEND_OURS,
    /** Both are right about what is there now, but our books are not: the difference is written without telling anybody. */
    CORRECT_LEDGER,
    /** It may stay so, for a reason; it is shown again only if either side changes. */
    IGNORE
}
