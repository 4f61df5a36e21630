package io.tenantry.customer;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.shared.SearchPattern;
import io.tenantry.shared.Stale;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
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
    private final MappingHistory history;
    private final MappingSuggestions suggestions;
    private final List<RemappingObjections> objections;
    private final Clock clock;
    private final CurrentActor actor;
    private final ApplicationEventPublisher events;

    ProviderAccounts(
            ProviderAccountRepository accounts,
            CustomerRepository customers,
            SeenTenants seenTenants,
            MappingHistory history,
            MappingSuggestions suggestions,
            List<RemappingObjections> objections,
            Clock clock,
            CurrentActor actor,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.customers = customers;
        this.seenTenants = seenTenants;
        this.history = history;
        this.suggestions = suggestions;
        this.objections = List.copyOf(objections);
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

    /** Keeps the number under which the tenant's company is registered, which may be a customer's tax id. */
    @Transactional
    public void register(String number, String registrationNumber) {
        if (seenTenants.register(number, registrationNumber)) {
            events.publishEvent(AuditFact.of(
                    number, "registration-number-known", Map.of("registrationNumber", registrationNumber)));
        }
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

    /** The tenants of a customer, by number. */
    public List<ProviderAccountView> of(UUID customerId) {
        return accounts.ofCustomer(customerId).stream()
                .map(ProviderAccountRepository.Owned::view)
                .toList();
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
     * The tenants of these ids, by id, held until the transaction ends: two syncs write about a tenant one after the
     * other.
     */
    @Transactional
    public Map<String, ProviderAccountView> lockForSync(String provider, Collection<String> tenantIds) {
        var found = new HashMap<String, ProviderAccountView>();
        if (!tenantIds.isEmpty()) {
            accounts.lock(provider, tenantIds);
            accounts.owned(provider, tenantIds)
                    .forEach(owned -> found.put(owned.view().tenantId(), owned.view()));
        }
        return found;
    }

    /**
     * Maps the account by a person's decision; publishes {@link ProviderAccountMapped}. To map it to the customer that
     * it belongs to already changes nothing.
     *
     * @throws io.tenantry.shared.Conflict if it belongs to another customer already
     */
    @Transactional
    public ProviderAccountView map(String number, String customerNumber, String reason) {
        var why = requireReason(number, customerNumber, reason);
        var account = load(number);
        var customer = customer(customerNumber);
        if (account.customerId() == null) {
            assign(account, customer, why);
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

    /**
     * Gives a tenant that belongs to the wrong customer to the right one. What it has goes with it and is attached to the
     * new customer's default contract; publishes {@link ProviderAccountRemapped}.
     *
     * @param version of the account as the caller read it
     * @throws Refused if something of it was billed to the present customer: what is billed does not change hands unseen
     */
    @Transactional
    public ProviderAccountView remap(String number, String customerNumber, String reason, long version) {
        var why = requireReason(number, customerNumber, reason);
        var account = load(number);
        Stale.check("Provider account " + number, version, account.version());
        var from = account.customerId();
        if (from == null) {
            return map(number, customerNumber, reason);
        }
        var to = customer(customerNumber);
        if (to.id().equals(from)) {
            throw new Refused(
                    "mapped-there", "Provider account " + number + " belongs to " + customerNumber + " already");
        }
        var against = objections.stream()
                .flatMap(each -> each.against(account.id()).stream())
                .toList();
        if (!against.isEmpty()) {
            throw new Refused("billed-already", String.join(" ", against));
        }
        move(account, to, why);
        events.publishEvent(new ProviderAccountRemapped(number, account.id(), from, to.id(), customerNumber, why));
        return get(number);
    }

    /** Whose the tenant was, from when on, and who said so; the oldest first. */
    public List<MappingEntry> history(String number) {
        return history.of(load(number).id());
    }

    /** Customers to whom the tenant may belong, the likeliest first; each with its reasons. */
    public List<MappingSuggestion> suggestions(String number) {
        return suggestions.of(load(number).id());
    }

    /** Its day is over and it is still nobody's. Publishes {@link MappingOverdue}, once. */
    @Transactional
    public void overdue(String number) {
        var account = load(number);
        if (account.isLateFrom(clock.instant())) {
            accounts.saveAndFlush(account);
            events.publishEvent(AuditFact.of(number, "mapping-overdue", Map.of()));
            events.publishEvent(new MappingOverdue(number));
        }
    }

    private void assign(ProviderAccount account, Customer customer, String reason) {
        move(account, customer, reason);
        events.publishEvent(new ProviderAccountMapped(account.number(), customer.number()));
    }

    private void move(ProviderAccount account, Customer customer, String reason) {
        var from = account.customerId();
        account.mapTo(customer.id(), new ProviderAccount.Mapping(actor.name(), clock.instant(), reason));
        accounts.saveAndFlush(account);
        history.keep(new MappingHistory.Move(account.id(), from, customer.id(), actor.name(), reason));
        events.publishEvent(new AuditFact(
                account.number(),
                from == null ? "provider-account-mapped" : "provider-account-remapped",
                reason,
                Map.of("customer", customer.number())));
    }

    private static String requireReason(String number, String customerNumber, String reason) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing", "Say why " + number + " belongs to " + customerNumber);
        }
        return reason.strip();
    }

    private Customer customer(String number) {
        return customers.findByNumber(number).orElseThrow(() -> new NotFound("Customer", number));
    }

    private ProviderAccount load(String number) {
        return accounts.findByNumber(number).orElseThrow(() -> new NotFound("Provider account", number));
    }
}
