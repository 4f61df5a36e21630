package io.tenantry.shared.web;

import io.tenantry.shared.Refused;

/** A changing call does not say which version it changes. The web edge answers 428. */
public class PreconditionMissing extends Refused {

    PreconditionMissing() {
        super(
                "if-match-missing",
                "Say which version you change: read the thing and send its ETag along as If-Match, such as If-Match: \"3\"");
    }
}
