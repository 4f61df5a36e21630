package io.tenantry.subscription;

import io.tenantry.customer.AgreementView;
import io.tenantry.customer.Agreements;
import io.tenantry.customer.ProviderAccountView;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.provider.AgreementAcceptance;
import io.tenantry.provider.ProviderCapability;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.Providers;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Asks the provider whether a tenant has accepted its agreement, before something is ordered for it. What is accepted is
 * not asked for again; what is not is asked for each time that the change looks whether it may go.
 */
@Service
public class AgreementLooks {

    private static final Logger LOG = LoggerFactory.getLogger(AgreementLooks.class);

    private final Ledger ledger;
    private final ProviderAccounts accounts;
    private final Agreements agreements;
    private final Providers providers;

    AgreementLooks(Ledger ledger, ProviderAccounts accounts, Agreements agreements, Providers providers) {
        this.ledger = ledger;
        this.accounts = accounts;
        this.agreements = agreements;
        this.providers = providers;
    }

    /** @throws io.tenantry.provider.ProviderUnavailable if the provider cannot be asked now */
    public void lookFor(String changeNumber) {
        var change = ledger.change(changeNumber);
        if (!change.owesMore()) {
            return;
        }
        var at = change.subscription().atProvider();
        var account = accounts.get(at.providerAccountId());
        var provider = providers.view(account.provider());
        var tells = provider.isAutomatic() && provider.active() && provider.can(ProviderCapability.AGREEMENTS);
        if (!tells || agreements.of(account.number()).state() == AgreementView.State.ACCEPTED) {
            return;
        }
        try {
            keep(account, providers.automatic(account.provider()).agreement(account.tenantId()), changeNumber);
        } catch (ProviderRejected noAnswer) {
            LOG.warn("{} does not tell of the agreement of {}: {}", provider, account.number(), noAnswer.getMessage());
        }
    }

    private void keep(ProviderAccountView account, Optional<AgreementAcceptance> told, String changeNumber) {
        agreements.record(
                account.number(),
                told.map(AgreementLooks::acceptance).orElse(null),
                account.provider() + " was asked for " + changeNumber);
    }

    private static Agreements.Acceptance acceptance(AgreementAcceptance told) {
        return new Agreements.Acceptance(told.acceptedOn(), told.acceptedBy());
    }
}
