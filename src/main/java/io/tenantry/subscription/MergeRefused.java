package io.tenantry.subscription;

import io.tenantry.shared.Refused;

/** A scheduled change cannot become a license change now; the message has the cause and the fix. */
public class MergeRefused extends Refused {

    private final MergeCause reason;

    public MergeRefused(MergeCause reason, String message) {
        super("merge-refused", message);
        this.reason = reason;
    }

    public MergeCause reason() {
        return reason;
    }
}
