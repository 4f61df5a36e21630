package io.tenantry.customer;

import io.tenantry.shared.Countries;
import io.tenantry.shared.Currencies;
import io.tenantry.shared.EmailAddress;
import io.tenantry.shared.csv.CsvFile;
import io.tenantry.shared.csv.CsvRow;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of a customers file, read and checked. */
record CustomerFileRow(long line, NewCustomer customer, String contactName, EmailAddress contactEmail) {

    static final CsvFile FILE = new CsvFile(
            "customers file",
            List.of(
                    "name",
                    "domain",
                    "contact_name",
                    "contact_email",
                    "country",
                    "street",
                    "city",
                    "postal_code",
                    "currency",
                    "vat_id"));

    /** The row, or empty where it has errors, which are noted on it. */
    static Optional<CustomerFileRow> read(CsvRow row) {
        var domain = row.value("domain", NewCustomer::domain);
        var email = row.value("contact_email", EmailAddress::of);
        var country = row.value("country", Countries::of);
        var currency = row.value("currency", code -> Currencies.of(code).getCurrencyCode());
        var name = row.required("name");
        var contactName = row.required("contact_name");
        var street = row.required("street");
        var city = row.required("city");
        var postalCode = row.required("postal_code");
        if (row.faulty() || domain == null || email == null || country == null || currency == null) {
            return Optional.empty();
        }
        var customer =
                new NewCustomer(name, domain, country, street, city, postalCode, currency, orNull(row.text("vat_id")));
        return Optional.of(new CustomerFileRow(row.line(), customer, contactName, email));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
