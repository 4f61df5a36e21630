package io.tenantry.invoicing;

/** The last draft of the contract that waited for a person is billed or voided. */
public record DraftsSettled(String contractNumber) {}
