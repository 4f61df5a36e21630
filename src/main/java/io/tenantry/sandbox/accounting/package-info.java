/** An accounting system that speaks QuickBooks Online's API for customers, invoices and credit memos. */
package io.tenantry.sandbox.accounting;
