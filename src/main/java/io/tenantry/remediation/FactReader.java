package io.tenantry.remediation;

import io.tenantry.pricing.CurrencyPair;
import io.tenantry.pricing.ExchangeRates;
import io.tenantry.shared.BusinessCalendar;
import io.tenantry.subscription.ReductionPreviews;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up all that is known around the subject of a case, so that nobody has to. */
@Component
class FactReader {

    private static final Map<String, Fact> BY_COLUMN =
            Arrays.stream(Fact.values()).collect(Collectors.toMap(Fact::column, fact -> fact));

    private final JdbcClient jdbc;
    private final Connections connections;
    private final ReductionPreviews reductions;
    private final ExchangeRates rates;
    private final BusinessCalendar calendar;
    private final Clock clock;

    FactReader(
            JdbcClient jdbc,
            Connections connections,
            ReductionPreviews reductions,
            ExchangeRates rates,
            BusinessCalendar calendar,
            Clock clock) {
        this.jdbc = jdbc;
        this.connections = connections;
        this.reductions = reductions;
        this.rates = rates;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** What is known; a fact that does not apply or that nobody knows is not in it. */
    EvidenceFacts of(CaseRow row) {
        var facts = new EnumMap<Fact, Object>(Fact.class);
        facts.put(Fact.SYMPTOM, row.symptom().name());
        facts.put(Fact.SUBJECT, row.subject());
        facts.put(Fact.SEEN, row.seen());
        facts.put(Fact.TODAY, calendar.today().toString());
        facts.put(Fact.TRIES, row.tries());
        facts.put(
                Fact.HOUR_AGE,
                Math.toIntExact(
                        Duration.between(row.openedAt(), clock.instant()).toHours()));
        if (row.cause() != null) {
            facts.put(Fact.LAST_CAUSE, row.cause());
        }
        around(row, facts);
        return new EvidenceFacts(facts);
    }

    private void around(CaseRow row, Map<Fact, Object> facts) {
        var anchors = Anchors.of(row.subject(), jdbc);
        var keys = new HashMap<String, @Nullable Object>();
        keys.put("change", anchors.change());
        keys.put("scheduled", anchors.scheduled());
        keys.put("subscription", anchors.subscription());
        keys.put("account", anchors.account());
        keys.put("contract", anchors.contract());
        keys.put("customer", anchors.customer());
        keys.put("mismatch", anchors.mismatch());
        keys.put("subject", row.subject());
        keys.put("today", calendar.today());
        keys.put("now", Timestamp.from(clock.instant()));
        FactQueries.around(anchors).forEach(sql -> add(sql, keys, facts));
        keys.put("change_number", Objects.toString(facts.get(Fact.CHANGE_NUMBER), ""));
        add(FactQueries.STEP, keys, facts);
        provider(keys, facts);
        rate(facts);
        if (row.symptom() == Symptom.REDUCTION_REFUSED && facts.containsKey(Fact.SUBSCRIPTION_NUMBER)) {
            var subscription = String.valueOf(facts.get(Fact.SUBSCRIPTION_NUMBER));
            facts.put(Fact.REDUCTION_ALLOWED, reductions.allowedToday(subscription));
        }
    }

    /** A rate that is too old is none: which one holds on a day is for the rates to say. */
    private void rate(Map<Fact, Object> facts) {
        var priced = facts.getOrDefault(Fact.CURRENCY, facts.get(Fact.PRICE_LIST_CURRENCY));
        var billed = facts.get(Fact.CONTRACT_CURRENCY);
        if (priced == null || billed == null) {
            return;
        }
        var day = LocalDate.parse(String.valueOf(facts.getOrDefault(Fact.HELD_FROM, facts.get(Fact.TODAY))));
        var pair = new CurrencyPair(priced.toString(), billed.toString());
        facts.put(Fact.RATE_KNOWN, !priced.equals(billed) && rates.on(pair, day).isPresent());
    }

    /** The connection is tried only where a step failed at it, and not for each case anew. */
    private void provider(Map<String, @Nullable Object> keys, Map<Fact, Object> facts) {
        var provider = facts.get(Fact.PROVIDER);
        if (provider == null && "provider-sync".equals(facts.get(Fact.STEP_PROCESS))) {
            provider = "partner-center";
            facts.put(Fact.PROVIDER, provider);
        }
        if (provider == null) {
            return;
        }
        if (facts.containsKey(Fact.STEP_MESSAGE)) {
            connections.lookAt(provider.toString());
        }
        keys.put("provider", provider);
        add(FactQueries.CONSENT, keys, facts);
        add(FactQueries.CONNECTION, keys, facts);
    }

    private void add(String sql, Map<String, @Nullable Object> keys, Map<Fact, Object> facts) {
        jdbc.sql(sql).params(keys).query((row, number) -> facts(row)).list().forEach(facts::putAll);
    }

    private static Map<Fact, Object> facts(ResultSet row) throws SQLException {
        var columns = row.getMetaData();
        var found = new EnumMap<Fact, Object>(Fact.class);
        for (var index = 1; index <= columns.getColumnCount(); index++) {
            var fact = BY_COLUMN.get(columns.getColumnLabel(index));
            if (fact == null) {
                throw new IllegalStateException(
                        "Column " + columns.getColumnLabel(index) + " is no fact; add it to Fact");
            }
            var value = value(fact, row, index);
            if (value != null) {
                found.put(fact, value);
            }
        }
        return found;
    }

    private static @Nullable Object value(Fact fact, ResultSet row, int index) throws SQLException {
        if (row.getObject(index) == null) {
            return null;
        }
        return switch (fact.kind()) {
            case NUMBER -> row.getInt(index);
            case YES_NO -> row.getBoolean(index);
            case TEXT, DAY -> row.getString(index).strip();
        };
    }
}
