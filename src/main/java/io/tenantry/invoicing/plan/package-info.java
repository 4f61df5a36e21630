/** The book of the billing plans: what a run would write for each contract, kept until somebody has it billed. Set-based SQL. */
package io.tenantry.invoicing.plan;
