package io.tenantry.shared.web;

import io.tenantry.shared.Refused;

/** What was sent cannot be read as what is asked for. */
final class InvalidRequest extends Refused {

    InvalidRequest(String message) {
        super("invalid-request", message);
    }
}
