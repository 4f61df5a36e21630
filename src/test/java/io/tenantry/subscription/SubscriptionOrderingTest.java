package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

import io.tenantry.catalog.ProductView;
import io.tenantry.catalog.Products;
import io.tenantry.catalog.UnitView;
import io.tenantry.catalog.Units;
import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.BillingContracts;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.decision.DecisionTables;
import io.tenantry.pricing.ExchangeRates;
import io.tenantry.pricing.PriceListItemView;
import io.tenantry.pricing.PriceLists;
import io.tenantry.provider.ProviderKind;
import io.tenantry.provider.ProviderView;
import io.tenantry.provider.Providers;
import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import io.tenantry.shared.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Today is 20 March 2026. Asks the real tables unit-matching, currency-matching and price-coverage. */
class SubscriptionOrderingTest {

    private static final ProductView E5 = Given.aProduct("ALLOWED_WITHIN_WINDOW", 7);
    private static final BillingContractView CONTRACT = Given.aContractIn("EUR");

    private final ProviderAccounts accounts = mock();
    private final BillingContracts contracts = mock();
    private final Products products = mock();
    private final PriceLists priceLists = mock();
    private final ExchangeRates rates = mock();
    private final Units units = mock();
    private final Ledger ledger = mock();
    private final Providers providers = mock();
    private final List<Object> published = new ArrayList<>();
    private final List<LedgerEntry> entries = new ArrayList<>();

    private final SubscriptionOrdering ordering = new SubscriptionOrdering(
            new Buyers(accounts, contracts),
            products,
            new NeededCapabilities(providers),
            new Linking(providers, ledger),
            new SellingPrices(
                    priceLists,
                    rates,
                    units,
                    DecisionTables.unitMatching(),
                    DecisionTables.currencyMatching(),
                    DecisionTables.priceCoverage()),
            new Parents(mock(), mock(), mock(), mock(), mock()),
            ledger,
            Given.itIs("2026-03-20T10:00:00Z"),
            published::add);

    @BeforeEach
    void contosoBuysE5InEuro() {
        given(providers.view("partner-center"))
                .willReturn(new ProviderView(
                        "partner-center",
                        ProviderKind.AUTOMATIC,
                        "Microsoft Partner Center",
                        "PARTNER_CENTER",
                        Set.of(),
                        true,
                        null,
                        null,
                        null,
                        null,
                        0));
        given(accounts.get("PA-000001")).willReturn(Given.anAccountOf(Given.CUSTOMER));
        given(contracts.defaultOf(Given.CUSTOMER)).willReturn(Optional.of(CONTRACT));
        given(products.find("partner-center", E5.providerPartNumber())).willReturn(Optional.of(E5));
        given(units.months("MONTHLY")).willReturn(OptionalInt.of(1));
        given(units.months("ANNUAL")).willReturn(OptionalInt.of(12));
        given(units.months("")).willReturn(OptionalInt.empty());
        given(units.months("FORTNIGHT")).willReturn(OptionalInt.empty());
        given(units.all()).willReturn(List.of(new UnitView("MONTHLY", 1, 0), new UnitView("ANNUAL", 12, 0)));
        given(units.requireMonths("MONTHLY")).willReturn(1);
        given(units.requireMonths("ANNUAL")).willReturn(12);
        priced("MONTHLY", Money.of("12.00", "EUR"));
        given(ledger.nextSubscriptionNumber()).willReturn("SUB-000001");
        given(ledger.append(any(), any())).willAnswer(call -> {
            entries.add(call.getArgument(1));
            return call.<Subscription>getArgument(0).append("LCL-000001", call.getArgument(1), Given.AUTHOR);
        });
    }

    @Test
    void opensTheLedgerWithItsCreateChangeAtTheListPrice() {
        var subscription = ordering.place(anOrder(order -> order), Placement.ALONE);

        assertThat(subscription.status()).isEqualTo(SubscriptionStatus.AWAITING_PROVISIONING);
        assertThat(subscription.quantity()).isEqualTo(10);
        assertThat(subscription.price().perMonth()).isEqualTo(Money.of("12.00", "EUR"));
        assertThat(subscription.reductionRule()).isEqualTo(new ReductionRule("ALLOWED_WITHIN_WINDOW", 7));
        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.event()).isEqualTo(SubscriptionEvent.CREATE);
            assertThat(entry.provisioningStatus()).isEqualTo(ProvisioningStatus.AWAITING_PROVISIONING);
            assertThat(entry.effectiveDate()).isEqualTo("2026-03-20");
        });
        assertThat(published)
                .containsExactly(
                        new SubscriptionRequested("SUB-000001", "LCL-000001", Instant.parse("2026-03-20T00:05:00Z")));
    }

    @Test
    void sellsAYearForTwelveMonthlyPrices() {
        var subscription = ordering.place(anOrder(order -> order.unit("ANNUAL")), Placement.ALONE);

        assertThat(subscription.price().perUnit()).isEqualTo(Money.of("144.00", "EUR"));
        assertThat(subscription.price().perMonth()).isEqualTo(Money.of("12.00", "EUR"));
    }

    @Test
    void takesThePriceThatWasAgreed() {
        var subscription = ordering.place(anOrder(order -> order.price(Money.of("11.50", "EUR"))), Placement.ALONE);

        assertThat(subscription.price().perMonth()).isEqualTo(Money.of("11.50", "EUR"));
    }

    @Test
    void refusesATenantWithoutCustomerAndSaysHowToMapIt() {
        given(accounts.get("PA-000001")).willReturn(Given.anAccountOf(null));

        refuses(anOrder(order -> order), "account-unmapped", "PA-000001", "Map provider account");
    }

    @Test
    void refusesAUnitThatIsNotMapped() {
        refuses(
                anOrder(order -> order.unit("FORTNIGHT")),
                "unit-rejected",
                "Please provide a valid Sales Unit.",
                "FORTNIGHT");
    }

    @Test
    void refusesAProductThatIsNotInTheCatalog() {
        given(products.find(any(), any())).willReturn(Optional.empty());

        refuses(anOrder(order -> order), "product-unknown", E5.providerPartNumber(), "price sheet");
    }

    @Test
    void refusesAProductWithoutPriceAndNamesTheList() {
        willReturn(Optional.empty()).given(priceLists).price(any());

        refuses(anOrder(order -> order), "price-missing", "price list item", "Retail EUR", "2026-03-20");
    }

    @Test
    void refusesAPriceInAnotherCurrencyThanTheContracts() {
        refuses(anOrder(order -> order.price(Money.of("12.00", "USD"))), "currency-rejected", "USD", "EUR");
    }

    @Test
    void refusesAnAgreedPriceThatNoPriceListItemBacks() {
        willReturn(Optional.empty()).given(priceLists).price(any());

        refuses(
                anOrder(order -> order.price(Money.of("11.50", "EUR"))),
                "price-missing",
                "is a write-in and is not sold",
                "Add a price list item",
                "Retail EUR");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesAQuantityThatNobodyCanHave(int quantity) {
        refuses(anOrder(order -> order.quantity(quantity)), "invalid-quantity", String.valueOf(quantity));
    }

    @ParameterizedTest
    @CsvSource({
        "1999-01-01, BC-000001 starts on 2025-01-01",
        "2024-12-31, BC-000001 starts on 2025-01-01",
        "2025-12-19, start on 2025-12-20 at the earliest",
        "2027-03-21, start on 2027-03-20 at the latest",
        "2099-01-01, start on 2027-03-20 at the latest"
    })
    void refusesAStartFarFromToday(LocalDate start, String fix) {
        refuses(anOrder(order -> order.start(start)), "invalid-start", start.toString(), fix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-12-20", "2027-03-20"})
    void takesAStartOnTheEdges(LocalDate start) {
        assertThat(ordering.place(anOrder(order -> order.start(start)), Placement.ALONE)
                        .commitment()
                        .startDate())
                .isEqualTo(start);
    }

    @Test
    void refusesABaseSubscriptionOfAnotherTenant() {
        var foreign = new Subscription(new SubscriptionDraft(
                "SUB-000009",
                "Foreign",
                new Owner(Given.CUSTOMER, null, null),
                new AtProvider("partner-center", UUID.randomUUID(), "X:1", null, null),
                null,
                new Commitment("P1Y", "MONTHLY", LocalDate.parse("2026-01-01"), null, null, true),
                new Appearance(true, true, true),
                null,
                ChangeSource.PORTAL,
                null));
        given(ledger.lock("SUB-000009")).willReturn(foreign);

        refuses(anOrder(order -> order.parent("SUB-000009")), "parent-of-another", "SUB-000009", "same tenant");
    }

    @Test
    void refusesABaseSubscriptionThatHasEnded() {
        var ended = Given.tenSeats(E5);
        ended.become(SubscriptionStatus.CANCELLED);
        given(ledger.lock("SUB-000001")).willReturn(ended);

        refuses(anOrder(order -> order.parent("SUB-000001")), "parent-ended", "CANCELLED");
    }

    private void refuses(NewSubscription order, String type, String... words) {
        assertThatThrownBy(() -> ordering.place(order, Placement.ALONE))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.type()).isEqualTo(type))
                .hasMessageContainingAll(words);
        then(ledger).should(never()).append(any(), any());
        assertThat(published).isEmpty();
    }

    private void priced(String unit, Money price) {
        given(priceLists.price(any())).willAnswer(call -> {
            var question = call.<PriceLists.PriceQuestion>getArgument(0);
            return question.unit().equals(unit) ? Optional.of(item(question, price)) : Optional.empty();
        });
    }

    private static PriceListItemView item(PriceLists.PriceQuestion question, Money price) {
        return new PriceListItemView(
                UUID.randomUUID(),
                question.priceListId(),
                question.productId(),
                question.unit(),
                question.term(),
                price,
                price,
                Period.of("2025-01-01", "9999-12-31"),
                0);
    }

    private static NewSubscription anOrder(UnaryOperator<Wish> wish) {
        return wish.apply(new Wish(10, "MONTHLY", null, LocalDate.parse("2026-03-20"), null))
                .order();
    }

    private record Wish(int quantity, String unit, @Nullable Money price, LocalDate start, @Nullable String parent) {

        Wish quantity(int other) {
            return new Wish(other, unit, price, start, parent);
        }

        Wish unit(String other) {
            return new Wish(quantity, other, price, start, parent);
        }

        Wish price(Money other) {
            return new Wish(quantity, unit, other, start, parent);
        }

        Wish start(LocalDate other) {
            return new Wish(quantity, unit, price, other, parent);
        }

        Wish parent(String other) {
            return new Wish(quantity, unit, price, start, other);
        }

        NewSubscription order() {
            return new NewSubscription(
                    "PA-000001",
                    E5.providerPartNumber(),
                    null,
                    null,
                    quantity,
                    unit,
                    "P1Y",
                    "MONTHLY",
                    price,
                    start,
                    true,
                    parent,
                    true,
                    true,
                    true);
        }
    }
}
