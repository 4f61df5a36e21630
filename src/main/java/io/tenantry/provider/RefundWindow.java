package io.tenantry.provider;

import java.time.Instant;

/**
 * Seats that may still be given back to the provider, and until when. Each purchase and each renewal opens a window of
 * its own: of ten seats bought on 1 March and five more on 5 March, fifteen can be given back on 6 March and five on 9
 * March.
 */
public record RefundWindow(int quantity, Instant until) {}
