package io.tenantry.customer;

import io.tenantry.shared.csv.RowErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of one customers file in a temporary table of this transaction, laid over the customers as a set. */
final class StagedCustomers {

    private static final int BATCH = 1000;

    private static final String INSERT =
            """
            insert into staged_customer (line, name, domain, country, street, city, postal_code, currency,
                vat_id, contact_name, contact_email)
            select line, name, domain, country, street, city, postal_code, currency, vat_id, contact_name,
                contact_email
            from unnest(cast(:lines as bigint[]), :names, :domains, :countries, :streets, :cities,
                :postalCodes, :currencies, :vatIds, :contactNames, :contactEmails)
                as file (line, name, domain, country, street, city, postal_code, currency, vat_id,
                    contact_name, contact_email)""";

    private final JdbcClient jdbc;
    private final List<CustomerFileRow> batch = new ArrayList<>(BATCH);

    private StagedCustomers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static StagedCustomers empty(JdbcClient jdbc) {
        jdbc.sql("drop table if exists pg_temp.staged_customer").update();
        jdbc.sql(
                        """
                        create temporary table staged_customer (
                            line          bigint  not null,
                            name          text    not null,
                            domain        text    not null,
                            country       char(2) not null,
                            street        text    not null,
                            city          text    not null,
                            postal_code   text    not null,
                            currency      char(3) not null,
                            vat_id        text,
                            contact_name  text    not null,
                            contact_email text    not null,
                            customer_id   uuid,
                            outcome       text
                        ) on commit drop""")
                .update();
        return new StagedCustomers(jdbc);
    }

    void add(CustomerFileRow row) {
        batch.add(row);
        if (batch.size() == BATCH) {
            write();
        }
    }

    /** Writes what is left, and lets the database look at what there is. */
    void complete() {
        write();
        jdbc.sql("create index on staged_customer (domain)").update();
        jdbc.sql("analyze staged_customer").update();
    }

    private void write() {
        if (batch.isEmpty()) {
            return;
        }
        jdbc.sql(INSERT)
                .param("lines", column(row -> Long.toString(row.line())))
                .param("names", column(row -> row.customer().name()))
                .param("domains", column(row -> row.customer().domain()))
                .param("countries", column(row -> row.customer().country()))
                .param("streets", column(row -> row.customer().street()))
                .param("cities", column(row -> row.customer().city()))
                .param("postalCodes", column(row -> row.customer().postalCode()))
                .param("currencies", column(row -> row.customer().currency()))
                .param("vatIds", column(row -> row.customer().vatId()))
                .param("contactNames", column(CustomerFileRow::contactName))
                .param("contactEmails", column(row -> row.contactEmail().value()))
                .update();
        batch.clear();
    }

    private @Nullable String[] column(Function<CustomerFileRow, @Nullable String> value) {
        return batch.stream().map(value).toArray(String[]::new);
    }

    /** A domain says whose a tenant is, so it may be there only once. */
    void refuseDuplicates(RowErrors errors) {
        var found = jdbc.sql(
                        """
                        select line, first_line, domain, count(*) over () as total
                        from (
                            select line, domain, min(line) over (partition by domain) as first_line
                            from staged_customer
                        ) as seen
                        where line > first_line
                        order by line
                        limit 100""")
                .query(Duplicate.class)
                .list();
        for (var duplicate : found) {
            errors.add(duplicate.line(), "domain", duplicate.message());
        }
        if (!found.isEmpty()) {
            errors.addUnlisted(found.get(0).total() - found.size());
        }
    }

    /** A domain that stood on an earlier line. */
    record Duplicate(long line, long firstLine, String domain, long total) {

        private String message() {
            return "Duplicate of line " + firstLine + " (" + domain + "); remove one of them";
        }
    }

    /** The table is locked for other writers, so that what was compared stays so until the end. */
    LoadedCustomers apply() {
        run("lock table customer in share row exclusive mode");
        compare();
        run(
                """
                update customer
                set name = staged.name, country = staged.country, street = staged.street, city = staged.city,
                    postal_code = staged.postal_code, currency = staged.currency, vat_id = staged.vat_id,
                    version = version + 1
                from staged_customer staged
                where staged.customer_id = customer.id and staged.outcome = 'CHANGED'""");
        run(
                """
                insert into customer (id, number, name, domain, country, street, city, postal_code, currency, vat_id)
                select customer_id, 'CUS-' || to_char(nextval('customer_number'), 'FM9999999000000'), name, domain,
                    country, street, city, postal_code, currency, vat_id
                from (select * from staged_customer where outcome = 'NEW' order by line) as staged""");
        applyContacts();
        return counts();
    }

    private void compare() {
        run(
                """
                update staged_customer staged
                set customer_id = customer.id,
                    outcome = case when (customer.name, customer.country, customer.street, customer.city,
                                         customer.postal_code, customer.currency, customer.vat_id,
                                         contact.name, contact.email)
                                        is not distinct from (staged.name, staged.country, staged.street, staged.city,
                                         staged.postal_code, staged.currency, staged.vat_id,
                                         staged.contact_name, staged.contact_email) then 'UNCHANGED'
                                   else 'CHANGED' end
                from customer left join contact on contact.customer_id = customer.id and contact.is_primary
                where customer.domain = staged.domain""");
        run(
                """
                update staged_customer set customer_id = gen_random_uuid(), outcome = 'NEW'
                where customer_id is null""");
    }

    /** The file's contact is the primary one; others that the customer has stay, but step back. */
    private void applyContacts() {
        run(
                """
                update contact set is_primary = false
                from staged_customer staged
                where staged.customer_id = contact.customer_id and contact.is_primary
                  and lower(contact.email) <> lower(staged.contact_email)""");
        run(
                """
                update contact set is_primary = true, name = staged.contact_name, email = staged.contact_email
                from staged_customer staged
                where staged.customer_id = contact.customer_id and lower(contact.email) = lower(staged.contact_email)
                  and staged.outcome = 'CHANGED'""");
        run(
                """
                insert into contact (id, customer_id, name, email, is_primary)
                select gen_random_uuid(), customer_id, contact_name, contact_email, true
                from staged_customer staged
                where not exists (
                    select from contact
                    where contact.customer_id = staged.customer_id
                      and lower(contact.email) = lower(staged.contact_email))""");
    }

    private LoadedCustomers counts() {
        return jdbc.sql(
                        """
                        select count(*) filter (where outcome = 'NEW') as added,
                            count(*) filter (where outcome = 'CHANGED') as changed,
                            count(*) filter (where outcome = 'UNCHANGED') as unchanged
                        from staged_customer""")
                .query(LoadedCustomers.class)
                .single();
    }

    /** The numbers of the customers that came out as NEW or CHANGED, by number. */
    List<String> numbers(String outcome) {
        return jdbc.sql(
                        """
                        select customer.number
                        from staged_customer staged join customer on customer.id = staged.customer_id
                        where staged.outcome = :outcome
                        order by customer.number""")
                .param("outcome", outcome)
                .query(String.class)
                .list();
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }
}
