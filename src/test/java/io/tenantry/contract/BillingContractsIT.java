package io.tenantry.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.ScenarioTest;
import io.tenantry.audit.AuditTrail;
import io.tenantry.customer.CustomerView;
import io.tenantry.customer.Customers;
import io.tenantry.customer.NewCustomer;
import io.tenantry.pricing.PriceListView;
import io.tenantry.pricing.PriceLists;
import io.tenantry.pricing.PriceSheets;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Billing contracts and payment profiles against the real database. */
class BillingContractsIT extends ScenarioTest {

    @Autowired
    private BillingContracts contracts;

    @Autowired
    private PaymentProfiles profiles;

    @Autowired
    private Customers customers;

    @Autowired
    private PriceSheets sheets;

    @Autowired
    private PriceLists lists;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private CustomerView customer;
    private PriceListView dollars;

    @BeforeEach
    void bringACustomerAndAPriceList() {
        var domain = "b" + UUID.randomUUID().toString().substring(0, 8) + ".example";
        customer = customers.create(
                new NewCustomer("Contoso", domain, "US", "1 Main Street", "Seattle", "98101", "USD", null), null);
        dollars = sheets.load(BillingContractsIT.class.getResourceAsStream("/demo/price-sheet-us.csv"), null)
                .priceList();
    }

    @Test
    void opensAContractOnTheDefaultPriceListOfItsCurrency() {
        var contract = contracts.create(customer.number(), Terms.monthly("USD").terms());

        assertThat(contract.number()).matches("BC-\\d{6}");
        assertThat(contract.priceListId())
                .isEqualTo(lists.defaultOf("USD").orElseThrow().id());
        assertThat(contract.status()).isEqualTo("ACTIVE");
        assertThat(contract.moreRecipients()).containsExactly("cfo@contoso.example", "audit@contoso.example");
        assertThat(contracts.get(contract.id())).isEqualTo(contracts.get(contract.number()));
        assertThat(contracts.defaultOf(customer.id())).contains(contracts.get(contract.number()));
        assertThat(audit.of(contract.number())).extracting("action").containsExactly("billing-contract-created");
    }

    @Test
    void invoicesFirstAfterTheStartInAdvanceAndAfterTheEndInArrears() {
        var advance = contracts.create(customer.number(), Terms.monthly("USD").terms());
        var arrears = contracts.create(
                customer.number(), Terms.monthly("USD").notDefault().inArrears().terms());

        assertThat(advance.nextInvoiceDate()).isEqualTo("2026-01-02");
        assertThat(arrears.nextInvoiceDate()).isEqualTo("2026-02-02");
    }

    @Test
    void keepsTheVersionOfItsRuleWhenANewOneIsPublished() {
        transaction.executeWithoutResult(status -> {
            var monthly = Terms.monthly("USD").terms();
            var contract = contracts.create(customer.number(), monthly);
            publishVersionTwo();

            var changed = contracts.change(
                    contract.number(), Terms.monthly("USD").offset(3).terms(), contract.version());
            var newer = contracts.create(
                    customer.number(), Terms.monthly("USD").notDefault().terms());

            assertThat(contract.prorationRuleVersion()).isEqualTo(1);
            assertThat(changed.prorationRuleVersion()).isEqualTo(1);
            assertThat(newer.prorationRuleVersion()).isEqualTo(2);
            status.setRollbackOnly();
        });
    }

    /** And a third one that is not in force yet. */
    private void publishVersionTwo() {
        jdbc.sql(
                        """
                        insert into proration_rule (name, version, prorate_unit, description, valid_from)
                        values ('ACTUAL_MONTH', 2, 'DAYS', 'Better', '2026-01-01'),
                               ('ACTUAL_MONTH', 3, 'DAYS', 'Better still', '9999-01-01')
                        """)
                .update();
    }

    @Test
    void refusesASecondDefault() {
        var first = contracts.create(customer.number(), Terms.monthly("USD").terms());

        assertThatThrownBy(() ->
                        contracts.create(customer.number(), Terms.monthly("USD").terms()))
                .isInstanceOf(Conflict.class)
                .hasMessage("Billing contract " + first.number()
                        + " is the customer's default already; take that from it first");
    }

    @Test
    void refusesAFrequencyThatIsNoMappedUnit() {
        assertThatThrownBy(() -> contracts.create(
                        customer.number(), Terms.monthly("USD").every(7).terms()))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith(
                        "A billing frequency of 7 months is no mapped unit; map one, or use 1 (MONTHLY)");
    }

    @Test
    void refusesACurrencyWithoutAPriceList() {
        assertThatThrownBy(() ->
                        contracts.create(customer.number(), Terms.monthly("CLP").terms()))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("There is no default price list in CLP");
    }

    @Test
    void refusesAPriceListInAnotherCurrencyUnlessConversionIsAllowed() {
        var euros = Terms.monthly("EUR").on(dollars.id());

        assertThatThrownBy(() -> contracts.create(customer.number(), euros.terms()))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("Price list '" + dollars.name() + "' is in USD and the contract in EUR");

        var converted = contracts.create(customer.number(), euros.converting().terms());
        assertThat(converted.currency()).isEqualTo("EUR");
        assertThat(converted.priceList()).isEqualTo(dollars.name());
    }

    @Test
    void keepsItsOwnTaxRateOnceItIsInvoiced() {
        var terms = Terms.monthly("USD");
        var created = contracts.create(customer.number(), terms.terms());
        var reduced = contracts.change(created.number(), terms.terms("7"), created.version());
        assertThat(reduced.taxRate()).isEqualByComparingTo("7");

        jdbc.sql("update billing_contract set invoiced = true where id = :id")
                .param("id", created.id())
                .update();

        assertThatThrownBy(() -> contracts.change(created.number(), terms.terms("19"), reduced.version()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("has been invoiced at 7 %")
                .hasMessageContaining("Name a tax service, whose rates have dates");
        assertThat(contracts
                        .change(created.number(), terms.terms("7.0"), reduced.version())
                        .taxRate())
                .isEqualByComparingTo("7");
    }

    @Test
    void changesAnythingUntilTheFirstInvoiceAndKeepsTheCyclesAfterwards() {
        var contract = contracts.create(customer.number(), Terms.monthly("USD").terms());

        var quarterly = contracts.change(
                contract.number(), Terms.monthly("USD").every(3).inArrears().terms(), contract.version());
        assertThat(quarterly.nextInvoiceDate()).isEqualTo("2026-04-02");

        contracts.advanceNextInvoiceDate(contract.id(), LocalDate.of(2026, 7, 2));
        var billed = contracts.get(contract.number());
        assertThatThrownBy(() -> contracts.change(
                        contract.number(), Terms.monthly("USD").inArrears().terms(), billed.version()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("has been invoiced");
        var later = contracts.change(
                contract.number(),
                Terms.monthly("USD").every(3).inArrears().offset(5).terms(),
                billed.version());
        assertThat(later.nextInvoiceDate()).isEqualTo("2026-07-06");
    }

    @Test
    void advancesTheNextInvoiceDateForwardOnly() {
        var contract = contracts.create(customer.number(), Terms.monthly("USD").terms());

        contracts.advanceNextInvoiceDate(contract.id(), LocalDate.of(2026, 2, 2));
        contracts.advanceNextInvoiceDate(contract.id(), LocalDate.of(2026, 2, 2));

        assertThat(contracts.get(contract.number()).nextInvoiceDate()).isEqualTo("2026-02-02");
        assertThat(audit.of(contract.number()))
                .extracting("action")
                .containsExactly("billing-contract-created", "next-invoice-date-advanced");
        assertThatThrownBy(() -> contracts.advanceNextInvoiceDate(contract.id(), LocalDate.of(2026, 1, 2)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("it cannot go back to 2026-01-02");
    }

    @Test
    void switchesWhatHappensAfterAnInvoice() {
        var contract = contracts.create(customer.number(), Terms.monthly("USD").terms());

        var changed = contracts.automate(
                contract.number(), new AutomationToggles(true, false, false, false), contract.version());

        assertThat(changed.toggles()).isEqualTo(new AutomationToggles(true, false, false, false));
        assertThatThrownBy(() -> contracts.automate(
                        contract.number(), new AutomationToggles(true, true, true, true), contract.version()))
                .isInstanceOf(Stale.class);
    }

    @Test
    void aDeactivatedContractIsNoDefaultAnyMore() {
        var contract = contracts.create(customer.number(), Terms.monthly("USD").terms());

        var ended = contracts.deactivate(contract.number(), "Customer left", contract.version());

        assertThat(ended.status()).isEqualTo("INACTIVE");
        assertThat(contracts.defaultOf(customer.id())).isEmpty();
        assertThat(contracts.of(customer.number(), Paging.first()).items())
                .extracting("number")
                .containsExactly(contract.number());
        assertThat(contracts
                        .create(customer.number(), Terms.monthly("USD").terms())
                        .isDefault())
                .isTrue();
    }

    @Test
    void chargesTheContractsOwnProfileElseTheDefault() {
        var first = profiles.create(customer.number(), stripe("pm_1", false));
        var second = profiles.create(customer.number(), stripe("pm_2", false));
        var plain = contracts.create(customer.number(), Terms.monthly("USD").terms());
        var own = contracts.create(
                customer.number(),
                Terms.monthly("USD").notDefault().paidBy(second.number()).terms());

        assertThat(first.isDefault()).isTrue();
        assertThat(profiles.chargedFor(plain)).contains(profiles.get(first.number()));
        assertThat(profiles.chargedFor(own)).contains(profiles.get(second.number()));
    }

    @Test
    void repairsADeclinedCardAndStaysSynced() {
        var profile = profiles.create(customer.number(), stripe("pm_declined", true));
        var synced = profiles.sync(profile.number());

        var repaired =
                profiles.replace(profile.number(), new PaymentMethod("pm_good", "Visa •••• 4242"), synced.version());

        assertThat(profile.status()).isEqualTo("PENDING");
        assertThat(repaired.status()).isEqualTo("SYNCED");
        assertThat(repaired.gatewayPaymentMethod()).isEqualTo("pm_good");
        assertThatThrownBy(() ->
                        profiles.replace(profile.number(), new PaymentMethod("pm_other", "Visa"), synced.version()))
                .isInstanceOf(Stale.class);
        assertThat(audit.of(profile.number()))
                .extracting("action")
                .containsExactly("payment-profile-created", "payment-profile-synced", "payment-method-replaced");
    }

    @Test
    void keepsOneDefaultProfileAndNoneThatIsInactive() {
        var first = profiles.create(customer.number(), stripe("pm_1", true));
        var second = profiles.create(customer.number(), stripe("pm_2", true));

        assertThat(profiles.of(customer.number())).extracting("isDefault").containsExactly(false, true);

        profiles.deactivate(second.number(), profiles.get(second.number()).version());
        assertThatThrownBy(() -> profiles.makeDefault(
                        second.number(), profiles.get(second.number()).version()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is inactive");
        assertThat(profiles.makeDefault(
                                first.number(), profiles.get(first.number()).version())
                        .isDefault())
                .isTrue();
    }

    @Test
    void refusesAnotherCustomersProfile() {
        var stranger = customers.create(
                new NewCustomer("Other", "x" + customer.domain(), "US", "2", "Seattle", "98101", "USD", null), null);
        var profile = profiles.create(stranger.number(), stripe("pm_1", true));

        assertThatThrownBy(() -> contracts.create(
                        customer.number(),
                        Terms.monthly("USD").paidBy(profile.number()).terms()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("belongs to another customer");
    }

    private static NewPaymentProfile stripe(String method, boolean isDefault) {
        return new NewPaymentProfile("stripe", "cus_1", new PaymentMethod(method, "Visa •••• 0002"), isDefault, true);
    }

    /** Terms that read aloud. */
    private record Terms(
            String currency,
            int months,
            BillingContractTerms.BillingPolicy policy,
            int offset,
            UUID priceList,
            boolean conversion,
            boolean isDefault,
            String profile) {

        static Terms monthly(String currency) {
            return new Terms(currency, 1, BillingContractTerms.BillingPolicy.ADVANCE, 1, null, false, true, null);
        }

        Terms every(int newMonths) {
            return new Terms(currency, newMonths, policy, offset, priceList, conversion, isDefault, profile);
        }

        Terms inArrears() {
            var arrears = BillingContractTerms.BillingPolicy.ARREARS;
            return new Terms(currency, months, arrears, offset, priceList, conversion, isDefault, profile);
        }

        Terms offset(int days) {
            return new Terms(currency, months, policy, days, priceList, conversion, isDefault, profile);
        }

        Terms on(UUID list) {
            return new Terms(currency, months, policy, offset, list, conversion, isDefault, profile);
        }

        Terms converting() {
            return new Terms(currency, months, policy, offset, priceList, true, isDefault, profile);
        }

        Terms notDefault() {
            return new Terms(currency, months, policy, offset, priceList, conversion, false, profile);
        }

        Terms paidBy(String number) {
            return new Terms(currency, months, policy, offset, priceList, conversion, isDefault, number);
        }

        BillingContractTerms terms() {
            return terms("19");
        }

        BillingContractTerms terms(String taxRate) {
            return new BillingContractTerms(
                    "Contoso-CSP-Monthly",
                    LocalDate.of(2026, 1, 1),
                    null,
                    months,
                    policy,
                    BillingContractTerms.Proration.DEFAULT,
                    offset,
                    null,
                    14,
                    currency,
                    priceList,
                    conversion,
                    new BigDecimal(taxRate),
                    "VAT",
                    null,
                    BillingContractTerms.ProcessRefunds.USE_GLOBAL,
                    isDefault,
                    "Accounts Payable",
                    "ap@contoso.example",
                    List.of("cfo@contoso.example", "audit@contoso.example"),
                    "en",
                    profile,
                    new AutomationToggles(true, true, true, true));
        }
    }
}
