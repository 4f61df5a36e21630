package io.tenantry.customer;

import java.util.UUID;
import org.springframework.stereotype.Service;

/** The customers. */
@Service
public class Customers {

    /** @throws io.tenantry.shared.NotFound if there is none of that number */
    public CustomerView get(String number) {
        throw new UnsupportedOperationException();
    }

    public CustomerView get(UUID id) {
        throw new UnsupportedOperationException();
    }
}
