package io.tenantry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.invoicing.BillingRuns;
import io.tenantry.invoicing.run.RunRegister;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes invoices that are billed and wait to be released, by the services of the billing run without its process. */
final class BilledInvoices {

    /** @param run the billing run that billed them and can release them */
    record Batch(String run, List<String> numbers) {

        int size() {
            return numbers.size();
        }
    }

    private static final String CONTRACTS =
            """
            with list as (
                insert into price_list (id, name, market, currency)
                values (gen_random_uuid(), :batch, 'DE', 'EUR')
                returning id),
            customers as (
                insert into customer (id, number, name, domain, country, street, city, postal_code, currency, vat_id)
                select gen_random_uuid(), :batch || '-' || n, 'Müller & Söhne ' || n, :batch || n || '.example', 'DE',
                       'Königstraße 1', 'Köln', '50667', 'EUR', 'DE123456789'
                from generate_series(1, :count) as n
                returning id, number),
            accounts as (
                insert into provider_account (id, number, provider, tenant_id, name, domain, discovered_at, customer_id,
                                              mapped_at, mapped_by)
                select gen_random_uuid(), number, 'partner-center', number, number, number, now(), id, now(), 'bench'
                from customers),
            profiles as (
                insert into payment_profile (id, number, customer_id, gateway, gateway_customer, gateway_payment_method,
                                             label, status, is_default)
                select gen_random_uuid(), number, id, 'stripe', 'cus_' || number, 'pm_card_visa', 'Visa', 'SYNCED', true
                from customers)
            insert into billing_contract (id, number, customer_id, name, status, start_date, frequency_months,
                                          billing_policy, proration_rule, proration_rule_version, billing_offset_days,
                                          next_invoice_date, payment_terms_days, currency, price_list_id, tax_rate,
                                          tax_name, process_refunds, is_default, billing_email, language, generate_pdf,
                                          auto_send_email, auto_sync_accounting, auto_charge)
            select gen_random_uuid(), number, customers.id, 'Licenses', 'ACTIVE', :today - 1, 1, 'ADVANCE', 'ACTUAL_MONTH',
                   1, 1, :today, 30, 'EUR', list.id, 19, 'VAT', 'YES', true,
                   'billing@' || number || '.example', 'de', true, true, true, true
            from customers, list
            """;

    /** Ten seats each, created and provisioned on the contract's first day. */
    private static final String SUBSCRIPTIONS =
            """
            with products as (
                insert into product (id, provider, provider_part_number, title, sku_title, publisher)
                values (gen_random_uuid(), 'partner-center', :batch, 'Microsoft 365 E5', 'Microsoft 365 E5', 'Microsoft')
                returning id),
            items as (
                insert into price_list_item (id, price_list_id, product_id, unit, term, selling_price, cost_price, valid)
                select gen_random_uuid(), l.id, p.id, 'MONTHLY', 'P1Y', 57, 50, '[2000-01-01,9999-12-31)'
                from products p, price_list l
                where l.name = :batch),
            subscriptions as (
                insert into subscription (id, number, name, status, customer_id, billing_contract_id, provider,
                                          provider_account_id, provider_part_number, product_id, quantity, term,
                                          billing_plan, start_date, auto_renew, billable, show_on_invoice,
                                          display_on_portal, channel, change_count)
                select gen_random_uuid(), c.number || '-' || n, 'Microsoft 365 E5', 'ACTIVE', c.customer_id, c.id,
                       'partner-center', a.id, :batch, p.id, 10, 'P1Y', 'monthly', c.start_date, true, true, true, true,
                       'PORTAL', 1
                from products p, generate_series(1, :lines) as n, billing_contract c
                join provider_account a on a.customer_id = c.customer_id
                where c.number like :batch || '-%'
                returning id, number, product_id, start_date)
            insert into license_change (id, number, subscription_id, sequence, event, quantity_delta, quantity_after,
                                        product_id, sales_unit, currency, unit_price, monthly_unit_price,
                                        effective_date, source, actor, reason, created_at, provisioning_status,
                                        billing_status, provider_request_id, provisioned_at, unit_months, sets_price)
            select gen_random_uuid(), number, id, 1, 'CREATE', 10, 10, product_id, 'MONTHLY', 'EUR', 57, 57, start_date,
                   'PORTAL', 'bench', 'bench', now(), 'PROVISIONED', 'ACTIVE', gen_random_uuid(), now(), 1, true
            from subscriptions
            """;

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final BillingRuns runs;
    private final RunRegister register;
    private final LocalDate today;

    BilledInvoices(ApplicationContext application) {
        sql = application.getBean(JdbcClient.class);
        transaction = application.getBean(TransactionTemplate.class);
        runs = application.getBean(BillingRuns.class);
        register = application.getBean(RunRegister.class);
        today = LocalDate.now(application.getBean(Clock.class));
    }

    /** As many customers with a contract, a subscription and now an invoice each. */
    Batch bill(String batch, int count) {
        return bill(batch, count, 1);
    }

    /** With as many subscriptions each, which makes as many lines. */
    Batch bill(String batch, int count, int lines) {
        transaction.executeWithoutResult(status -> {
            sql.sql(CONTRACTS)
                    .param("batch", batch)
                    .param("count", count)
                    .param("today", today)
                    .update();
            sql.sql(SUBSCRIPTIONS).param("batch", batch).param("lines", lines).update();
        });
        var run = register.open(today, "bench");
        runs.selectDueContracts(run);
        runs.checkContracts(run);
        while (runs.invoiceNextChunk(run)) {}
        var numbers = numbers(run);
        assertThat(numbers).as("invoices of " + batch).hasSize(count);
        return new Batch(run, numbers);
    }

    private List<String> numbers(String run) {
        return sql.sql(
                        """
                        select i.number
                        from invoice i
                        join billing_run r on r.id = i.billing_run_id
                        where r.number = :run and i.status = 'BILLED' and i.released_at is null
                        order by i.number
                        """)
                .param("run", run)
                .query(String.class)
                .list();
    }
}
