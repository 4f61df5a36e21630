package io.tenantry.subscription;

import jakarta.persistence.Embeddable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose a subscription is and by which contract it is billed; nobody's while its tenant is unmapped. */
@Embeddable
record Owner(@Nullable UUID customerId, @Nullable UUID billingContractId, @Nullable UUID priceListId) {

    static final Owner NOBODY = new Owner(null, null, null);
}
