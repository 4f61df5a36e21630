package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import io.tenantry.subscription.SyncedChange.What;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes over what somebody changed at the provider. Each such edit is a change of the ledger, of source PROVIDER: of
 * quantity, of product, of renewal, of standing. It counts from the day on which it happened there, in our own time zone,
 * as far as the provider says when that was. Provisioning best practices §2 and §5.
 */
@Component
class ProviderEdits {

    private final Ledger ledger;
    private final Renewals renewals;
    private final Replacements replacements;
    private final LedgerCalendar calendar;
    private final ProviderDates dates;

    ProviderEdits(
            Ledger ledger, Renewals renewals, Replacements replacements, LedgerCalendar calendar, ProviderDates dates) {
        this.replacements = replacements;
        this.ledger = ledger;
        this.renewals = renewals;
        this.calendar = calendar;
        this.dates = dates;
    }

    /** @return what was written; empty where both agree */
    Optional<SyncedChange> takeOver(Subscription subscription, SeenSubscription seen, AdoptionFacts facts) {
        renewals.noticed(subscription, seen.commitmentEnd());
        if (seen.ahead() != null) {
            subscription.lookAhead(Outlook.of(seen.ahead()));
        }
        var status = SeenStatus.of(seen.status());
        if (status.hasEnded()) {
            return end(subscription, seen, status);
        }
        if (subscription.hasEnded()) {
            return status == SeenStatus.LIVE && !replacements.isReplaced(subscription)
                    ? revive(subscription, seen)
                    : Optional.empty();
        }
        return change(subscription, seen, facts);
    }

    /** It stops being billed on the day it ended there. Whether something is credited is for a person to decide. */
    private Optional<SyncedChange> end(Subscription subscription, SeenSubscription seen, SeenStatus status) {
        Optional<SyncedChange> written = Optional.empty();
        if (subscription.quantity() > 0) {
            var change = ledger.append(
                    subscription,
                    dates.dated(subscription, seen, SubscriptionEvent.DEACTIVATE, "The provider says " + seen.status())
                            .by(-subscription.quantity())
                            .refunding(false));
            written = Optional.of(synced(change, What.ENDED));
        }
        subscription.committedUntil(seen.commitmentEnd(), seen.autoRenew());
        if (!subscription.hasEnded()) {
            ledger.move(subscription, status.oursOr(subscription.status()), "The provider says " + seen.status());
        }
        return written;
    }

    private Optional<SyncedChange> revive(Subscription subscription, SeenSubscription seen) {
        var change = ledger.append(
                subscription,
                dates.dated(subscription, seen, SubscriptionEvent.ACTIVATE, "Reactivated at the provider")
                        .by(seen.quantity() - subscription.quantity()));
        subscription.committedUntil(seen.commitmentEnd(), seen.autoRenew());
        ledger.move(subscription, SubscriptionStatus.ACTIVE, "The provider says " + seen.status());
        return Optional.of(synced(change, What.REVIVED));
    }

    private Optional<SyncedChange> change(Subscription subscription, SeenSubscription seen, AdoptionFacts facts) {
        var delta = seen.quantity() - subscription.quantity();
        var moved = !seen.partNumber().equals(subscription.atProvider().providerPartNumber());
        var words = words(subscription, seen, delta, moved);
        var renewed = subscription.commitment().autoRenew() != seen.autoRenew();
        subscription.committedUntil(seen.commitmentEnd(), seen.autoRenew());
        var status = SeenStatus.of(seen.status()).oursOr(subscription.status());
        if (delta == 0 && !moved && !renewed && status == subscription.status()) {
            return Optional.empty();
        }
        var product = moved ? facts.product(seen.provider(), seen.partNumber()) : null;
        var change = ledger.append(
                subscription,
                dates.dated(subscription, seen, SubscriptionEvent.UPDATE, words)
                        .by(delta)
                        .to(product == null ? null : product.id())
                        .at(product == null ? null : priceOf(subscription, product, facts)));
        if (moved) {
            become(subscription, seen.partNumber(), product);
        }
        ledger.move(subscription, status, "The provider says " + seen.status());
        return Optional.of(synced(change, What.CHANGED));
    }

    /** What was done there, for who reads the ledger: one edit may have touched several things. */
    private static String words(Subscription subscription, SeenSubscription seen, int delta, boolean moved) {
        var words = new ArrayList<String>();
        if (delta != 0) {
            words.add("quantity " + subscription.quantity() + " to " + seen.quantity());
        }
        if (moved) {
            words.add("product " + subscription.atProvider().providerPartNumber() + " to " + seen.partNumber());
        }
        if (subscription.commitment().autoRenew() != seen.autoRenew()) {
            words.add("auto-renew switched " + (seen.autoRenew() ? "on" : "off"));
        }
        if (SeenStatus.of(seen.status()).oursOr(subscription.status()) != subscription.status()) {
            words.add("now " + seen.status());
        }
        return "Changed at the provider: " + String.join(", ", words);
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

    /** The new product's price; where there is none, the old one goes on and price-coverage finds it. */
    private @Nullable Price priceOf(Subscription subscription, ProductView product, AdoptionFacts facts) {
        var contract = subscription.owner().billingContractId();
        if (contract == null) {
            return null;
        }
        var price = facts.price(new Sale(
                subscription.toString(),
                product.id(),
                subscription.price().salesUnit(),
                subscription.commitment().term(),
                calendar.today(),
                facts.contract(contract),
                null));
        return price.isKnown() ? price : null;
    }
}
