/** When a contract is billed for what: its cycles, counted from its start, and their invoice dates. Pure functions. Start with {@link io.tenantry.invoicing.schedule.BillingCalendar}. */
package io.tenantry.invoicing.schedule;
