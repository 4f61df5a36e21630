package io.tenantry.diagnosis;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a diagnosis is about.
 *
 * @param subscription number, if one of the contract's is asked about
 * @param invoice our reference, if one of the contract's is asked about
 * @param date the day of the cycle that is asked about
 */
record Subject(
        UUID contractId, String contract, @Nullable String subscription, @Nullable String invoice, LocalDate date) {}
