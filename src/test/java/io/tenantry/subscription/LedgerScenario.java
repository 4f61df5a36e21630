package io.tenantry.subscription;

import io.tenantry.ScenarioTest;
import io.tenantry.catalog.OfferedProduct;
import io.tenantry.catalog.Products;
import io.tenantry.catalog.QuantityReduction;
import io.tenantry.contract.AutomationToggles;
import io.tenantry.contract.BillingContractTerms;
import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.BillingContracts;
import io.tenantry.customer.CustomerView;
import io.tenantry.customer.Customers;
import io.tenantry.customer.NewCustomer;
import io.tenantry.customer.ProviderAccountView;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.customer.TenantFound;
import io.tenantry.pricing.PriceLists;
import io.tenantry.pricing.PriceSheets;
import io.tenantry.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A customer with a tenant, a contract in US dollars and a product of its own, in the whole application. */
abstract class LedgerScenario extends ScenarioTest {

    static final String PROVIDER = "partner-center";

    @Autowired
    Subscriptions subscriptions;

    @Autowired
    LicenseChanges changes;

    @Autowired
    ScheduledLicenseChanges scheduledChanges;

    @Autowired
    LedgerForBilling billing;

    @Autowired
    Customers customers;

    @Autowired
    ProviderAccounts accounts;

    @Autowired
    BillingContracts contracts;

    @Autowired
    Products products;

    @Autowired
    PriceLists priceLists;

    @Autowired
    PriceSheets sheets;

    @Autowired
    JdbcClient jdbc;

    CustomerView customer;
    ProviderAccountView tenant;
    BillingContractView contract;
    String part;
    String name;

    @BeforeEach
    void bringATenantThatBuys() {
        name = "l" + UUID.randomUUID().toString().substring(0, 12);
        sheets.load(LedgerScenario.class.getResourceAsStream("/demo/price-sheet-us.csv"), null);
        customer = customers.create(
                new NewCustomer(name, name + ".example", "US", "1 Main Street", "Seattle", "98101", "USD", null), null);
        tenant = accounts.map(aTenant(name).number(), customer.number(), "Signed the offer");
        contract = contracts.create(customer.number(), terms());
        part = aPart("ALLOWED", null);
    }

    LocalDate today() {
        return time.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    ProviderAccountView aTenant(String tenantId) {
        accounts.record(List.of(new TenantFound(PROVIDER, tenantId, "Contoso", tenantId + ".onmicrosoft.com")));
        return accounts.find(PROVIDER, tenantId).orElseThrow();
    }

    String aPart(String behavior, @Nullable Integer window) {
        var number = "T"
                + UUID.randomUUID().toString().substring(0, 11).replace("-", "").toUpperCase() + ":0001";
        products.record(PROVIDER, List.of(new OfferedProduct(number, "Seats of " + name, "Seats", "Microsoft")));
        var rule = new QuantityReduction(QuantityReduction.Behavior.valueOf(behavior), window);
        products.change(
                PROVIDER,
                number,
                new Products.ProductRules(
                        rule, true, null, products.get(PROVIDER, number).version()));
        return number;
    }

    NewSubscription tenSeats() {
        return order(part, 10, null);
    }

    NewSubscription anAddOnOf(String parent) {
        return order(part, 10, parent);
    }

    NewSubscription order(String partNumber, int quantity, @Nullable String parent) {
        listed(partNumber, "12.00");
        return new NewSubscription(
                tenant.number(),
                partNumber,
                null,
                null,
                quantity,
                "MONTHLY",
                "P1Y",
                "MONTHLY",
                Money.of("12.00", "USD"),
                today(),
                true,
                parent,
                true,
                true,
                true);
    }

    /** A price list item of the contract's list, unless there is one. */
    void listed(String partNumber, String price) {
        listed(PROVIDER, partNumber, price);
    }

    void listed(String provider, String partNumber, String price) {
        jdbc.sql(
                        """
                        insert into price_list_item
                            (id, price_list_id, product_id, unit, term, selling_price, cost_price, valid)
                        values (gen_random_uuid(), :list, :product, 'MONTHLY', 'P1Y', cast(:price as numeric), 1,
                                daterange(:from, date '9999-12-31'))
                        on conflict do nothing""")
                .param("list", contract.priceListId())
                .param("product", products.get(provider, partNumber).id())
                .param("price", price)
                .param("from", today().minusDays(100))
                .update();
    }

    /** Ten seats at 12.00 USD a month, provisioned today. */
    String tenProvisionedSeats() {
        var number = subscriptions.create(tenSeats()).number();
        changes.provisioned(lastChange(number));
        return number;
    }

    ProvisioningStatus statusOf(String change) {
        return changes.get(change).change().provisioningStatus();
    }

    String lastChange(String subscription) {
        return jdbc.sql(
                        """
                        select change.number from license_change change
                        join subscription on subscription.id = change.subscription_id
                        where subscription.number = :number order by change.sequence desc limit 1""")
                .param("number", subscription)
                .query(String.class)
                .single();
    }

    List<BillableChange> ledgerOf(String subscription) {
        return billing.of(List.of(contract.id())).get(contract.id()).stream()
                .filter(each -> each.number().equals(subscription))
                .findFirst()
                .orElseThrow()
                .changes();
    }

    long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private BillingContractTerms terms() {
        return new BillingContractTerms(
                "Monthly of " + name,
                today().minusYears(2),
                null,
                1,
                BillingContractTerms.BillingPolicy.ADVANCE,
                BillingContractTerms.Proration.DEFAULT,
                1,
                null,
                14,
                "USD",
                null,
                false,
                new BigDecimal("10"),
                "Sales tax",
                null,
                BillingContractTerms.ProcessRefunds.YES,
                true,
                null,
                null,
                List.of(),
                "en",
                null,
                new AutomationToggles(true, true, true, true));
    }
}
