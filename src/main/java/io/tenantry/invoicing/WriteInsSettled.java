package io.tenantry.invoicing;

/** No draft of the contract with a write-in line waits any more. */
public record WriteInsSettled(String contractNumber) {}
