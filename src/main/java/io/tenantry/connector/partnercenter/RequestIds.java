package io.tenantry.connector.partnercenter;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Partner Center takes GUIDs as {@code MS-RequestId}. Ours are made from the stored request id, so that a repeat, even
 * after a restart, carries the same one.
 */
final class RequestIds {

    private RequestIds() {}

    /** The request id itself where it is a GUID, else the GUID that is made from it. */
    static String guid(String requestId) {
        try {
            return UUID.fromString(requestId).toString();
        } catch (IllegalArgumentException businessKey) {
            return derived(requestId, "itself");
        }
    }

    /** For one of several calls that serve the same request: each needs an id of its own. */
    static String derived(String requestId, String purpose) {
        return UUID.nameUUIDFromBytes((requestId + "\n" + purpose).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
