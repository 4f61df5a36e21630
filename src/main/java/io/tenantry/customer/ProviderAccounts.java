package io.tenantry.customer;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.shared.SearchPattern;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The tenants and whose they are. */
@Service
@Transactional(readOnly = true)
public class ProviderAccounts {

    private final ProviderAccountRepository accounts;
    private final CustomerRepository customers;
    private final SeenTenants seenTenants;
    private final Clock clock;
    private final CurrentActor actor;
    private final ApplicationEventPublisher events;

    ProviderAccounts(
            ProviderAccountRepository accounts,
            CustomerRepository customers,
            SeenTenants seenTenants,
            Clock clock,
            CurrentActor actor,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.customers = customers;
        this.seenTenants = seenTenants;
        this.clock = clock;
        this.actor = actor;
        this.events = events;
    }

    /**
     * Keeps the tenants that are new to us, in one statement, and publishes {@link TenantDiscovered} for each. Tenants
     * that we know keep their mapping; a new name or domain is taken over.
     *
     * @return how many were new
     */
    @Transactional
    public int record(List<TenantFound> tenants) {
        if (tenants.isEmpty()) {
            return 0;
        }
        for (var number : seenTenants.rename(tenants)) {
            events.publishEvent(AuditFact.of(number, "provider-account-renamed", Map.of()));
        }
        var added = seenTenants.add(tenants);
        for (var number : added) {
            events.publishEvent(AuditFact.of(number, "provider-account-discovered", Map.of()));
            events.publishEvent(new TenantDiscovered(number));
        }
        return added.size();
    }

    /** @throws NotFound if there is none of that number */
    public ProviderAccountView get(String number) {
        return accounts.owned(number)
                .map(ProviderAccountRepository.Owned::view)
                .orElseThrow(() -> new NotFound("Provider account", number));
    }

    public ProviderAccountView get(UUID id) {
        return accounts.owned(id)
                .map(ProviderAccountRepository.Owned::view)
                .orElseThrow(() -> new NotFound("Provider account", id));
    }

    /** The tenant with the provider's own id of it, if a sync has seen it. */
    public Optional<ProviderAccountView> find(String provider, String tenantId) {
        return accounts.owned(provider, tenantId).map(ProviderAccountRepository.Owned::view);
    }

    /** All accounts of a provider that belong to a customer. */
    public List<ProviderAccountView> mapped(String provider) {
        return accounts.mapped(provider).stream()
                .map(ProviderAccountRepository.Owned::view)
                .toList();
    }

    /**
     * The accounts whose name, domain, number or tenant id holds {@code words}, by number.
     *
     * @param mapped true for those with a customer, false for those without (the view <em>Unmapped</em>), null for all
     */
    public Page<ProviderAccountView> search(String words, @Nullable Boolean mapped, Paging paging) {
        var found = accounts.search(mapped, SearchPattern.holding(words), PageRequest.of(paging.page(), paging.size()));
        return Page.of(found.map(ProviderAccountRepository.Owned::view).getContent(), paging, found.getTotalElements());
    }

    /**
     * The mapped account of a provider that comes next by its number, so that many can be worked through one by one.
     *
     * @param afterNumber number of the one before; empty for the first
     */
    public Optional<ProviderAccountView> nextMapped(String provider, String afterNumber) {
        return accounts.mappedAfter(provider, afterNumber, Limit.of(1)).stream()
                .map(ProviderAccountRepository.Owned::view)
                .findFirst();
    }

    /**
     * Maps the account if exactly one customer has a contact, or a domain, of the tenant's e-mail domain. Publishes
     * {@link ProviderAccountMapped}. Domains must be equal: {@code contoso.onmicrosoft.com} is nobody's mail domain,
     * and to guess whose it is by its first part would bill the wrong customer.
     *
     * @return the customer's number, or empty where none or several match
     */
    @Transactional
    public Optional<String> matchByDomain(String number) {
        var account = load(number);
        if (account.customerId() != null) {
            return Optional.ofNullable(get(number).customerNumber());
        }
        if (FreeMail.covers(account.domain())) {
            return Optional.empty();
        }
        var candidates = customers.ofDomain(account.domain());
        if (candidates.size() != 1) {
            return Optional.empty();
        }
        var customer = customers.findById(candidates.get(0)).orElseThrow();
        assign(account, customer, "E-mail domain " + account.domain() + " is that of " + customer.number() + " alone");
        return Optional.of(customer.number());
    }

    /**
     * Maps the account by a person's decision; publishes {@link ProviderAccountMapped}. To map it to the customer that
     * it belongs to already changes nothing.
     *
     * @throws io.tenantry.shared.Conflict if it belongs to another customer already
     */
    @Transactional
    public ProviderAccountView map(String number, String customerNumber, String reason) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing", "Say why " + number + " belongs to " + customerNumber);
        }
        var account = load(number);
        var customer =
                customers.findByNumber(customerNumber).orElseThrow(() -> new NotFound("Customer", customerNumber));
        if (account.customerId() == null) {
            assign(account, customer, reason.strip());
            return get(number);
        }
        if (!customer.id().equals(account.customerId())) {
            throw new Conflict(
                    "mapped-already",
                    "Provider account " + number + " belongs to " + get(number).customerNumber()
                            + " already and cannot be mapped to " + customerNumber);
        }
        return get(number);
    }

    private void assign(ProviderAccount account, Customer customer, String reason) {
        account.mapTo(customer.id(), new ProviderAccount.Mapping(actor.name(), clock.instant(), reason));
        accounts.saveAndFlush(account);
        events.publishEvent(new AuditFact(
                account.number(), "provider-account-mapped", reason, Map.of("customer", customer.number())));
        events.publishEvent(new ProviderAccountMapped(account.number(), customer.number()));
    }

    private ProviderAccount load(String number) {
        return accounts.findByNumber(number).orElseThrow(() -> new NotFound("Provider account", number));
    }
}
