package io.tenantry.subscription;

/** A person said what became of a change that is provisioned by hand. {@code words} are theirs. */
public record ManualOrderAnswered(String changeNumber, String subscriptionNumber, boolean done, String words) {}
