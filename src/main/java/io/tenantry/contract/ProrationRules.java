package io.tenantry.contract;

import io.tenantry.shared.BusinessCalendar;
import io.tenantry.shared.FieldRefused;
import io.tenantry.shared.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The proration rules that a contract can name. A rule changes by a new version; contracts keep the version that they
 * have, so that what they were promised is what they are billed. Provisioning best practices §5.
 */
@Service
public class ProrationRules {

    private final JdbcClient jdbc;
    private final BusinessCalendar calendar;
    private final ProrationExamples examples;

    ProrationRules(JdbcClient jdbc, BusinessCalendar calendar, ProrationExamples examples) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.examples = examples;
    }

    /** The current version of each rule, those by days first. */
    public List<ProrationRuleView> all() {
        return published().stream().filter(Published::current).map(this::view).toList();
    }

    /**
     * The versions of a rule, the newest first.
     *
     * @throws NotFound if there is no rule of that name
     */
    public List<ProrationRuleView> versions(String name) {
        var versions = published().stream()
                .filter(rule -> rule.name().equals(name))
                .map(this::view)
                .toList();
        if (versions.isEmpty()) {
            throw new NotFound("Proration rule", "'" + name + "'");
        }
        return versions;
    }

    /** @throws NotFound if there is no such version */
    public ProrationRuleView get(String name, int version) {
        return versions(name).stream()
                .filter(rule -> rule.version() == version)
                .findFirst()
                .orElseThrow(() -> new NotFound("Proration rule", "'" + name + "' in version " + version));
    }

    /** The rule that a contract is billed by. */
    public ProrationRuleView of(BillingContractView contract) {
        return get(contract.prorationRule(), contract.prorationRuleVersion());
    }

    /**
     * The version that a contract gets: the one it names, or the current one.
     *
     * @throws FieldRefused if there is no such rule, or no such version of it
     */
    int version(String name, @Nullable Integer asked) {
        var published = published();
        var versions =
                published.stream().filter(rule -> rule.name().equals(name)).toList();
        if (versions.isEmpty()) {
            throw new FieldRefused(
                    "unknown-proration-rule",
                    "prorationRule",
                    "Proration rule '" + name + "' is not known; use one of "
                            + published.stream().map(Published::name).distinct().collect(Collectors.joining(", ")));
        }
        return versions.stream()
                .filter(rule -> asked == null ? rule.current() : rule.version() == asked)
                .map(Published::version)
                .findFirst()
                .orElseThrow(() -> new FieldRefused(
                        "unknown-proration-rule",
                        "prorationRuleVersion",
                        "Proration rule " + name + " has no version " + asked + "; use one of "
                                + versions.stream()
                                        .map(rule -> String.valueOf(rule.version()))
                                        .collect(Collectors.joining(", "))));
    }

    private record Published(
            String name, int version, boolean current, LocalDate validFrom, String prorateUnit, String description) {}

    /** By name, the newest version first. */
    private List<Published> published() {
        return jdbc.sql(
                        """
                        select name, version, prorate_unit, description, valid_from,
                               version = max(version) filter (where valid_from <= :today) over (partition by name)
                                   as current
                        from proration_rule
                        order by prorate_unit, name, version desc
                        """)
                .param("today", calendar.today())
                .query(ProrationRules::row)
                .list();
    }

    private static Published row(ResultSet row, int number) throws SQLException {
        return new Published(
                row.getString("name"),
                row.getInt("version"),
                row.getBoolean("current"),
                row.getObject("valid_from", LocalDate.class),
                row.getString("prorate_unit"),
                row.getString("description"));
    }

    private ProrationRuleView view(Published rule) {
        return new ProrationRuleView(
                rule.name(),
                rule.version(),
                rule.current(),
                rule.validFrom(),
                rule.prorateUnit(),
                rule.description(),
                examples.of(rule.name(), rule.version()));
    }
}
