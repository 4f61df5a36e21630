package io.tenantry.sandbox.accounting;

import io.tenantry.sandbox.http.WireError;
import io.tenantry.sandbox.world.Json;

/** QuickBooks Online's ways of saying no. */
final class AccountingFault {

    private AccountingFault() {}

    static WireError validation(int code, String message, String detail, String element) {
        return of(400, "ValidationFault", Integer.toString(code), message, detail, element);
    }

    static WireError missing(String parameter) {
        return validation(
                2020,
                "Required param missing, need to supply the required value for the API",
                "Required parameter " + parameter + " is missing in the request",
                parameter);
    }

    static WireError unknownReference(String element, String id) {
        return validation(
                2500,
                "Invalid Reference Id",
                "Invalid Reference Id : " + element + " element id " + id + " not found",
                element);
    }

    static WireError stale(String user) {
        return validation(
                5010,
                "Stale Object Error",
                "Stale Object Error : You and " + user + " were working on this at the same time.",
                "");
    }

    static WireError notFound(String type, String id) {
        return validation(
                610,
                "Object Not Found",
                "Object Not Found : Something you're trying to use has been made inactive. " + type + " " + id,
                "");
    }

    static WireError unauthorised() {
        return of(
                401,
                "AUTHENTICATION",
                "3200",
                "message=AuthenticationFailed; errorCode=003200; statusCode=401",
                "Send the access token in the Authorization header as a bearer token",
                "");
    }

    private static WireError of(int status, String type, String code, String message, String detail, String element) {
        var fault = Json.object();
        fault.putArray("Error")
                .addObject()
                .put("Message", message)
                .put("Detail", detail)
                .put("code", code)
                .put("element", element);
        fault.put("type", type);
        return new WireError(status, Json.object().set("Fault", fault));
    }
}
