package io.tenantry.subscription;

/** A term that has ended can neither be renewed nor expire. It is tried again each day. */
public record TermNotSettled(String subscriptionNumber, String words) {}
