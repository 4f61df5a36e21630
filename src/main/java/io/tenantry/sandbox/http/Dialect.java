package io.tenantry.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.world.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Whom a request is meant for, and how that system words an error. */
public enum Dialect {
    SIGN_IN {
        @Override
        ObjectNode body(int status, String code, String message) {
            return Json.object().put("error", code).put("error_description", message);
        }
    },
    PARTNER_CENTER {
        /**
         * Partner Center's 429 is the one answer that does not follow its own error format; and its newer codes, from
         * 800000 on, come as numbers where the older ones come as text.
         */
        @Override
        ObjectNode body(int status, String code, String message) {
            if (status == TOO_MANY_REQUESTS) {
                return Json.object().put("statusCode", status).put("message", message);
            }
            var body = NEWER_CODE.matcher(code).matches()
                    ? Json.object().put("code", Integer.parseInt(code))
                    : Json.object().put("code", code);
            body.put("description", message);
            body.putArray("data");
            return body.put("source", "PartnerFD");
        }
    },
    ACCOUNTING {
        @Override
        ObjectNode body(int status, String code, String message) {
            var fault = Json.object();
            fault.putArray("Error")
                    .addObject()
                    .put("Message", message)
                    .put("Detail", message)
                    .put("code", code);
            fault.put("type", status >= SERVER_ERROR ? "SystemFault" : "ValidationFault");
            return Json.object().set("Fault", fault);
        }
    },
    PAYMENT {
        @Override
        ObjectNode body(int status, String code, String message) {
            var type = status >= SERVER_ERROR ? "api_error" : "invalid_request_error";
            var error = Json.object().put("type", type).put("code", code).put("message", message);
            return Json.object().set("error", error);
        }
    },
    DISTRIBUTOR {
        @Override
        ObjectNode body(int status, String code, String message) {
            return Json.object().set("problem", Json.object().put("code", code).put("message", message));
        }
    },
    SANDBOX {
        @Override
        ObjectNode body(int status, String code, String message) {
            return Json.object().put("status", status).put("message", message);
        }
    };

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final Pattern NEWER_CODE = Pattern.compile("[89]\\d{5}");
    private static final Pattern PAYMENT_PATH =
            Pattern.compile("/v1/(payment_intents|payment_methods)(/.*)?|/v1/customers/cus_[^/]*");

    abstract ObjectNode body(int status, String code, String message);

    public WireError error(int status, String code, String message) {
        return new WireError(status, body(status, code, message));
    }

    public WireError tooManyRequests(int seconds) {
        var message = "Rate limit is exceeded. Try again in " + seconds + " seconds.";
        return new WireError(
                TOO_MANY_REQUESTS,
                body(TOO_MANY_REQUESTS, "rate_limit", message),
                Map.of("Retry-After", Integer.toString(seconds)));
    }

    /** Both Partner Center and the gateway have customers at {@code /v1/customers}; only the gateway takes them as a form. */
    public static Dialect of(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (path.endsWith("/oauth2/token") || path.endsWith("/oauth2/authorize")) {
            return SIGN_IN;
        }
        if (path.startsWith("/distributor/")) {
            return DISTRIBUTOR;
        }
        if (path.startsWith("/v3/company/")) {
            return ACCOUNTING;
        }
        if (PAYMENT_PATH.matcher(path).matches() || (path.equals("/v1/customers") && isForm(request))) {
            return PAYMENT;
        }
        var partnerCenter = path.startsWith("/v1/") || path.startsWith("/v1.0/") || path.startsWith("/webhooks/v1/");
        return partnerCenter ? PARTNER_CENTER : SANDBOX;
    }

    private static boolean isForm(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }
}
