package io.tenantry.diagnosis;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts behind a symptom, and which of the known causes apply.
 *
 * @param date the day of the cycle that is asked about
 * @param findings the likeliest first; never empty
 */
public record Diagnosis(
        Symptom symptom,
        String title,
        String contract,
        @Nullable String subscription,
        @Nullable String invoice,
        LocalDate date,
        List<Finding> findings,
        Evidence evidence) {}
