/** The HTTP face of what follows an invoice, under {@code /api/v1/invoices}. */
package io.tenantry.postinvoice.web;
