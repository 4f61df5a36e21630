package io.tenantry.subscription;

import java.util.ArrayList;
import java.util.List;

/**
 * What differs between a subscription and what a look at the provider saw of it, as long as it is in force on both sides.
 * What lies ahead of it is not part of it.
 */
record SeenEdit(
        int quantityDelta,
        boolean movesProduct,
        boolean changesTerm,
        boolean switchesRenewal,
        SubscriptionStatus from,
        SubscriptionStatus to) {

    static SeenEdit of(Subscription subscription, SeenSubscription seen) {
        var commitment = subscription.commitment();
        return new SeenEdit(
                seen.quantity() - subscription.quantity(),
                !seen.partNumber().equals(subscription.atProvider().providerPartNumber()),
                !seen.termOr(commitment.term()).equals(commitment.term())
                        || !seen.billingPlanOr(commitment.billingPlan()).equals(commitment.billingPlan()),
                commitment.autoRenew() != seen.autoRenew(),
                subscription.status(),
                SeenStatus.of(seen.status()).oursOr(subscription.status()));
    }

    boolean isNone() {
        return quantityDelta == 0 && !movesProduct && !changesTerm && !switchesRenewal && from == to;
    }

    /** Whether a seat costs something else from then on. */
    boolean reprices() {
        return movesProduct || changesTerm;
    }

    /** What was done there, for who reads the ledger: one edit may have touched several things. */
    String words(Subscription subscription, SeenSubscription seen) {
        List<String> words = new ArrayList<>();
        if (quantityDelta != 0) {
            words.add("quantity " + subscription.quantity() + " to " + seen.quantity());
        }
        if (movesProduct) {
            words.add("product " + subscription.atProvider().providerPartNumber() + " to " + seen.partNumber());
        }
        if (changesTerm) {
            var commitment = subscription.commitment();
            words.add("term " + words(commitment.term(), commitment.billingPlan()) + " to "
                    + words(seen.termOr(commitment.term()), seen.billingPlanOr(commitment.billingPlan())));
        }
        if (switchesRenewal) {
            words.add("auto-renew switched " + (seen.autoRenew() ? "on" : "off"));
        }
        if (from != to) {
            words.add("now " + seen.status());
        }
        return "Changed at the provider: " + String.join(", ", words);
    }

    private static String words(String term, String billingPlan) {
        return term + " " + billingPlan;
    }
}
