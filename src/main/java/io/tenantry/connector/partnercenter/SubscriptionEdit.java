package io.tenantry.connector.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is meant to change about a subscription. It names a state, not a step, so that it can be made again on what is
 * read anew.
 */
interface SubscriptionEdit {

    /** Whether the subscription is so already: then nothing is sent, and nothing happens twice. */
    boolean isIn(ObjectNode subscription);

    /**
     * @throws io.tenantry.provider.EditedThere if it would undo what somebody did there; what an edit does not touch, it
     *     cannot undo
     */
    default void requireUnedited(ObjectNode subscription) {}

    /** Changes what is meant, and nothing else. */
    void makeIn(ObjectNode subscription);

    /** Whether the manual shows If-Match for it: for all of them but a new quantity and a reactivation. */
    boolean wantsEtag();
}
