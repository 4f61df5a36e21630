package io.tenantry.customer;

import java.util.List;

/** Whether credit hold blocks anything at all, and who said so, the latest first. */
public record CreditControlView(boolean enforced, List<CreditHoldView.Entry> history, long version) {}
