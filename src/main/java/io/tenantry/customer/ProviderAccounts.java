package io.tenantry.customer;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** The tenants and whose they are. */
@Service
public class ProviderAccounts {

    /**
     * Keeps the tenants that are new to us, in one statement, and publishes {@link TenantDiscovered} for each. Tenants
     * that we know keep their mapping; a new name or domain is taken over.
     *
     * @return how many were new
     */
    public int record(List<TenantFound> tenants) {
        throw new UnsupportedOperationException();
    }

    public ProviderAccountView get(String number) {
        throw new UnsupportedOperationException();
    }

    public ProviderAccountView get(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** The tenant with the provider's own id of it, if a sync has seen it. */
    public Optional<ProviderAccountView> find(String provider, String tenantId) {
        throw new UnsupportedOperationException();
    }

    /** All accounts of a provider that belong to a customer. */
    public List<ProviderAccountView> mapped(String provider) {
        throw new UnsupportedOperationException();
    }

    /**
     * The mapped account of a provider that comes next by its number, so that many can be worked through one by one.
     *
     * @param afterNumber number of the one before; empty for the first
     */
    public Optional<ProviderAccountView> nextMapped(String provider, String afterNumber) {
        throw new UnsupportedOperationException();
    }

    /**
     * Maps the account if exactly one customer has a contact, or a domain, of the tenant's e-mail domain. Publishes
     * {@link ProviderAccountMapped}.
     *
     * @return the customer's number, or empty where none or several match
     */
    public Optional<String> matchByDomain(String number) {
        throw new UnsupportedOperationException();
    }

    /**
     * Maps the account by a person's decision; publishes {@link ProviderAccountMapped}.
     *
     * @throws io.tenantry.shared.Conflict if it belongs to another customer already
     */
    public ProviderAccountView map(String number, String customerNumber, String reason) {
        throw new UnsupportedOperationException();
    }
}
