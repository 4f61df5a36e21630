package io.tenantry.shared;

import java.util.List;
import java.util.Map;

/**
 * Something that somebody did, to be kept forever. Modules publish it as an application event; {@code audit} stores it
 * in the publisher's transaction, with the actor and the time.
 *
 * @param subject business number of the thing, such as {@code LCL-000017}
 * @param action past tense in kebab case, such as {@code provisioning-status-changed}
 * @param reason why, in the words of who did it; empty where none is asked for
 * @param details what changed, from and to; values are strings, numbers or booleans
 */
public record AuditFact(String subject, String action, String reason, Map<String, Object> details) {

    /** Facts that come together, such as the invoices of one chunk: kept in one step. */
    public record Several(List<AuditFact> facts) {

        public Several {
            facts = List.copyOf(facts);
        }
    }

    public static AuditFact of(String subject, String action, Map<String, Object> details) {
        return new AuditFact(subject, action, "", details);
    }
}
