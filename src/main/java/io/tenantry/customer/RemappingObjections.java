package io.tenantry.customer;

import java.util.List;
import java.util.UUID;

/**
 * Says what forbids that a tenant goes to another customer, such as an invoice that the present one has for it. Asked
 * before anything is written; who knows of such things implements it.
 */
@FunctionalInterface
public interface RemappingObjections {

    /** Each names the thing and what to do first; empty if nothing stands in the way. */
    List<String> against(UUID providerAccountId);
}
