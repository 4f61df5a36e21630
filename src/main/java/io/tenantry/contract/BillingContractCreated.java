package io.tenantry.contract;

/** A customer has a new billing contract. */
public record BillingContractCreated(String contractNumber, String customerNumber, boolean isDefault) {}
