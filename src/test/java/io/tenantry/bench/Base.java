package io.tenantry.bench;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A base of customers as a reseller has it: monthly contracts that start on any day of a month, one to five
 * subscriptions each, and changes of seats in the middle of months. Written in a few statements with the ledger's triggers
 * off; the sum of the changes is the quantity all the same. Keys rise with the time of writing, as the application's do.
 */
public final class Base {

    private static final String CATALOG =
            """
            with list as (
                insert into price_list (id, name, market, currency)
                values (gen_random_uuid(), 'bench', 'DE', 'EUR') returning id),
            products as (
                insert into product (id, provider, provider_part_number, title, sku_title, publisher)
                select gen_random_uuid(), 'partner-center', 'BENCH' || n || ':0001', 'Microsoft 365 Plan ' || n,
                       'Microsoft 365 Plan ' || n, 'Microsoft'
                from generate_series(0, 19) as n
                returning id, provider_part_number)
            insert into price_list_item (id, price_list_id, product_id, unit, term, selling_price, cost_price, valid)
            select gen_random_uuid(), list.id, products.id, 'MONTHLY', 'P1Y',
                   4.20 + 2.35 * substring(provider_part_number from '[0-9]+')::int, 3, '[2000-01-01,9999-12-31)'
            from list, products
            """;

    private static final String CUSTOMERS =
            """
            with customers as (
                insert into customer (id, number, name, domain, country, street, city, postal_code, currency, vat_id)
                select cast(lpad(to_hex(n), 32, '0') as uuid), 'BENCH-' || n, 'Müller & Söhne ' || n,
                       'bench' || n || '.example', 'DE', 'Königstraße ' || n, 'Köln', '50667', 'EUR', 'DE123456789'
                from generate_series(1, :count) as n
                returning id, number)
            insert into provider_account (id, number, provider, tenant_id, name, domain, discovered_at, customer_id,
                                          mapped_at, mapped_by)
            select gen_random_uuid(), number, 'partner-center', number, number, number, now(), id, now(), 'bench'
            from customers
            """;

    private static final String CONTRACTS =
            """
            insert into billing_contract (id, number, customer_id, name, status, start_date, frequency_months,
                                          billing_policy, proration_rule, proration_rule_version, billing_offset_days,
                                          next_invoice_date, payment_terms_days, currency, price_list_id, tax_rate,
                                          tax_name, process_refunds, is_default, billing_email, language, generate_pdf,
                                          auto_send_email, auto_sync_accounting, auto_charge)
            select k.id, k.number, k.id, 'Licenses', 'ACTIVE', started.day, 1, 'ADVANCE', 'ACTUAL_MONTH', 1,
                   1, started.day + 1, 30, 'EUR', list.id, 19, 'VAT', 'YES', true,
                   'billing@' || k.domain, 'de', true, true, true, true
            from customer k
            cross join lateral (select cast(:start as date) + substring(k.number from 7)::int % 27 as day) started
            join price_list list on list.name = 'bench'
            where k.number like 'BENCH-%'
            """;

    /** One to five by the contract's number: three on average. */
    private static final String SUBSCRIPTIONS =
            """
            insert into subscription (id, number, name, status, customer_id, billing_contract_id, provider,
                                      provider_account_id, provider_part_number, product_id, quantity, sales_unit,
                                      price_list_id, currency, unit_price, monthly_unit_price, term, billing_plan,
                                      start_date, auto_renew, billable, show_on_invoice, display_on_portal, channel,
                                      provisioned_at, change_count, unit_months, price_list_item_id)
            select cast(lpad(to_hex(8 * substring(c.number from 7)::int + n), 32, '0') as uuid), c.number || '-' || n,
                   p.title, 'ACTIVE', c.customer_id, c.id, 'partner-center',
                   a.id, p.provider_part_number, p.id, 5 + (hashtext(c.number || n) & 63), 'MONTHLY', c.price_list_id,
                   'EUR', i.selling_price, i.selling_price, 'P1Y', 'monthly', c.start_date, true, true, true, true,
                   'PORTAL', now(), 1, 1, i.id
            from billing_contract c
            join provider_account a on a.customer_id = c.customer_id
            cross join lateral generate_series(1, 1 + substring(c.number from 7)::int % 5) as n
            join product p on p.provider_part_number = 'BENCH' || ((hashtext(c.number || '-' || n) & 1023) % 20) || ':0001'
            join price_list_item i on i.product_id = p.id
            where c.number like 'BENCH-%'
            """;

    private static final String FIRST_CHANGES =
            """
            insert into license_change (id, number, subscription_id, sequence, event, quantity_delta, quantity_after,
                                        product_id, sales_unit, currency, unit_price, monthly_unit_price,
                                        effective_date, source, actor, reason, created_at, provisioning_status,
                                        billing_status, provider_request_id, provisioned_at, unit_months, sets_price,
                                        price_list_item_id)
            select gen_random_uuid(), 'LCL-' || s.number, s.id, 1, 'CREATE', s.quantity, s.quantity, s.product_id,
                   s.sales_unit, s.currency, s.unit_price, s.monthly_unit_price, s.start_date, 'PORTAL', 'bench', 'bench',
                   now(), 'PROVISIONED', 'ACTIVE', gen_random_uuid(), now(), 1, true, s.price_list_item_id
            from subscription s
            where s.number like 'BENCH-%'
            """;

    /** On a day within the contract's cycle of that month; seats come and go, but never the last. */
    private static final String CHANGES =
            """
            with changed as (
                update subscription s
                set quantity = s.quantity + move.delta, change_count = s.change_count + 1
                from billing_contract c
                cross join lateral (select hashtext(c.number || :month) & 1048575 as dice) d
                cross join lateral (select case when d.dice % 3 = 0 then -1 else 1 + d.dice % 4 end as delta) move
                where c.id = s.billing_contract_id and s.number like 'BENCH-%'
                  and (hashtext(s.number || :month) & 1048575) % 1000 < :permille
                  and s.quantity + move.delta > 0
                returning s.*, move.delta, c.start_date + make_interval(months => :month) as cycle_start, d.dice)
            insert into license_change (id, number, subscription_id, sequence, event, quantity_delta, quantity_after,
                                        product_id, sales_unit, currency, unit_price, monthly_unit_price,
                                        effective_date, source, actor, reason, created_at, provisioning_status,
                                        billing_status, provider_request_id, provisioned_at, unit_months, sets_price,
                                        price_list_item_id)
            select gen_random_uuid(), 'LCL-' || number || '-' || change_count, id, change_count, 'UPDATE', delta, quantity,
                   product_id, sales_unit, currency, unit_price, monthly_unit_price,
                   cast(cycle_start + make_interval(days => 2 + dice % 24) as date), 'PORTAL', 'bench', 'bench', now(),
                   'PROVISIONED', 'ACTIVE', gen_random_uuid(), now(), 1, false, price_list_item_id
            from changed
            """;

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final LocalDate start;

    /** @param start the first of the month in which all contracts start */
    public Base(JdbcClient sql, TransactionTemplate transaction, LocalDate start) {
        this.sql = sql;
        this.transaction = transaction;
        this.start = start;
    }

    public void create(int contracts) {
        withoutTriggers(() -> {
            sql.sql(CATALOG).update();
            sql.sql(CUSTOMERS).param("count", contracts).update();
            sql.sql(CONTRACTS).param("start", start).update();
            sql.sql(SUBSCRIPTIONS).update();
            sql.sql(FIRST_CHANGES).update();
        });
        sql.sql("analyze").update();
    }

    /**
     * What people change after the cycles of a month are billed; it is billed with the next ones.
     *
     * @param month counted from 0
     * @param permille of the subscriptions
     */
    public void change(int month, int permille) {
        withoutTriggers(() -> sql.sql(CHANGES)
                .param("month", month)
                .param("permille", permille)
                .update());
    }

    private void withoutTriggers(Runnable work) {
        transaction.executeWithoutResult(status -> {
            triggers("disable");
            work.run();
            triggers("enable");
        });
    }

    private void triggers(String state) {
        sql.sql("alter table subscription " + state + " trigger user").update();
        sql.sql("alter table license_change " + state + " trigger user").update();
    }
}
