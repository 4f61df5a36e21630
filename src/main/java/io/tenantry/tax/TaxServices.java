package io.tenantry.tax;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Period;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The tax services with their dated rates. A rate is entered once and never rewritten; only its end may be set. Neither
 * is done backwards over what is billed: 100.00 of November stand at 19 % on an invoice of 119.00, and a rate of 16 %
 * from 1 November, entered on the 23rd, would take them back with 116.00. A change of the law is entered before its day.
 */
@Service
@Transactional(readOnly = true)
public class TaxServices {

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9-]{0,39}");
    private static final List<String> TYPES = List.of("RATE_BASED", "NONE", "EXTERNAL");
    private static final String SELECT = "select id, code, name, type, overseas, version from tax_service ";
    private static final String RATES =
            """
            select id, tax_service_id, product_category, country, region, code, rate, name, exemption_reason,
                   lower(valid) as valid_from, upper(valid) as valid_to
            from tax_rate
            """;

    private final JdbcClient jdbc;
    private final BilledRates billed;
    private final ApplicationEventPublisher events;

    TaxServices(JdbcClient jdbc, BilledRates billed, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.billed = billed;
        this.events = events;
    }

    /** What may be said of a service, new or changed; its type stays what it was. */
    public record Description(String name, boolean overseas) {

        public Description {
            if (name.isBlank()) {
                throw new Refused("invalid-tax-service", "A tax service needs a name");
            }
            name = name.strip();
        }
    }

    private record RateOf(UUID service, TaxRateView rate) {}

    /** All services by code. */
    public List<TaxServiceView> all() {
        return jdbc.sql(SELECT + "order by code").query(TaxServiceView.class).list();
    }

    /** @throws NotFound if there is none of that code */
    public TaxServiceView get(String code) {
        return find(code).orElseThrow(() -> new NotFound("Tax service", code));
    }

    /** The code by which people call a service. */
    public String codeOf(UUID id) {
        return jdbc.sql("select code from tax_service where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    /** A service's rates by category, country, region and first day. */
    public List<TaxRateView> rates(String code) {
        return jdbc
                .sql(RATES + "where tax_service_id = :service order by product_category, country, region, valid")
                .param("service", get(code).id())
                .query(TaxServices::rate)
                .list()
                .stream()
                .map(RateOf::rate)
                .toList();
    }

    /** Services with their rates, to look lines up in: two statements, however many there are. */
    public Map<String, TaxRules> rules(Collection<String> codes) {
        if (codes.isEmpty()) {
            return Map.of();
        }
        var wanted = codes.toArray(String[]::new);
        var rates = jdbc
                .sql(RATES + "where tax_service_id in (select id from tax_service where code = any(:services))")
                .param("services", wanted)
                .query(TaxServices::rate)
                .stream()
                .collect(Collectors.groupingBy(RateOf::service, Collectors.mapping(RateOf::rate, Collectors.toList())));
        return jdbc
                .sql(SELECT + "where code = any(:services)")
                .param("services", wanted)
                .query(TaxServiceView.class)
                .stream()
                .map(service -> new TaxRules(service, rates.getOrDefault(service.id(), List.of())))
                .collect(Collectors.toMap(rules -> rules.service().code(), Function.identity()));
    }

    /** @param type RATE_BASED, NONE or EXTERNAL */
    @Transactional
    public TaxServiceView open(String code, String type, Description description) {
        if (!CODE.matcher(code).matches()) {
            throw new Refused("invalid-tax-service", "Code '" + code + "' is not written like DE or EU-RETAIL");
        }
        if (!TYPES.contains(type)) {
            throw new Refused("invalid-tax-service", "Type '" + type + "' is not one of " + TYPES);
        }
        var opened = jdbc.sql(
                        """
                        insert into tax_service (id, code, name, type, overseas)
                        values (:id, :code, :name, :type, :overseas)
                        on conflict (code) do nothing""")
                .param("id", UUID.randomUUID())
                .param("code", code)
                .param("name", description.name())
                .param("type", type)
                .param("overseas", description.overseas())
                .update();
        if (opened == 0) {
            throw new Conflict("tax-service-exists", "Tax service " + code + " exists already; change it instead");
        }
        tell(code, "tax-service-opened", Map.of("type", type, "description", description.toString()));
        return get(code);
    }

    /** @throws Stale if it is not of this version any more */
    @Transactional
    public TaxServiceView change(String code, Description description, long version) {
        var before = get(code);
        var changed = jdbc.sql(
                        """
                        update tax_service set name = :name, overseas = :overseas, version = version + 1
                        where code = :code and version = :version""")
                .param("name", description.name())
                .param("overseas", description.overseas())
                .param("code", code)
                .param("version", version)
                .update();
        if (changed == 0) {
            throw new Stale("Tax service " + code);
        }
        tell(code, "tax-service-changed", Map.of("from", before.toString(), "to", description.toString()));
        return get(code);
    }

    /**
     * @throws Conflict if another rate of that category, country and region is in force on one of its days, or it begins
     *     in the past and something was billed at another rate on one of them
     */
    @Transactional
    public TaxRateView enter(String code, NewTaxRate rate) {
        var service = get(code);
        if (!service.type().equals("RATE_BASED")) {
            throw new Refused(
                    "no-rates",
                    "Tax service " + code + " is of type " + service.type() + " and has no rates of its own");
        }
        var before = rulesOf(service);
        var id = UUID.randomUUID();
        try {
            insert(id, service.id(), rate);
        } catch (DataIntegrityViolationException overlapping) {
            throw new Conflict(
                    "tax-rate-overlaps",
                    "Tax service " + code + " has a rate " + rate.productCategory() + " for "
                            + place(rate) + " on days from " + rate.from()
                            + " on already; end that one first");
        }
        var entered = rateOf(service, id);
        billed.refuse(before, rulesOf(service), entered.productCategory(), entered.valid());
        tell(code, "tax-rate-entered", Map.of("rate", rate.toString()));
        return entered;
    }

    /**
     * Ends a rate.
     *
     * @param on the first day that it is not in force any more
     * @throws Conflict if that day is past and something was billed at the rate on a later one
     */
    @Transactional
    public TaxRateView end(String code, UUID rateId, LocalDate on) {
        var service = get(code);
        var rate = rateOf(service, rateId);
        if (!rate.valid().contains(on) || on.equals(rate.valid().from())) {
            throw new Refused(
                    "invalid-tax-rate",
                    "Rate " + rateId + " is in force " + rate.valid() + "; " + on + " lies not within that");
        }
        var before = rulesOf(service);
        jdbc.sql("update tax_rate set valid = daterange(lower(valid), :on) where id = :id")
                .param("on", on)
                .param("id", rateId)
                .update();
        billed.refuse(
                before, rulesOf(service), rate.productCategory(), rate.valid().startingAt(on));
        tell(code, "tax-rate-ended", Map.of("rate", rate.toString(), "on", on.toString()));
        return rateOf(service, rateId);
    }

    private TaxRules rulesOf(TaxServiceView service) {
        return new TaxRules(service, rates(service.code()));
    }

    private static String place(NewTaxRate rate) {
        var country = rate.country() == null ? "all countries" : rate.country();
        return rate.region() == null ? country : country + "-" + rate.region();
    }

    private void insert(UUID id, UUID service, NewTaxRate rate) {
        jdbc.sql(
                        """
                        insert into tax_rate (id, tax_service_id, product_category, country, region, code, rate, name,
                                              exemption_reason, valid)
                        values (:id, :service, :category, :country, :region, :code, :rate, :name, :reason,
                                daterange(:from, :to))""")
                .param("id", id)
                .param("service", service)
                .param("category", rate.productCategory())
                .param("country", rate.country())
                .param("region", rate.region())
                .param("code", rate.code())
                .param("rate", rate.rate())
                .param("name", rate.name())
                .param("reason", rate.exemptionReason())
                .param("from", rate.from())
                .param("to", rate.to() == null ? NewTaxRate.OPEN_END : rate.to())
                .update();
    }

    private TaxRateView rateOf(TaxServiceView service, UUID id) {
        return jdbc.sql(RATES + "where id = :id and tax_service_id = :service")
                .param("id", id)
                .param("service", service.id())
                .query(TaxServices::rate)
                .optional()
                .map(RateOf::rate)
                .orElseThrow(() -> new NotFound("Tax rate of " + service.code(), id));
    }

    private Optional<TaxServiceView> find(String code) {
        return jdbc.sql(SELECT + "where code = :code")
                .param("code", code)
                .query(TaxServiceView.class)
                .optional();
    }

    private void tell(String code, String action, Map<String, Object> details) {
        events.publishEvent(AuditFact.of("TAX-" + code, action, details));
    }

    private static RateOf rate(ResultSet row, int number) throws SQLException {
        return new RateOf(
                row.getObject("tax_service_id", UUID.class),
                new TaxRateView(
                        row.getObject("id", UUID.class),
                        row.getString("product_category"),
                        row.getString("country"),
                        row.getString("region"),
                        row.getString("code"),
                        row.getBigDecimal("rate"),
                        row.getString("name"),
                        row.getString("exemption_reason"),
                        Period.of(
                                row.getObject("valid_from", LocalDate.class),
                                row.getObject("valid_to", LocalDate.class))));
    }
}
