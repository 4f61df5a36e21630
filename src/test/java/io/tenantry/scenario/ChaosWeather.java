package io.tenantry.scenario;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What goes wrong at the provider: now and then a fault on a random kind of call, before or after it is carried out, a
 * consent that is void for a while, and hints that come late, several times or the last one first.
 */
final class ChaosWeather {

    private static final int FAULTS_PERCENT = 45;
    private static final int HINTS_PERCENT = 4;
    private static final int TOKENS_PERCENT = 3;
    private static final int PERCENT = 100;

    private static final List<String[]> CALLS = List.of(
            new String[] {"PATCH", "/v1/customers/*/subscriptions/*"},
            new String[] {"PATCH", "/v1/customers/*/subscriptions/*"},
            new String[] {"GET", "/v1/customers/*/subscriptions/*"},
            new String[] {"GET", "/v1/customers/*/subscriptions"},
            new String[] {"POST", "/v1/customers/*/carts"},
            new String[] {"POST", "/v1/customers/*/carts/*/checkout"},
            new String[] {"POST", "/v1/customers/*/carts/*/checkout"},
            new String[] {"GET", "/v1/customers/*/orders/*"},
            new String[] {"GET", "/v1/customers/*/orders"},
            new String[] {"GET", "/v1/customers/*/subscriptions/*/transitions"},
            new String[] {"POST", "/v1/customers/*/subscriptions/*/transitions"},
            new String[] {"POST", "/distributor/v2/tenants/*/orders"},
            new String[] {"GET", "/distributor/v2/tenants/*/orders/*"},
            new String[] {"PUT", "/distributor/v2/tenants/*/subscriptions/*/seats"},
            new String[] {"POST", "/*/oauth2/token"});

    private static final List<Map<String, ?>> FAULTS = List.of(
            Map.of("kind", "TIMEOUT_BEFORE"),
            Map.of("kind", "TIMEOUT_AFTER"),
            Map.of("kind", "TIMEOUT_AFTER"),
            Map.of("kind", "HALF_BODY"),
            Map.of("kind", "CUT_BODY"),
            Map.of("kind", "SLOW_202", "seconds", 3),
            Map.of("kind", "DELAY", "seconds", 4),
            Map.of("kind", "THROTTLE", "seconds", 2),
            Map.of("kind", "EXPIRED_CONSENT"),
            Map.of("kind", "STATUS", "status", 500),
            Map.of("kind", "STATUS", "status", 503, "seconds", 2),
            Map.of("kind", "STATUS", "status", 409, "code", "900278"),
            Map.of("kind", "STATUS", "status", 400, "code", "800090"));

    private final Outside outside;
    private final Random random;

    ChaosWeather(Outside outside, Random random) {
        this.outside = outside;
        this.random = random;
    }

    void change() {
        var dice = random.nextInt(PERCENT);
        var call = CALLS.get(random.nextInt(CALLS.size()));
        var fault = new HashMap<String, Object>(FAULTS.get(random.nextInt(FAULTS.size())));
        fault.put("times", 1 + random.nextInt(2));
        var copies = 1 + random.nextInt(3);
        var delay = random.nextInt(8);
        if (dice < FAULTS_PERCENT) {
            outside.fault(call[0], call[1], fault);
        } else if (dice < FAULTS_PERCENT + TOKENS_PERCENT) {
            outside.expiresTokens();
        } else if (dice < FAULTS_PERCENT + TOKENS_PERCENT + HINTS_PERCENT) {
            outside.behaves(
                    Map.of("webhookCopies", copies, "webhookDelaySeconds", delay, "webhooksReversed", copies % 2 == 0));
        }
    }

    /** All faults are over, and hints come as they should. */
    void clearUp() {
        outside.endOfAllFaults();
        outside.behaves(Map.of("webhookCopies", 1, "webhookDelaySeconds", 0, "webhooksReversed", false));
    }
}
