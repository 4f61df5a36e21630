/** QuickBooks Online. Start with {@link io.tenantry.connector.accounting.QuickBooksApi}. */
package io.tenantry.connector.accounting;
