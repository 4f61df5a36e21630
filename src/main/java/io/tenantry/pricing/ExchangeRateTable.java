package io.tenantry.pricing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Exchange rates to look days up in. A rate holds until the next one of its pair begins, but not longer than
 * {@code validityDays}: money is not converted at a rate that somebody forgot to renew.
 *
 * <p>With a rate of 0.9215 from 2026-03-01 and a validity of 31 days, 2026-03-31 is converted at 0.9215 and 2026-04-01
 * not at all.
 */
public final class ExchangeRateTable {

    private final Map<CurrencyPair, NavigableMap<LocalDate, ExchangeRateView>> byPair = new HashMap<>();
    private final int validityDays;

    public ExchangeRateTable(Collection<ExchangeRateView> rates, int validityDays) {
        this.validityDays = validityDays;
        rates.forEach(rate -> byPair.computeIfAbsent(new CurrencyPair(rate.from(), rate.to()), pair -> new TreeMap<>())
                .put(rate.validFrom(), rate));
    }

    /** The rate in force on a day, if there is one. */
    public Optional<ExchangeRateView> on(CurrencyPair pair, LocalDate day) {
        var rates = byPair.get(pair);
        if (rates == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(rates.floorEntry(day))
                .map(Map.Entry::getValue)
                .filter(rate -> rate.validFrom().plusDays(validityDays).isAfter(day));
    }
}
