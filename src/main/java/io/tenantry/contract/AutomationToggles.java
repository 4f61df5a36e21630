package io.tenantry.contract;

/** What happens by itself after an invoice. Provisioning best practices §8. */
public record AutomationToggles(
        boolean generatePdf, boolean autoSendEmail, boolean autoSyncAccounting, boolean autoCharge) {}
