package io.tenantry.sync;

import io.tenantry.customer.ProviderAccounts;
import io.tenantry.shared.Refused;
import io.tenantry.subscription.Keep;
import io.tenantry.subscription.LedgerRepairs;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.OvertakenChanges;
import io.tenantry.subscription.SubscriptionView;
import io.tenantry.subscription.Subscriptions;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings a change of ours that was not sent together with what somebody did at the provider meanwhile, in one action. The
 * provider is asked again before anything is written, so that nobody decides on an old picture.
 */
@Service
@Transactional
public class Reconciliations {

    private final FreshLooks looks;
    private final LicenseChanges changes;
    private final Subscriptions subscriptions;
    private final ProviderAccounts accounts;
    private final OvertakenChanges overtaken;

    Reconciliations(
            FreshLooks looks,
            LicenseChanges changes,
            Subscriptions subscriptions,
            ProviderAccounts accounts,
            OvertakenChanges overtaken) {
        this.looks = looks;
        this.changes = changes;
        this.subscriptions = subscriptions;
        this.accounts = accounts;
        this.overtaken = overtaken;
    }

    /**
     * @return number of the change that tells what happened there; empty if nothing differs any more
     * @throws Refused if the change was not refused for that, or what is kept cannot be had; then nothing is written
     * @throws io.tenantry.provider.ProviderUnavailable if the provider cannot be asked now
     */
    public Optional<String> reconcile(String changeNumber, Keep keep, String reason) {
        var subscription = subscriptions.get(changes.get(changeNumber).change().subscriptionNumber());
        var tenant = accounts.get(subscription.providerAccountId()).tenantId();
        var id = requireThere(changeNumber, subscription);
        var look = looks.at(subscription.provider(), subscription.providerAccountId(), tenant, id);
        var seen = look.seen()
                .orElseThrow(() -> new Refused(
                        "vanished",
                        "The provider has no subscription " + id + " any more; set " + changeNumber
                                + " to Not Applicable, and take over that it vanished"));
        accounts.lockForSync(subscription.provider(), List.of(tenant));
        return overtaken.settle(changeNumber, new LedgerRepairs.Answer(seen, look.before()), keep, reason);
    }

    private static String requireThere(String changeNumber, SubscriptionView subscription) {
        var id = subscription.providerSubscriptionId();
        if (id == null) {
            throw new Refused(
                    "not-overtaken",
                    "License change " + changeNumber + " of " + subscription.number()
                            + " has not come to a provider yet; there is nothing to bring it together with");
        }
        return id;
    }
}
