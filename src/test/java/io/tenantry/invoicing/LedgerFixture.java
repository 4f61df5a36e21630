package io.tenantry.invoicing;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Customers, contracts, subscriptions and changes as rows, for tests of what is billed for them. */
public final class LedgerFixture {

    /** A contract's terms; the rest is usual: EUR, 19 % VAT, refunds on, billed one day later. */
    public record Terms(String start, String end, int months, String policy, String currency, String nextInvoice) {

        public static Terms monthly(String start) {
            return advance(start, 1);
        }

        public static Terms advance(String start, int months) {
            return new Terms(
                    start,
                    null,
                    months,
                    "ADVANCE",
                    "EUR",
                    LocalDate.parse(start).plusDays(1).toString());
        }

        public static Terms arrears(String start, int months) {
            var next = LocalDate.parse(start).plusMonths(months).plusDays(1).toString();
            return new Terms(start, null, months, "ARREARS", "EUR", next);
        }

        public Terms until(String firstDayNotBilled) {
            return new Terms(start, firstDayNotBilled, months, policy, currency, nextInvoice);
        }

        public Terms in(String otherCurrency) {
            return new Terms(start, end, months, policy, otherCurrency, nextInvoice);
        }

        public Terms nextOn(String day) {
            return new Terms(start, end, months, policy, currency, day);
        }
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final List<UUID> contracts = new ArrayList<>();

    public LedgerFixture(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** A contract of a customer of its own. */
    public UUID contract(Terms terms) {
        var id = UUID.randomUUID();
        var tag = id.toString().substring(0, 13);
        transaction.executeWithoutResult(status -> {
            var customer = customer(tag, terms.currency());
            insertContract(id, customer, priceList(tag, terms.currency()), terms);
        });
        contracts.add(id);
        return id;
    }

    /** A subscription of a product of its own, without changes yet. */
    public UUID subscription(UUID contract, String name) {
        var id = UUID.randomUUID();
        var product = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into product (id, provider, provider_part_number, title, sku_title, publisher)
                        values (:id, 'partner-center', :part, :name, :name, 'Microsoft')
                        """)
                .param("id", product)
                .param("part", part(id))
                .param("name", name)
                .update();
        jdbc.sql(
                        """
                        insert into price_list_item (id, price_list_id, product_id, unit, term, selling_price,
                                                     cost_price, valid)
                        select gen_random_uuid(), c.price_list_id, :product, 'MONTHLY', 'P1Y', 12, 8,
                               daterange('1990-01-01', '9999-12-31')
                        from billing_contract c
                        where c.id = :contract
                        """)
                .param("product", product)
                .param("contract", contract)
                .update();
        jdbc.sql(
                        """
                        insert into subscription (id, number, name, status, customer_id, billing_contract_id, provider,
                                                  provider_account_id, provider_part_number, product_id, quantity, term,
                                                  billing_plan, start_date, auto_renew, billable, show_on_invoice,
                                                  display_on_portal, channel)
                        select :id, :number, :name, 'ACTIVE', c.customer_id, c.id, 'partner-center', a.id, :part,
                               :product, 0, 'P1Y', 'monthly', c.start_date, true, true, true, true, 'PORTAL'
                        from billing_contract c
                        join provider_account a on a.customer_id = c.customer_id
                        where c.id = :contract
                        """)
                .param("id", id)
                .param("number", "SUB-" + id.toString().substring(0, 13))
                .param("name", name)
                .param("part", part(id))
                .param("product", product)
                .param("contract", contract)
                .update();
        return id;
    }

    /** Appends a change; {@code price} is per month, null for none. Returns its id. */
    public UUID change(UUID subscription, String effective, int delta, String price) {
        return change(subscription, effective, delta, price, true);
    }

    public UUID change(UUID subscription, String effective, int delta, String price, boolean refund) {
        var id = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            jdbc.sql(
                            "update subscription set quantity = quantity + :delta, change_count = change_count + 1 where id = :id")
                    .param("delta", delta)
                    .param("id", subscription)
                    .update();
            insertChange(id, subscription, new Change(effective, delta, price, refund));
        });
        return id;
    }

    /** The subscription is of another one's product from a day on, at a price. */
    public void productOf(UUID other, UUID subscription, String effective, String price) {
        jdbc.sql(
                        """
                        update subscription s set product_id = o.product_id, provider_part_number = o.provider_part_number
                        from subscription o
                        where s.id = :subscription and o.id = :other
                        """)
                .param("subscription", subscription)
                .param("other", other)
                .update();
        change(subscription, effective, 0, price);
    }

    /** Takes a change out of billing, or brings it back, with the row that says why. */
    public static void bill(JdbcClient jdbc, UUID change, String status, String reason) {
        jdbc.sql(
                        """
                        with before as (select id, billing_status from license_change where id = :id),
                        moved as (
                            update license_change set billing_status = :status where id = :id returning id
                        )
                        insert into status_change (id, license_change_id, kind, from_status, to_status, actor, reason, at)
                        select nextval('status_change_id'), moved.id, 'BILLING', before.billing_status, :status,
                               'auditor', :reason, now()
                        from moved join before using (id)
                        """)
                .param("id", change)
                .param("status", status)
                .param("reason", reason)
                .update();
    }

    /** Takes the contracts out of every later run. */
    public void close() {
        jdbc.sql("update billing_contract set status = 'INACTIVE' where id = any(:ids)")
                .param("ids", contracts.toArray(UUID[]::new))
                .update();
    }

    private record Change(String effective, int delta, String price, boolean refund) {}

    private void insertChange(UUID id, UUID subscription, Change change) {
        jdbc.sql(
                        """
                        insert into license_change (id, number, subscription_id, sequence, event, quantity_delta,
                                                    quantity_after, product_id, currency, unit_price,
                                                    monthly_unit_price,
                                                    sales_unit, unit_months, sets_price,
                                                    effective_date, source, actor, reason, created_at, refund,
                                                    provisioning_status, billing_status, provider_request_id)
                        select :id, :number, s.id,
                               1 + (select count(*) from license_change g where g.subscription_id = s.id),
                               'UPDATE', :delta, s.quantity, s.product_id, c.currency, :price, :price, 'MONTHLY', 1,
                               not exists (select 1 from license_change g
                                           where g.subscription_id = s.id and g.sequence = s.change_count - 1
                                             and g.monthly_unit_price is not distinct from :price),
                               :effective, 'PORTAL', 'test', 'test', now(), :refund, 'PROVISIONED', 'ACTIVE', gen_random_uuid()
                        from subscription s
                        join billing_contract c on c.id = s.billing_contract_id
                        where s.id = :subscription
                        """)
                .param("id", id)
                .param("number", "LCL-" + id.toString().substring(0, 13))
                .param("delta", change.delta())
                .param("price", change.price() == null ? null : new BigDecimal(change.price()))
                .param("effective", Date.valueOf(change.effective()))
                .param("refund", change.refund())
                .param("subscription", subscription)
                .update();
    }

    private UUID customer(String tag, String currency) {
        var id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into customer (id, number, name, domain, country, street, city, postal_code, currency,
                                              vat_id)
                        values (:id, :number, :name, :domain, 'DE', 'Königstraße 1 <b>', 'Köln', '50667', :currency,
                                'DE123456789')
                        """)
                .param("id", id)
                .param("number", "CUS-" + tag)
                .param("name", "Müller & Söhne " + tag)
                .param("domain", tag + ".example")
                .param("currency", currency)
                .update();
        jdbc.sql(
                        """
                        insert into provider_account (id, number, provider, tenant_id, name, domain, discovered_at,
                                                      customer_id, mapped_at, mapped_by)
                        values (gen_random_uuid(), :number, 'partner-center', :tag, :tag, :tag, now(), :customer, now(),
                                'test')
                        """)
                .param("number", "PA-" + tag)
                .param("tag", tag)
                .param("customer", id)
                .update();
        return id;
    }

    private UUID priceList(String tag, String currency) {
        var id = UUID.randomUUID();
        jdbc.sql("insert into price_list (id, name, market, currency) values (:id, :name, 'DE', :currency)")
                .param("id", id)
                .param("name", "Retail " + tag)
                .param("currency", currency)
                .update();
        return id;
    }

    private void insertContract(UUID id, UUID customer, UUID priceList, Terms terms) {
        jdbc.sql(
                        """
                        insert into billing_contract (id, number, customer_id, name, status, start_date, end_date,
                                                      frequency_months, billing_policy, proration_rule,
                                                      proration_rule_version, billing_offset_days, next_invoice_date,
                                                      payment_terms_days, currency, price_list_id, tax_rate, tax_name,
                                                      process_refunds, is_default, billing_email, more_recipients,
                                                      language, generate_pdf, auto_send_email, auto_sync_accounting,
                                                      auto_charge)
                        values (:id, :number, :customer, 'Licenses', 'ACTIVE', cast(:start as date),
                                cast(:end as date), :months, :policy, 'ACTUAL_MONTH', 1, 1,
                                cast(:next as date), 30, :currency, :priceList, 19, 'VAT', 'YES', true,
                                'billing@customer.example', '{boss@customer.example}', 'de', true, true, true, true)
                        """)
                .param("id", id)
                .param("number", "CON-" + id.toString().substring(0, 13))
                .param("customer", customer)
                .param("start", terms.start())
                .param("end", terms.end())
                .param("months", terms.months())
                .param("policy", terms.policy())
                .param("next", terms.nextInvoice())
                .param("currency", terms.currency())
                .param("priceList", priceList)
                .update();
    }

    private static String part(UUID subscription) {
        return "TEST:" + subscription.toString().substring(0, 8);
    }
}
