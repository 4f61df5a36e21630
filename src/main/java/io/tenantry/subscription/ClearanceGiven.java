package io.tenantry.subscription;

/** What held a change is gone: if it waits for its clearance, it may go on. */
public record ClearanceGiven(String changeNumber, String subscriptionNumber) {}
