package io.tenantry.monitoring;

/**
 * How much waits in each queue. Provisioning best practices §9.
 *
 * @param unmappedAccounts tenants without a customer
 * @param incompleteSubscriptions billable subscriptions without customer, contract, product, unit or price
 * @param awaitingChanges license changes (LCLs) in Awaiting Provisioning
 * @param failedChanges license changes in Failed Provisioning
 * @param scheduledChanges scheduled license changes (SLCLs) that are pending
 * @param failedMerges scheduled license changes in Merge Failed
 * @param invoicesToReview drafts that wait for a person
 * @param quarantinedLines what runs could not bill
 * @param openCases what is not as it should be, each with its cause and fix
 * @param openTasks user tasks in the processes
 * @param incidents jobs without a try left
 * @param retryingJobs jobs that failed and will be tried again
 */
public record Queues(
        int unmappedAccounts,
        int incompleteSubscriptions,
        int awaitingChanges,
        int failedChanges,
        int scheduledChanges,
        int failedMerges,
        int invoicesToReview,
        int quarantinedLines,
        int openCases,
        int openTasks,
        int incidents,
        int retryingJobs) {}
