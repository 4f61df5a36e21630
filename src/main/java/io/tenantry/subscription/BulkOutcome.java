package io.tenantry.subscription;

/**
 * What became of one of many changes.
 *
 * @param words why, where it was left as it is
 */
public record BulkOutcome(String number, Result result, String words) {

    public enum Result {
        MOVED,
        UNCHANGED,
        NOT_FOUND
    }
}
