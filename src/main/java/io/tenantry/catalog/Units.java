package io.tenantry.catalog;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import io.tenantry.shared.Together;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Unit Mapping: how many months one sales unit covers. Provisioning best practices §5. */
@Service
@Transactional(readOnly = true)
public class Units {

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z_]*");
    private static final int MOST_MONTHS = 120;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Units(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Months of a unit, such as 12 for ANNUAL; empty where the unit is not mapped. */
    public OptionalInt months(String unit) {
        return find(unit).map(mapped -> OptionalInt.of(mapped.months())).orElseGet(OptionalInt::empty);
    }

    /** @throws io.tenantry.shared.Refused "Please provide a valid Sales Unit." where the unit is not mapped */
    public int requireMonths(String unit) {
        return months(unit)
                .orElseThrow(() -> new Refused(
                        "invalid-sales-unit",
                        "Please provide a valid Sales Unit. '" + unit + "' has no Unit Mapping; add it or use one of "
                                + all().stream().map(UnitView::unit).toList()));
    }

    /** All mapped units, the shortest first. */
    public List<UnitView> all() {
        return jdbc.sql("select unit, months, version from unit_mapping order by months, unit")
                .query(UnitView.class)
                .list();
    }

    /** The months of all mapped units, together with other questions. */
    public Map<String, Integer> months(Together together) {
        var months = new HashMap<String, Integer>();
        together.add("select unit, months from unit_mapping", row -> months.put(row.getString(1), row.getInt(2)));
        return months;
    }

    /** @throws NotFound if the unit is not mapped */
    public UnitView get(String unit) {
        return find(unit).orElseThrow(() -> new NotFound("Unit", unit));
    }

    /** Maps a new unit, such as SEMI_ANNUAL to 6 months. */
    @Transactional
    public UnitView map(String unit, int months) {
        checkMonths(unit, months);
        if (!NAME.matcher(unit).matches()) {
            throw new Refused("invalid-unit", "Unit '" + unit + "' is not written like SEMI_ANNUAL");
        }
        var added = jdbc.sql("insert into unit_mapping (unit, months) values (:unit, :months) on conflict do nothing")
                .param("unit", unit)
                .param("months", months)
                .update();
        if (added == 0) {
            throw new Conflict("unit-exists", "Unit " + unit + " is mapped already; change its mapping instead");
        }
        events.publishEvent(AuditFact.of(unit, "unit-mapped", Map.of("months", months)));
        return get(unit);
    }

    /**
     * Corrects a mapping. Prices and changes made before keep the monthly price that they were computed with.
     *
     * @throws Stale if it is not of this version any more
     */
    @Transactional
    public UnitView change(String unit, int months, long version) {
        checkMonths(unit, months);
        var before = get(unit);
        var changed = jdbc.sql(
                        """
                        update unit_mapping set months = :months, version = version + 1
                        where unit = :unit and version = :version""")
                .param("unit", unit)
                .param("months", months)
                .param("version", version)
                .update();
        if (changed == 0) {
            throw new Stale("Unit " + unit);
        }
        events.publishEvent(AuditFact.of(unit, "unit-mapping-changed", Map.of("from", before.months(), "to", months)));
        return get(unit);
    }

    private Optional<UnitView> find(String unit) {
        return jdbc.sql("select unit, months, version from unit_mapping where unit = :unit")
                .param("unit", unit)
                .query(UnitView.class)
                .optional();
    }

    private static void checkMonths(String unit, int months) {
        if (months < 1 || months > MOST_MONTHS) {
            throw new Refused(
                    "invalid-unit-mapping",
                    "Unit " + unit + " cannot cover " + months + " months; give 1 to " + MOST_MONTHS);
        }
    }
}
