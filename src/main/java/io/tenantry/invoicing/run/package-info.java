/** The book of the billing runs: which contracts a run took up, and what became of each. Set-based SQL. */
package io.tenantry.invoicing.run;
