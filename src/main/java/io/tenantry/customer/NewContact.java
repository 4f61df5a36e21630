package io.tenantry.customer;

import io.tenantry.shared.EmailAddress;
import io.tenantry.shared.Refused;

/** A person or mailbox at a customer; the primary one stands on its documents. */
public record NewContact(String name, String email, boolean primary) {

    public NewContact {
        if (name.isBlank()) {
            throw new Refused("invalid-contact", "A contact needs a name");
        }
        name = name.strip();
        email = EmailAddress.of(email).value();
    }
}
