package io.tenantry.invoicing;

/** Drafts of a contract wait for a person; published in the transaction that wrote them. */
public record DraftsHeld(String contractNumber) {}
