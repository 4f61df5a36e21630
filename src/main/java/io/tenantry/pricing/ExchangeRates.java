package io.tenantry.pricing;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.Currencies;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.shared.csv.CsvFile;
import io.tenantry.shared.csv.CsvRow;
import io.tenantry.shared.csv.RowErrors;
import java.io.InputStream;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The dated exchange rates. One is entered once and never rewritten; a new one begins on another day. It never reaches
 * back under a cycle that is billed: a credit is converted as its charge was.
 */
@Service
@Transactional(readOnly = true)
public class ExchangeRates {

    private static final CsvFile FILE =
            new CsvFile("exchange rates file", List.of("from", "to", "valid_from", "rate", "source"));

    private static final String SELECT =
            """
            select id, from_currency as "from", to_currency as "to", valid_from, rate, source, actor from exchange_rate
            """;

    private final JdbcClient jdbc;
    private final CurrentActor actor;
    private final Clock clock;
    private final ExchangeRateProperties settings;
    private final BilledConversions billed;
    private final ApplicationEventPublisher events;

    ExchangeRates(
            JdbcClient jdbc,
            CurrentActor actor,
            Clock clock,
            ExchangeRateProperties settings,
            BilledConversions billed,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.actor = actor;
        this.clock = clock;
        this.settings = settings;
        this.billed = billed;
        this.events = events;
    }

    /**
     * Which rates are asked for; null is all.
     *
     * @param day only those entered for this day
     */
    public record Filter(@Nullable String from, @Nullable String to, @Nullable LocalDate day) {}

    /** How many rates a file brought that were not known yet. */
    public record Loaded(int added, int unchanged) {}

    /** The rates by pair, the newest first. */
    public Page<ExchangeRateView> list(Filter filter, Paging paging) {
        var where =
                """
                where (cast(:from as text) is null or from_currency = :from)
                  and (cast(:to as text) is null or to_currency = :to)
                  and (cast(:day as date) is null or valid_from = :day)
                """;
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("from", filter.from());
        parameters.put("to", filter.to());
        parameters.put("day", filter.day());
        var found = jdbc.sql(SELECT + where + "order by 2, 3, valid_from desc limit :size offset :offset")
                .params(parameters)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(ExchangeRateView.class)
                .list();
        var total = jdbc.sql("select count(*) from exchange_rate " + where)
                .params(parameters)
                .query(Long.class)
                .single();
        return Page.of(found, paging, total);
    }

    /** The rates of some pairs, to look days up in. One statement. */
    public ExchangeRateTable table(Collection<CurrencyPair> pairs) {
        if (pairs.isEmpty()) {
            return new ExchangeRateTable(List.of(), settings.validityDays());
        }
        var rates = jdbc.sql(
                        SELECT
                                + """
                        where (from_currency, to_currency) in (select * from unnest(:froms, :tos))
                        """)
                .param("froms", pairs.stream().map(CurrencyPair::from).toArray(String[]::new))
                .param("tos", pairs.stream().map(CurrencyPair::to).toArray(String[]::new))
                .query(ExchangeRateView.class)
                .list();
        return new ExchangeRateTable(rates, settings.validityDays());
    }

    /** The rate in force on a day, if there is one. */
    public Optional<ExchangeRateView> on(CurrencyPair pair, LocalDate day) {
        return table(List.of(pair)).on(pair, day);
    }

    /**
     * Enters a rate; to enter the same again changes nothing.
     *
     * @throws Conflict if the pair has another rate from that day on, or a cycle is billed that this one would hold for
     */
    @Transactional
    public ExchangeRateView enter(NewExchangeRate rate) {
        add(rate, billed::cycleStarts);
        return of(rate);
    }

    /**
     * Takes over a whole file, or nothing of it. Loading it again changes nothing.
     *
     * @throws io.tenantry.shared.csv.FileRefused with each error's line and column
     */
    @Transactional
    public Loaded load(InputStream file) {
        var errors = new RowErrors();
        var counts = new int[2];
        var starts = new HashMap<CurrencyPair, NavigableSet<LocalDate>>();
        FILE.read(file, errors, row -> read(row).ifPresent(rate -> {
            try {
                counts[add(rate, pair -> starts.computeIfAbsent(pair, billed::cycleStarts)) ? 0 : 1]++;
            } catch (Refused refused) {
                row.refuse(null, String.valueOf(refused.getMessage()));
            }
        }));
        errors.refuseIfAny(FILE.kind());
        return new Loaded(counts[0], counts[1]);
    }

    private static Optional<NewExchangeRate> read(CsvRow row) {
        var from = row.value("from", code -> Currencies.of(code).getCurrencyCode());
        var to = row.value("to", code -> Currencies.of(code).getCurrencyCode());
        var day = row.value("valid_from", ExchangeRates::day);
        var rate = row.value("rate", ExchangeRates::number);
        var source = row.required("source");
        if (row.faulty() || from == null || to == null || day == null || rate == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new NewExchangeRate(from, to, day, rate, source));
        } catch (Refused refused) {
            row.refuse(null, String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw new Refused("invalid-date", "'" + text + "' is no day; write it like 2026-03-01");
        }
    }

    private static BigDecimal number(String text) {
        if (text.length() > 40 || !text.chars().allMatch(each -> each == '.' || Character.isDigit(each))) {
            throw new Refused("invalid-exchange-rate", "'" + text + "' is no rate; write it like 0.9215");
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException unreadable) {
            throw new Refused("invalid-exchange-rate", "'" + text + "' is no rate; write it like 0.9215");
        }
    }

    /** @return false if the same rate was there already */
    private boolean add(NewExchangeRate rate, Function<CurrencyPair, NavigableSet<LocalDate>> cycleStarts) {
        var added = jdbc.sql(
                        """
                        insert into exchange_rate (id, from_currency, to_currency, valid_from, rate, source, actor,
                                                   created_at)
                        values (:id, :from, :to, :day, :rate, :source, :actor, :now)
                        on conflict (from_currency, to_currency, valid_from) do nothing""")
                .param("id", UUID.randomUUID())
                .param("from", rate.from())
                .param("to", rate.to())
                .param("day", rate.validFrom())
                .param("rate", rate.rate())
                .param("source", rate.source())
                .param("actor", actor.name())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (added == 0) {
            refuseOther(rate);
            return false;
        }
        refuseBilled(rate, cycleStarts.apply(new CurrencyPair(rate.from(), rate.to())));
        events.publishEvent(AuditFact.of(
                rate.from() + "-" + rate.to(),
                "exchange-rate-entered",
                Map.of(
                        "validFrom", rate.validFrom().toString(),
                        "rate", rate.rate().toPlainString(),
                        "source", rate.source())));
        return true;
    }

    /** From its day on it holds until the next rate, as long as a rate is valid. */
    private void refuseBilled(NewExchangeRate rate, NavigableSet<LocalDate> cycleStarts) {
        var until = jdbc.sql(
                        """
                        select coalesce(min(valid_from), cast(:last as date)) from exchange_rate
                        where from_currency = :from and to_currency = :to and valid_from > :day and valid_from < :last
                        """)
                .param("from", rate.from())
                .param("to", rate.to())
                .param("day", rate.validFrom())
                .param("last", rate.validFrom().plusDays(settings.validityDays()))
                .query(LocalDate.class)
                .single();
        var affected = cycleStarts.subSet(rate.validFrom(), until);
        if (!affected.isEmpty()) {
            throw new Conflict(
                    "exchange-rate-of-billed-cycle",
                    "The cycle from " + affected.last() + " is billed with the rate " + rate.from() + "→" + rate.to()
                            + " that was in force then, and a rate from " + rate.validFrom()
                            + " would convert its credits differently; enter it from "
                            + affected.last().plusDays(1) + " on");
        }
    }

    private void refuseOther(NewExchangeRate rate) {
        var known = of(rate);
        if (known.rate().compareTo(rate.rate()) != 0) {
            throw new Conflict(
                    "exchange-rate-exists",
                    "The rate " + rate.from() + "→" + rate.to() + " from " + rate.validFrom() + " is "
                            + known.rate().stripTrailingZeros().toPlainString()
                            + " and is never rewritten; enter the new one from another day on");
        }
    }

    private ExchangeRateView of(NewExchangeRate rate) {
        return jdbc.sql(SELECT + "where from_currency = :from and to_currency = :to and valid_from = :day")
                .param("from", rate.from())
                .param("to", rate.to())
                .param("day", rate.validFrom())
                .query(ExchangeRateView.class)
                .single();
    }
}
