package io.tenantry.subscription;

import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.BillingContracts;
import io.tenantry.customer.ProviderAccountView;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.shared.Refused;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds who buys for a tenant. A tenant without a customer buys nothing (Provisioning best practices §1). */
@Component
class Buyers {

    private final ProviderAccounts accounts;
    private final BillingContracts contracts;

    Buyers(ProviderAccounts accounts, BillingContracts contracts) {
        this.accounts = accounts;
        this.contracts = contracts;
    }

    /** @param contractNumber null takes the customer's default contract */
    Buyer require(String accountNumber, @Nullable String contractNumber) {
        var account = accounts.get(accountNumber);
        var customer = requireMapped(account);
        var contract = contractNumber == null ? requireDefault(account, customer) : contracts.get(contractNumber);
        requireUsable(contract, account, customer);
        return new Buyer(account, customer, contract);
    }

    private static UUID requireMapped(ProviderAccountView account) {
        if (account.customerId() == null) {
            throw new Refused(
                    "account-unmapped",
                    "Provider account " + account.number() + " (" + account.name() + ", " + account.domain()
                            + ") belongs to no customer yet; complete the task 'Map provider account', or name its"
                            + " customer by the API's act on provider account " + account.number() + ", then repeat");
        }
        return account.customerId();
    }

    private BillingContractView requireDefault(ProviderAccountView account, UUID customer) {
        return contracts
                .defaultOf(customer)
                .orElseThrow(() -> new Refused(
                        "contract-missing",
                        "Customer " + account.customerNumber()
                                + " has no single default billing contract; name a contract or mark one as default"));
    }

    private static void requireUsable(BillingContractView contract, ProviderAccountView account, UUID customer) {
        if (!contract.customerId().equals(customer)) {
            throw new Refused(
                    "contract-of-another",
                    "Billing contract " + contract.number() + " is of " + contract.customerNumber() + ", but tenant "
                            + account.number() + " belongs to " + account.customerNumber());
        }
        if (!contract.status().equals("ACTIVE")) {
            throw new Refused(
                    "contract-inactive",
                    "Billing contract " + contract.number() + " is " + contract.status()
                            + "; activate it or name another one");
        }
    }
}
