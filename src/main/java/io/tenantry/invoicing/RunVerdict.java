package io.tenantry.invoicing;

/**
 * What a run says of a contract once it is reckoned: a subscription that cannot be billed sets its contract aside for a
 * person, though the rest of its invoice goes on.
 *
 * @param status INVOICED, NOTHING_DUE or SET_ASIDE
 * @param reason empty if there is nothing to say
 */
record RunVerdict(String status, String reason) {

    static RunVerdict of(Reckoning reckoning) {
        if (!reckoning.setAside().isEmpty()) {
            return new RunVerdict("SET_ASIDE", String.join("; ", reckoning.setAside()));
        }
        var waiting = reckoning.drafts().stream()
                .filter(draft -> draft.reviewReason() != null)
                .count();
        var reason = waiting == 0 ? "" : waiting + (waiting == 1 ? " draft waits" : " drafts wait") + " for review";
        return new RunVerdict(reckoning.drafts().isEmpty() ? "NOTHING_DUE" : "INVOICED", reason);
    }

    static RunVerdict nothingDue(String reason) {
        return new RunVerdict("NOTHING_DUE", reason);
    }

    static RunVerdict setAside(String reason) {
        return new RunVerdict("SET_ASIDE", reason);
    }
}
