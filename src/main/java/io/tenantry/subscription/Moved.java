package io.tenantry.subscription;

import java.time.LocalDate;

/**
 * A move that was taken in.
 *
 * @param leaving the old one's license change, which goes to the provider
 * @param entering the new one's Create change, which is settled together with it
 * @param changeDate the first day of the new one; the old one's last is the day before
 */
public record Moved(
        String oldSubscription, String newSubscription, String leaving, String entering, LocalDate changeDate) {}
