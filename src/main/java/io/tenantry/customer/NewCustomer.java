package io.tenantry.customer;

import io.tenantry.shared.Countries;
import io.tenantry.shared.Currencies;
import io.tenantry.shared.FieldRefused;
import io.tenantry.shared.Refused;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of a customer, new or changed.
 *
 * @param domain the e-mail domain by which its tenants are recognised, such as {@code contoso.example}
 * @param country ISO 3166
 * @param currency ISO 4217; the one of its contracts unless they say otherwise
 * @param region within the country, such as a state, where a tax differs by it
 * @param language of its documents unless a contract says otherwise: en or de
 */
public record NewCustomer(
        String name,
        String domain,
        String country,
        String street,
        String city,
        String postalCode,
        String currency,
        @Nullable String vatId,
        @Nullable String region,
        String language) {

    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final List<String> LANGUAGES = List.of("en", "de");

    /** In English, in a country whose tax is the same everywhere. */
    public NewCustomer(
            String name,
            String domain,
            String country,
            String street,
            String city,
            String postalCode,
            String currency,
            @Nullable String vatId) {
        this(name, domain, country, street, city, postalCode, currency, vatId, null, "en");
    }

    public NewCustomer {
        if (name.isBlank()) {
            throw new Refused("invalid-customer", "A customer needs a name");
        }
        name = name.strip();
        domain = domain(domain);
        Countries.of(country);
        Currencies.of(currency);
        vatId = vatId == null || vatId.isBlank() ? null : vatId.strip();
        region = region == null || region.isBlank() ? null : region.strip();
        if (!LANGUAGES.contains(language)) {
            throw new FieldRefused(
                    "invalid-customer", "language", "Language '" + language + "' is not one of " + LANGUAGES);
        }
    }

    /** The domain in lower case; refused where it is none, or where anybody can have a mailbox. */
    static String domain(String text) {
        var domain = text.strip().toLowerCase(Locale.ROOT);
        if (!DOMAIN.matcher(domain).matches()) {
            throw new Refused("invalid-domain", "'" + text + "' is no domain; write it like contoso.example");
        }
        if (FreeMail.covers(domain)) {
            throw new Refused(
                    "invalid-domain",
                    domain + " is a public mail service, where anybody can have a mailbox; "
                            + "give the customer's own domain");
        }
        return domain;
    }
}
