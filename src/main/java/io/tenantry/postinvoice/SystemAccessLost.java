package io.tenantry.postinvoice;

import io.tenantry.shared.NotRetryable;

/** A system behind a port no longer lets us in: somebody has to connect it anew, then retry. */
public class SystemAccessLost extends SystemUnavailable implements NotRetryable {

    public SystemAccessLost(String message) {
        super(message);
    }
}
