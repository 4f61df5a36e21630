package io.tenantry.customer;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.BusinessNumbers;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.shared.SearchPattern;
import io.tenantry.shared.Stale;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The customers. */
@Service
@Transactional(readOnly = true)
public class Customers {

    private final CustomerRepository customers;
    private final BusinessNumbers numbers;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;

    Customers(
            CustomerRepository customers,
            BusinessNumbers numbers,
            EntityManager entities,
            ApplicationEventPublisher events) {
        this.customers = customers;
        this.numbers = numbers;
        this.entities = entities;
        this.events = events;
    }

    /** @throws io.tenantry.shared.NotFound if there is none of that number */
    public CustomerView get(String number) {
        return load(number).view();
    }

    public CustomerView get(UUID id) {
        return customers.findById(id).map(Customer::view).orElseThrow(() -> new NotFound("Customer", id));
    }

    /** Several customers at once, by their id. */
    public Map<UUID, CustomerView> all(Collection<UUID> ids) {
        return customers.findAllById(ids).stream()
                .map(Customer::view)
                .collect(Collectors.toMap(CustomerView::id, Function.identity()));
    }

    /** The customer whose e-mail domain this is. */
    public Optional<CustomerView> findByDomain(String domain) {
        return customers.findByDomain(domain.strip().toLowerCase(Locale.ROOT)).map(Customer::view);
    }

    /** Customers whose name, domain or number holds {@code words}, by number. */
    public Page<CustomerView> search(String words, Paging paging) {
        var found = customers.search(SearchPattern.holding(words), PageRequest.of(paging.page(), paging.size()));
        return Page.of(found.map(Customer::view).getContent(), paging, found.getTotalElements());
    }

    /** @param contact becomes the primary one */
    @Transactional
    public CustomerView create(NewCustomer facts, @Nullable NewContact contact) {
        refuseTakenDomain(facts.domain(), null);
        var customer = new Customer(numbers.next("CUS", "customer_number"), facts);
        if (contact != null) {
            customer.add(contact).promote();
        }
        customers.saveAndFlush(customer);
        events.publishEvent(AuditFact.of(
                customer.number(), "customer-created", Map.of("name", facts.name(), "domain", facts.domain())));
        return customer.view();
    }

    /** @throws Stale if the customer is not of this version any more */
    @Transactional
    public CustomerView change(String number, NewCustomer facts, long version) {
        var customer = load(number);
        var before = customer.view();
        Stale.check("Customer " + number, version, before.version());
        refuseTakenDomain(facts.domain(), customer.id());
        customer.describe(facts);
        customers.saveAndFlush(customer);
        events.publishEvent(
                AuditFact.of(number, "customer-changed", Map.of("from", words(before), "to", words(customer.view()))));
        return customer.view();
    }

    /** The customer's contacts, the primary one first. */
    public List<ContactView> contacts(String number) {
        return load(number).contacts();
    }

    /** Adds a contact; a first one, or one that asks to be, becomes the primary one. */
    @Transactional
    public ContactView addContact(String number, NewContact facts) {
        var customer = load(number);
        var contact = customer.add(facts);
        var formerly = customer.primary();
        if (facts.primary() || formerly.isEmpty()) {
            formerly.ifPresent(Contact::demote);
            customers.flush();
            contact.promote();
        }
        contactsChanged(customer);
        events.publishEvent(AuditFact.of(number, "contact-added", Map.of("email", facts.email())));
        return contact.view();
    }

    /** @throws Refused if it is the primary contact; name another one as primary first */
    @Transactional
    public void removeContact(String number, UUID contactId) {
        var customer = load(number);
        var removed = customer.remove(contactId);
        contactsChanged(customer);
        events.publishEvent(AuditFact.of(number, "contact-removed", Map.of("email", removed.email())));
    }

    /** A customer's view shows its primary contact, so whoever holds the view must learn that it is old. */
    private void contactsChanged(Customer customer) {
        entities.lock(customer, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
        customers.flush();
    }

    private void refuseTakenDomain(String domain, @Nullable UUID owner) {
        customers
                .findByDomain(domain)
                .filter(other -> !other.id().equals(owner))
                .ifPresent(other -> {
                    throw new Conflict(
                            "domain-taken", "Domain " + domain + " belongs to customer " + other.number() + " already");
                });
    }

    private static String words(CustomerView view) {
        return String.join(
                ", ",
                view.name(),
                view.domain(),
                view.street(),
                view.postalCode() + " " + view.city(),
                view.country(),
                view.currency(),
                String.valueOf(view.vatId()),
                String.valueOf(view.region()),
                view.language());
    }

    private Customer load(String number) {
        return customers.findByNumber(number).orElseThrow(() -> new NotFound("Customer", number));
    }
}
