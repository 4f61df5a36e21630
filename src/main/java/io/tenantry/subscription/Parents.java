package io.tenantry.subscription;

import io.tenantry.catalog.Bundles;
import io.tenantry.catalog.ProductBases;
import io.tenantry.catalog.ProductView;
import io.tenantry.shared.Refused;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What may hang below what, and who hung it there. An add-on hangs below the base that its provider knows and never
 * below a bundle, which exists only here: the provider would refuse it. Provisioning best practices §4.
 */
@Component
class Parents {

    private final SubscriptionRepository subscriptions;
    private final ProductBases bases;
    private final Bundles bundles;
    private final LedgerTrail trail;
    private final JdbcClient jdbc;

    Parents(
            SubscriptionRepository subscriptions,
            ProductBases bases,
            Bundles bundles,
            LedgerTrail trail,
            JdbcClient jdbc) {
        this.subscriptions = subscriptions;
        this.bases = bases;
        this.bundles = bundles;
        this.trail = trail;
        this.jdbc = jdbc;
    }

    /**
     * What is to hang somewhere.
     *
     * @param who for the words of a refusal
     */
    record Child(String who, String provider, UUID accountId, @Nullable UUID customerId, @Nullable UUID productId) {

        static Child of(Subscription subscription) {
            return new Child(
                    subscription.toString(),
                    subscription.atProvider().provider(),
                    subscription.atProvider().providerAccountId(),
                    subscription.owner().customerId(),
                    subscription.productId());
        }
    }

    /** @throws Refused if the parent is not the true one */
    void require(Child child, Subscription parent) {
        if (!child.accountId().equals(parent.atProvider().providerAccountId())
                || child.customerId() == null
                || !child.customerId().equals(parent.owner().customerId())) {
            throw new Refused(
                    "parent-of-another",
                    parent + " belongs to another tenant or customer than " + child.who()
                            + "; name the true base subscription of the same tenant");
        }
        if (parent.hasEnded()) {
            throw new Refused(
                    "parent-ended",
                    parent + " is " + parent.status() + "; an add-on needs a base subscription that is in force");
        }
        requireTrueBase(child, parent);
    }

    private void requireTrueBase(Child child, Subscription parent) {
        List<ProductView> possible = child.productId() == null ? List.of() : bases.of(child.productId());
        var isBase = possible.stream().anyMatch(base -> base.id().equals(parent.productId()));
        if (!possible.isEmpty() && !isBase) {
            throw new Refused(
                    "not-the-true-base",
                    child.who() + " is an add-on of "
                            + possible.stream().map(ProductView::title).collect(Collectors.joining(" or "))
                            + ", which " + parent + " is not" + orRather(child, possible));
        }
        var elsewhere = !parent.atProvider().provider().equals(child.provider());
        if (possible.isEmpty() && elsewhere && !isBundle(parent)) {
            throw new Refused(
                    "not-the-true-base",
                    parent + " is at provider " + parent.atProvider().provider() + ", " + child.who() + " at "
                            + child.provider() + ": its provider knows no such base. Name one that it knows");
        }
    }

    private boolean isBundle(Subscription parent) {
        return parent.productId() != null && bundles.isBundle(parent.productId());
    }

    private String orRather(Child child, List<ProductView> possible) {
        var products = possible.stream().map(ProductView::id).toList();
        var candidates = subscriptions.findInForceOf(child.accountId(), products);
        return candidates.isEmpty()
                ? "; order that base first"
                : "; hang it below " + String.join(" or ", candidates) + " instead";
    }

    /** Hangs a subscription elsewhere and keeps who did it; the database refuses a loop, whoever else links meanwhile. */
    void hang(Subscription child, @Nullable Subscription parent, @Nullable Integer ratio, String reason) {
        var before = child.bond();
        child.hangOn(parent, ratio);
        subscriptions.flush();
        keep(child, before, reason);
    }

    /** The link that a sync found at the provider. */
    void found(Subscription child, Subscription parent) {
        hang(child, parent, null, "The provider says so");
    }

    /** @throws Refused if {@code parent} is {@code child} or hangs below it */
    void requireNoLoop(Subscription child, Subscription parent) {
        if (subscriptions.below(child.id()).contains(parent.id())) {
            throw new Refused(
                    "own-grandparent",
                    parent + " hangs below " + child + " itself, which would become its own parent or grandparent;"
                            + " choose the true base subscription");
        }
    }

    private void keep(Subscription child, Bond before, String reason) {
        var author = trail.author();
        jdbc.sql(
                        """
                        insert into parent_change (subscription_id, from_parent_id, to_parent_id, from_ratio, to_ratio,
                                                   actor, reason, at)
                        values (:subscription, :from, :to, :fromRatio, :toRatio, :actor, :reason, :at)""")
                .param("subscription", child.id())
                .param("from", before.parentId())
                .param("to", child.bond().parentId())
                .param("fromRatio", before.parentRatio())
                .param("toRatio", child.bond().parentRatio())
                .param("actor", author.actor())
                .param("reason", reason)
                .param("at", Timestamp.from(author.at()))
                .update();
        var details = new HashMap<String, Object>();
        details.put("from", numberOf(before.parentId()));
        details.put("to", numberOf(child.bond().parentId()));
        details.put("fromRatio", String.valueOf(before.parentRatio()));
        details.put("toRatio", String.valueOf(child.bond().parentRatio()));
        trail.acted(child.number(), "parent-changed", reason, details);
    }

    private String numberOf(@Nullable UUID id) {
        return id == null
                ? ""
                : subscriptions.findById(id).map(Subscription::number).orElse("");
    }
}
