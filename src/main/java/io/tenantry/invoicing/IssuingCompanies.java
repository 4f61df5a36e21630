package io.tenantry.invoicing;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The company that bills, as the configuration names it. */
@Service
class IssuingCompanies implements SmartInitializingSingleton {

    private static final UUID DEFAULT = UUID.nameUUIDFromBytes("default".getBytes(StandardCharsets.UTF_8));

    private final JdbcClient jdbc;
    private final IssuingCompanyProperties properties;

    IssuingCompanies(JdbcClient jdbc, IssuingCompanyProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    UUID defaultCompany() {
        return DEFAULT;
    }

    /** Takes over the configuration at each start; documents that were issued before keep what they say. */
    @Override
    public void afterSingletonsInstantiated() {
        jdbc.sql(
                        """
                        insert into issuing_company
                            (id, name, street, postal_code, city, country, vat_id, email, iban, bic, is_default)
                        values (:id, :name, :street, :postalCode, :city, :country, :vatId, :email, :iban, :bic, true)
                        on conflict (id) do update
                        set name = excluded.name, street = excluded.street, postal_code = excluded.postal_code,
                            city = excluded.city, country = excluded.country, vat_id = excluded.vat_id,
                            email = excluded.email, iban = excluded.iban, bic = excluded.bic
                        """)
                .param("id", DEFAULT)
                .param("name", properties.name())
                .param("street", properties.street())
                .param("postalCode", properties.postalCode())
                .param("city", properties.city())
                .param("country", properties.country())
                .param("vatId", properties.vatId())
                .param("email", properties.email())
                .param("iban", properties.iban())
                .param("bic", properties.bic())
                .update();
        startSeries("INVOICE", properties.invoicePrefix());
        startSeries("CREDIT_NOTE", properties.creditNotePrefix());
    }

    IssuingCompanyView of(UUID invoiceId) {
        return jdbc.sql(
                        """
                        select c.id, c.name, c.street, c.postal_code, c.city, c.country, c.vat_id, c.email, c.iban, c.bic
                        from issuing_company c
                        join invoice i on i.issuing_company_id = c.id
                        where i.id = :invoice
                        """)
                .param("invoice", invoiceId)
                .query(IssuingCompanyView.class)
                .single();
    }

    private void startSeries(String kind, String prefix) {
        jdbc.sql(
                        """
                        insert into invoice_series (issuing_company_id, kind, prefix) values (:company, :kind, :prefix)
                        on conflict (issuing_company_id, kind) do nothing
                        """)
                .param("company", DEFAULT)
                .param("kind", kind)
                .param("prefix", prefix)
                .update();
    }
}
