/** The HTTP face of invoices and billing runs under {@code /api/v1}. */
package io.tenantry.invoicing.web;
