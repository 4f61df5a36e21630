package io.tenantry.customer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks for the customers to whom a tenant may belong: by its tax id, by the e-mail domain of any contact, by the domain
 * itself, and by the likeness of the names. Each reason has a weight; together they say 1 − Π(1 − weight), so that two
 * weak reasons count for more than one and never for certainty.
 *
 * <p>The domain of a contact (90 of 100) and a name that is alike by 0.5 (0.5 × 70 = 35) make
 * 1 − 0.10 × 0.65 = 93.5, so 93.
 */
@Component
class MappingSuggestions {

    private static final int TAX_ID = 95;
    private static final int DOMAIN = 90;
    private static final int FIRST_PART = 40;
    private static final int NAME = 70;
    private static final int MOST = 5;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Legal forms say nothing about who somebody is. */
    private static final String LEGAL_FORMS =
            "(gmbh|ag|kg|ltd|limited|inc|llc|corp|corporation|co|sa|sarl|srl|spa|bv|nv|oy|ab|as|plc|kk|company)";

    private final JdbcClient jdbc;

    MappingSuggestions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The best first. */
    List<MappingSuggestion> of(UUID account) {
        return jdbc
                .sql(
                        """
                        with tenant as (
                            select lower(domain) as domain, lower(split_part(domain, '.', 1)) as first_part,
                                   btrim(regexp_replace(regexp_replace(lower(name), '[^[:alnum:] ]', '', 'g'),
                                         '\\m%1$s\\M', '', 'g')) as name,
                                   upper(regexp_replace(registration_number, '[^[:alnum:]]', '', 'g')) as tax_id,
                                   name as full_name, domain = any(:freeMail) as free_mail
                            from provider_account where id = :account),
                        candidate as (
                            select c.number, c.name, c.domain, c.vat_id,
                                   upper(regexp_replace(c.vat_id, '[^[:alnum:]]', '', 'g')) = t.tax_id as same_tax_id,
                                   not t.free_mail and (c.domain = t.domain or exists (
                                       select 1 from contact k where k.customer_id = c.id
                                         and lower(substring(k.email from '[^@]+$')) = t.domain)) as same_domain,
                                   length(t.first_part) > 3 and split_part(c.domain, '.', 1) = t.first_part
                                       as same_first_part,
                                   similarity(btrim(regexp_replace(regexp_replace(lower(c.name), '[^[:alnum:] ]', '',
                                              'g'), '\\m%1$s\\M', '', 'g')), t.name)::numeric(3, 2) as likeness
                            from customer c cross join tenant t
                            where upper(regexp_replace(c.vat_id, '[^[:alnum:]]', '', 'g')) = t.tax_id
                               or c.domain = t.domain or split_part(c.domain, '.', 1) = t.first_part
                               or lower(c.name) %% lower(t.full_name)
                               or c.id in (select k.customer_id from contact k
                                           where lower(substring(k.email from '[^@]+$')) = t.domain))
                        select * from candidate"""
                                .formatted(LEGAL_FORMS))
                .param("account", account)
                .param("freeMail", FreeMail.all())
                .query((row, number) -> suggestion(new Signs(
                        row.getString("number"),
                        row.getString("name"),
                        row.getString("domain"),
                        row.getString("vat_id"),
                        row.getBoolean("same_tax_id"),
                        row.getBoolean("same_domain"),
                        row.getBoolean("same_first_part"),
                        row.getBigDecimal("likeness"))))
                .list()
                .stream()
                .filter(suggestion -> suggestion.score() > 0)
                .sorted((one, other) -> other.score() == one.score()
                        ? one.customerNumber().compareTo(other.customerNumber())
                        : other.score() - one.score())
                .limit(MOST)
                .toList();
    }

    /** What speaks for a customer. */
    record Signs(
            String number,
            String name,
            String domain,
            @Nullable String taxId,
            boolean sameTaxId,
            boolean sameDomain,
            boolean sameFirstPart,
            BigDecimal likeness) {}

    static MappingSuggestion suggestion(Signs signs) {
        var weights = new ArrayList<Integer>();
        var reasons = new ArrayList<String>();
        if (signs.sameTaxId()) {
            weights.add(TAX_ID);
            reasons.add("Its tax id " + signs.taxId() + " is the tenant's registration number");
        }
        if (signs.sameDomain()) {
            weights.add(DOMAIN);
            reasons.add("It, or a contact of it, has the tenant's e-mail domain");
        } else if (signs.sameFirstPart()) {
            weights.add(FIRST_PART);
            reasons.add("Its domain " + signs.domain() + " begins like the tenant's");
        }
        var alike = signs.likeness().multiply(BigDecimal.valueOf(NAME)).intValue();
        if (alike >= NAME * 3 / 10) {
            weights.add(alike);
            reasons.add(String.format(
                    Locale.ROOT, "Its name '%s' is like the tenant's (%s of 1)", signs.name(), signs.likeness()));
        }
        return new MappingSuggestion(signs.number(), signs.name(), together(weights), reasons);
    }

    private static int together(List<Integer> weights) {
        var doubt = BigDecimal.ONE;
        for (var weight : weights) {
            doubt = doubt.multiply(BigDecimal.valueOf(100L - weight).divide(HUNDRED));
        }
        return Math.min(99, BigDecimal.ONE.subtract(doubt).multiply(HUNDRED).intValue());
    }
}
