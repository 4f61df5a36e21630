package io.tenantry.customer;

import io.tenantry.shared.Conflict;
import io.tenantry.shared.Ids;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Who we bill, with its contacts; one of them is the primary one. */
@Entity
class Customer {

    @Id
    private UUID id;

    private String number;
    private String name;
    private String domain;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(length = 2)
    private String country;

    private String street;
    private String city;
    private String postalCode;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(length = 3)
    private String currency;

    private @Nullable String vatId;
    private @Nullable String region;
    private String language;

    @Version
    private long version;

    @OneToMany(mappedBy = "customer", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<Contact> contacts = new ArrayList<>();

    protected Customer() {}

    Customer(String number, NewCustomer facts) {
        this.id = Ids.next();
        this.number = number;
        describe(facts);
    }

    final void describe(NewCustomer facts) {
        name = facts.name();
        domain = facts.domain();
        country = facts.country();
        street = facts.street();
        city = facts.city();
        postalCode = facts.postalCode();
        currency = facts.currency();
        vatId = facts.vatId();
        region = facts.region();
        language = facts.language();
    }

    /** Adds a contact that is not the primary one yet. */
    Contact add(NewContact facts) {
        if (contacts.stream().anyMatch(contact -> contact.hasEmail(facts.email()))) {
            throw new Conflict("contact-exists", "Customer " + number + " has a contact " + facts.email() + " already");
        }
        var contact = new Contact(this, new NewContact(facts.name(), facts.email(), false));
        contacts.add(contact);
        return contact;
    }

    ContactView remove(UUID contactId) {
        var contact = contacts.stream()
                .map(Contact::view)
                .filter(view -> view.id().equals(contactId))
                .findFirst()
                .orElseThrow(() -> new NotFound("Contact", contactId));
        if (contact.primary()) {
            throw new Refused(
                    "primary-contact",
                    contact.email() + " is the primary contact of " + number + "; make another one primary first");
        }
        contacts.removeIf(held -> held.view().id().equals(contactId));
        return contact;
    }

    Optional<Contact> primary() {
        return contacts.stream().filter(Contact::isPrimary).findFirst();
    }

    List<ContactView> contacts() {
        return contacts.stream()
                .map(Contact::view)
                .sorted(Comparator.comparing(ContactView::primary)
                        .reversed()
                        .thenComparing(ContactView::name)
                        .thenComparing(ContactView::email))
                .toList();
    }

    String number() {
        return number;
    }

    UUID id() {
        return id;
    }

    CustomerView view() {
        var contact = primary().map(Contact::view);
        return new CustomerView(
                id,
                number,
                name,
                domain,
                country,
                street,
                city,
                postalCode,
                currency,
                vatId,
                region,
                language,
                contact.map(ContactView::name).orElse(null),
                contact.map(ContactView::email).orElse(null),
                version);
    }
}
