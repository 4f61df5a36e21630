package io.tenantry.diagnosis;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who asks knows at least one number; the rest is looked up.
 *
 * @param invoice legal number or our reference
 * @param date a day of the cycle in question; the invoice's first day, or today, if it is left out
 */
public record Question(
        @Nullable String invoice, @Nullable String contract, @Nullable String subscription, @Nullable LocalDate date) {}
