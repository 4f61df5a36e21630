package io.tenantry.remediation;

import io.tenantry.catalog.Products;
import io.tenantry.catalog.Units;
import io.tenantry.contract.BillingContracts;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.pricing.ExchangeRates;
import io.tenantry.pricing.NewExchangeRate;
import io.tenantry.pricing.NewPriceListItem;
import io.tenantry.pricing.PriceListItems;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import io.tenantry.subscription.Correction;
import io.tenantry.subscription.Subscriptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose a tenant is, and what its subscriptions are sold as: customer, contract, product, unit, price, currency. */
@Component
class SaleFixes implements FixMaker {

    private final ProviderAccounts accounts;
    private final Subscriptions subscriptions;
    private final BillingContracts contracts;
    private final Products products;
    private final Units units;
    private final PriceListItems items;
    private final ExchangeRates rates;

    SaleFixes(
            ProviderAccounts accounts,
            Subscriptions subscriptions,
            BillingContracts contracts,
            Products products,
            Units units,
            PriceListItems items,
            ExchangeRates rates) {
        this.accounts = accounts;
        this.subscriptions = subscriptions;
        this.contracts = contracts;
        this.products = products;
        this.units = units;
        this.items = items;
        this.rates = rates;
    }

    @Override
    public Map<Fix, Consumer<FixOrder>> fixes() {
        return Map.of(
                Fix.MAP_ACCOUNT, this::map,
                Fix.ATTACH_CONTRACT, this::attach,
                Fix.SET_PRODUCT, this::setProduct,
                Fix.SET_UNIT, order -> correct(order, order.text("unit"), null),
                Fix.SET_PRICE, this::setPrice,
                Fix.PRICE_FROM_LIST, this::priceFromList,
                Fix.MAP_UNIT, this::mapUnit,
                Fix.ADD_PRICE, this::addPrice,
                Fix.ADD_RATE, this::addRate);
    }

    /** The system itself takes the one customer that fits; a person may name another. */
    private void map(FixOrder order) {
        accounts.map(
                order.known(Fact.ACCOUNT_NUMBER),
                order.given("customer").orElseGet(() -> order.known(Fact.ACCOUNT_SUGGESTION)),
                order.reason());
    }

    /** Without a unit it takes that of its billing plan, as an adopted one does. */
    private void attach(FixOrder order) {
        var contract = order.given("contract").orElseGet(() -> order.known(Fact.CUSTOMER_DEFAULT_CONTRACT));
        var wanted = contracts.get(contract);
        var subscription = subscriptions.get(order.known(Fact.SUBSCRIPTION_NUMBER));
        if (order.given("unit").isEmpty()
                && subscription.salesUnit() == null
                && subscription.billingContractId() == null
                && wanted.customerId().equals(subscription.customerId())) {
            subscriptions.attach(List.of(subscription.id()), wanted);
            return;
        }
        subscriptions.correct(
                order.known(Fact.SUBSCRIPTION_NUMBER),
                new Correction(order.given("unit").orElse(null), contract, null, null, order.reason()),
                null);
    }

    private void setProduct(FixOrder order) {
        subscriptions.correct(
                order.known(Fact.SUBSCRIPTION_NUMBER),
                new Correction(
                        order.given("unit").orElse(null),
                        null,
                        order.given("partNumber").orElseGet(() -> order.known(Fact.PART_NUMBER)),
                        null,
                        order.reason()),
                null);
    }

    private void setPrice(FixOrder order) {
        correct(order, null, Money.of(order.number("price"), order.known(Fact.CONTRACT_CURRENCY)));
    }

    private void priceFromList(FixOrder order) {
        subscriptions.correct(
                order.known(Fact.SUBSCRIPTION_NUMBER),
                Correction.toListPrice(unit(order), order.known(Fact.PART_NUMBER), order.reason()),
                null);
    }

    private void correct(FixOrder order, @Nullable String unit, @Nullable Money price) {
        subscriptions.correct(
                order.known(Fact.SUBSCRIPTION_NUMBER), new Correction(unit, null, null, price, order.reason()), null);
    }

    /** A unit that is mapped already has the wrong months. */
    private void mapUnit(FixOrder order) {
        var unit = order.text("unit");
        var months = order.whole("months");
        if (units.months(unit).isEmpty()) {
            units.map(unit, months);
        } else {
            units.change(unit, months, units.get(unit).version());
        }
    }

    private void addPrice(FixOrder order) {
        var contract = contracts.get(order.known(Fact.CONTRACT_NUMBER));
        var wanted = order.facts().text(Fact.SCHEDULED_PART_NUMBER);
        var product = products.get(order.known(Fact.PROVIDER), wanted == null ? order.known(Fact.PART_NUMBER) : wanted);
        items.add(new NewPriceListItem(
                contract.priceListId(),
                product.id(),
                unit(order),
                order.known(Fact.TERM),
                Money.of(order.number("price"), order.known(Fact.PRICE_LIST_CURRENCY)),
                Money.of(order.number("cost"), order.known(Fact.PRICE_LIST_CURRENCY)),
                order.date("from")));
        if (wanted == null && isToBeDecidedAgain(order)) {
            correct(order, unit(order), null);
        }
    }

    /** What was found at a provider has none yet; then it is sold as the list says, or a person names it. */
    private static String unit(FixOrder order) {
        return order.given("unit")
                .or(() -> Optional.ofNullable(order.facts().text(Fact.SALES_UNIT)))
                .or(() -> Optional.ofNullable(order.facts().text(Fact.PRICE_LISTED_IN_OTHER_UNIT)))
                .orElseThrow(() -> new Refused("unit-missing", "Name the sales unit of " + order.subject()));
    }

    private void addRate(FixOrder order) {
        rates.enter(new NewExchangeRate(
                order.known(order.facts().text(Fact.UNIT_PRICE) == null ? Fact.PRICE_LIST_CURRENCY : Fact.CURRENCY),
                order.known(Fact.CONTRACT_CURRENCY),
                order.date("from"),
                order.number("rate"),
                order.text("source")));
        if (isToBeDecidedAgain(order)) {
            correct(order, unit(order), null);
        }
    }

    /** What has no price takes the list's, and an order that could not be sold goes on at the price that it has. */
    private static boolean isToBeDecidedAgain(FixOrder order) {
        return order.facts().text(Fact.UNIT_PRICE) == null
                || "CORRECTION".equals(order.facts().text(Fact.WAITING_FOR));
    }
}
