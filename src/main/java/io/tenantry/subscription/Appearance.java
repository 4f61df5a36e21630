package io.tenantry.subscription;

import jakarta.persistence.Embeddable;

/** Whether a subscription costs anything, and where it can be seen; independent of its parent. */
@Embeddable
record Appearance(boolean billable, boolean showOnInvoice, boolean displayOnPortal) {}
