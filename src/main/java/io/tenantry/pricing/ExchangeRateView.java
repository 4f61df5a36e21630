package io.tenantry.pricing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What one unit of {@code from} costs in {@code to}, from a day on until the next rate of the pair begins.
 *
 * @param source where the rate comes from, such as {@code ECB}
 * @param actor who entered it
 */
public record ExchangeRateView(
        UUID id, String from, String to, LocalDate validFrom, BigDecimal rate, String source, String actor) {}
