package io.tenantry.customer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.util.UUID;

/** A person or mailbox at a customer. */
@Entity
class Contact {

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "customer_id")
    private Customer customer;

    private String name;
    private String email;

    @Column(name = "is_primary")
    private boolean primary;

    protected Contact() {}

    Contact(Customer customer, NewContact facts) {
        this.id = UUID.randomUUID();
        this.customer = customer;
        this.name = facts.name();
        this.email = facts.email();
        this.primary = facts.primary();
    }

    void promote() {
        primary = true;
    }

    void demote() {
        primary = false;
    }

    boolean isPrimary() {
        return primary;
    }

    boolean hasEmail(String address) {
        return email.equalsIgnoreCase(address);
    }

    ContactView view() {
        return new ContactView(id, name, email, primary);
    }
}
