package io.tenantry.sandbox.partnercenter;

import io.tenantry.sandbox.http.Dialect;
import io.tenantry.sandbox.http.WireError;

/** Partner Center's ways of saying no, by the code of its error table. */
final class Refusal {

    private Refusal() {}

    static WireError badRequest(int code, String description) {
        return of(400, code, description);
    }

    static WireError notFound(int code, String description) {
        return of(404, code, description);
    }

    static WireError conflict(int code, String description) {
        return of(409, code, description);
    }

    static WireError of(int status, int code, String description) {
        return Dialect.PARTNER_CENTER.error(status, Integer.toString(code), description);
    }
}
