package io.tenantry.customer;

import java.util.UUID;

/** A person or mailbox at a customer. */
public record ContactView(UUID id, String name, String email, boolean primary) {}
