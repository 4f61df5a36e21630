package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import io.tenantry.subscription.SyncedChange.What;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes over what somebody changed at the provider. Each such edit is a change of the ledger, of source PROVIDER: of
 * quantity, of product, of term, of renewal, of standing, of what comes next. It counts from the day on which it happened
 * there, in our own time zone, as far as the provider says when that was or its terms tell. Provisioning best practices §2 and §5.
 */
@Component
class ProviderEdits {

    private final Ledger ledger;
    private final Renewals renewals;
    private final Expiries expiries;
    private final Replacements replacements;
    private final ProviderDates dates;

    ProviderEdits(Ledger ledger, Renewals renewals, Expiries expiries, Replacements replacements, ProviderDates dates) {
        this.expiries = expiries;
        this.replacements = replacements;
        this.ledger = ledger;
        this.renewals = renewals;
        this.dates = dates;
    }

    /** @return what was written; empty where both agree */
    List<SyncedChange> takeOver(Subscription subscription, SeenSubscription look, AdoptionFacts facts) {
        var seen = dates.sinceItHolds(subscription, look, renewals.noticed(subscription, look.commitmentEnd()));
        var status = SeenStatus.of(seen.status());
        if (status.hasEnded() || subscription.hasEnded()) {
            lookAhead(subscription, seen);
            return stream(status.hasEnded() ? end(subscription, seen, status) : revive(subscription, seen, status))
                    .toList();
        }
        var changed = change(subscription, seen, facts);
        return Stream.concat(stream(changed), stream(reschedule(subscription, seen)))
                .toList();
    }

    private static Stream<SyncedChange> stream(@Nullable SyncedChange change) {
        return Stream.ofNullable(change);
    }

    private static void lookAhead(Subscription subscription, SeenSubscription seen) {
        if (seen.ahead() != null) {
            subscription.lookAhead(Outlook.of(seen.ahead()));
        }
    }

    /** It stops being billed on the day it ended there. Whether something is credited is for a person to decide. */
    private @Nullable SyncedChange end(Subscription subscription, SeenSubscription seen, SeenStatus status) {
        SyncedChange written = null;
        if (subscription.quantity() > 0) {
            var change = ledger.append(
                    subscription,
                    dates.dated(subscription, seen, SubscriptionEvent.DEACTIVATE, "The provider says " + seen.status())
                            .by(-subscription.quantity())
                            .refunding(false));
            if (status == SeenStatus.EXPIRED) {
                expiries.noticed(change);
            }
            written = synced(change, What.ENDED);
        }
        subscription.committedUntil(seen.commitmentEnd(), seen.autoRenew());
        if (!subscription.hasEnded()) {
            ledger.move(subscription, status.oursOr(subscription.status()), "The provider says " + seen.status());
        }
        return written;
    }

    private @Nullable SyncedChange revive(Subscription subscription, SeenSubscription seen, SeenStatus status) {
        if (status != SeenStatus.LIVE || replacements.isReplaced(subscription)) {
            return null;
        }
        var change = ledger.append(
                subscription,
                dates.revived(subscription, seen, "Reactivated at the provider")
                        .by(seen.quantity() - subscription.quantity()));
        subscription.committedUntil(seen.commitmentEnd(), seen.autoRenew());
        ledger.move(subscription, SubscriptionStatus.ACTIVE, "The provider says " + seen.status());
        return synced(change, What.REVIVED);
    }

    private @Nullable SyncedChange change(Subscription subscription, SeenSubscription seen, AdoptionFacts facts) {
        var edit = SeenEdit.of(subscription, seen);
        if (edit.isNone()) {
            subscription.committedUntil(seen.commitmentEnd(), seen.autoRenew());
            return null;
        }
        var product = edit.movesProduct() ? facts.product(seen.provider(), seen.partNumber()) : null;
        var entry = dates.dated(subscription, seen, SubscriptionEvent.UPDATE, edit.words(subscription, seen));
        var sale = edit.reprices() ? saleOf(subscription, product, seen, entry.effectiveDate(), facts) : null;
        var change = ledger.append(
                subscription,
                entry.by(edit.quantityDelta())
                        .to(product == null ? null : product.id())
                        .at(sale == null ? null : knownPrice(facts.price(sale))));
        if (edit.movesProduct()) {
            become(subscription, seen.partNumber(), product);
        }
        if (edit.changesTerm()) {
            var now = subscription.commitment();
            subscription.recommit(now.as(seen.termOr(now.term()), seen.billingPlanOr(now.billingPlan())));
        }
        subscription.committedUntil(seen.commitmentEnd(), seen.autoRenew());
        ledger.move(subscription, edit.to(), "The provider says " + seen.status());
        return synced(change, What.CHANGED);
    }

    /**
     * A next-term instruction that was given, changed or taken back there is a change of its own, which moves no seat yet.
     * What does not renew has none, which its auto-renewal says already.
     */
    private @Nullable SyncedChange reschedule(Subscription subscription, SeenSubscription seen) {
        var known = subscription.outlook().next();
        lookAhead(subscription, seen);
        var ahead = seen.ahead();
        if (ahead == null || Objects.equals(known, ahead.next()) || !seen.autoRenew()) {
            return null;
        }
        var change = ledger.append(
                subscription,
                dates.dated(subscription, seen, SubscriptionEvent.UPDATE, words(known, ahead.next()))
                        .instructing(
                                ahead.next() == null
                                        ? TermInstruction.of(Instruction.NEXT_TERM_OFF)
                                        : TermInstruction.of(Instruction.NEXT_TERM, ahead.next())));
        return synced(change, What.CHANGED);
    }

    private static String words(@Nullable NextTerm known, @Nullable NextTerm next) {
        var before = known == null ? "" : " instead of " + known.words();
        return next == null
                ? "Next term taken back at the provider: renews as it is" + before
                : "Next term set at the provider: renews to " + next.words() + before;
    }

    private static SyncedChange synced(LicenseChange change, What what) {
        return new SyncedChange(
                change.id(),
                change.subscription().id(),
                change.subscription().atProvider().providerAccountId(),
                what);
    }

    private static void become(Subscription subscription, String partNumber, @Nullable ProductView product) {
        if (product == null) {
            subscription.orderedAs(partNumber);
            return;
        }
        subscription.takesRulesOf(product);
    }

    /** Of the new product or term; where it has no price, the old one goes on and price-coverage finds it. */
    private static @Nullable Sale saleOf(
            Subscription subscription,
            @Nullable ProductView product,
            SeenSubscription seen,
            LocalDate day,
            AdoptionFacts facts) {
        var contract = subscription.owner().billingContractId();
        var moves = !seen.partNumber().equals(subscription.atProvider().providerPartNumber());
        if (contract == null || moves && product == null) {
            return null;
        }
        return new Sale(
                subscription.toString(),
                product == null ? subscription.productId() : product.id(),
                subscription.price().salesUnit(),
                seen.termOr(subscription.commitment().term()),
                day,
                facts.contract(contract),
                null);
    }

    private static @Nullable Price knownPrice(Price price) {
        return price.isKnown() ? price : null;
    }
}
