package io.tenantry.subscription;

import io.tenantry.catalog.UnitView;
import io.tenantry.catalog.Units;
import io.tenantry.decision.CurrencyMatching;
import io.tenantry.decision.PriceCoverage;
import io.tenantry.decision.UnitMatching;
import io.tenantry.pricing.CurrencyPair;
import io.tenantry.pricing.ExchangeRates;
import io.tenantry.pricing.PriceListItemView;
import io.tenantry.pricing.PriceLists;
import io.tenantry.pricing.PriceLists.PriceQuestion;
import io.tenantry.shared.Refused;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what a sale costs, and asks the three sales decisions whether it can be sold at all. */
@Component
class SellingPrices {

    private final PriceLists priceLists;
    private final ExchangeRates rates;
    private final Units units;
    private final UnitMatching unitMatching;
    private final CurrencyMatching currencyMatching;
    private final PriceCoverage priceCoverage;

    SellingPrices(
            PriceLists priceLists,
            ExchangeRates rates,
            Units units,
            UnitMatching unitMatching,
            CurrencyMatching currencyMatching,
            PriceCoverage priceCoverage) {
        this.priceLists = priceLists;
        this.rates = rates;
        this.units = units;
        this.unitMatching = unitMatching;
        this.currencyMatching = currencyMatching;
        this.priceCoverage = priceCoverage;
    }

    Quote quote(Sale sale) {
        var item = findItem(sale).orElse(null);
        return new Quote(sale, item, new SalesFacts(unit(sale, item), currency(sale, item), coverage(sale, item)));
    }

    /**
     * The price by the sale's own agreement, else by the price list: 12.00 a month sells a year for 144.00. An agreement
     * that no price list item backs would be a write-in, which is not sold: it could never be issued by itself.
     *
     * @throws Refused with the reason of the first decision that says no
     */
    Price require(Quote quote) {
        var sale = quote.sale();
        var factor = requireFitting(quote);
        var coverage = priceCoverage.check(quote.facts().price());
        if (coverage.outcome() != PriceCoverage.Outcome.PRICED) {
            throw refused("price-missing", sale, coverage.reason());
        }
        return priced(quote, factor);
    }

    /**
     * Whether unit and currency fit, wherever the price comes from.
     *
     * @return by how much the price of the item's unit is multiplied
     * @throws Refused with the reason of the decision that says no
     */
    int requireFitting(Quote quote) {
        var sale = quote.sale();
        var match = unitMatching.match(quote.facts().unit());
        if (match.outcome() == UnitMatching.Outcome.REJECT) {
            throw refused(lacksItem(quote) ? "price-missing" : "unit-rejected", sale, match.reason());
        }
        var currency = currencyMatching.match(quote.facts().currency());
        if (currency.outcome() == CurrencyMatching.Outcome.REJECT) {
            throw refused("currency-rejected", sale, currency.reason());
        }
        return match.factor();
    }

    /** No unit fits a price list that does not have the product: then it is the price that is missing. */
    private static boolean lacksItem(Quote quote) {
        var unit = quote.facts().unit();
        return quote.item() == null && unit.salesUnitMonths() != null && unit.priceUnit() == null;
    }

    /** The same where the decisions say yes; an unknown price in the sale's unit where they do not. */
    Price findPrice(Sale sale) {
        try {
            return require(quote(sale));
        } catch (Refused notSellable) {
            return Price.unknown(units.months(orEmpty(sale.salesUnit())).isPresent() ? sale.salesUnit() : null);
        }
    }

    private Price priced(Quote quote, int factor) {
        var sale = quote.sale();
        var unit = orEmpty(sale.salesUnit());
        var months = units.requireMonths(unit);
        if (sale.ownPrice() != null) {
            return Price.of(sale.ownPrice(), unit, months);
        }
        if (quote.item() == null) {
            throw refused("price-missing", sale, "There is no price list item; add one.");
        }
        return Price.of(quote.item().sellingPrice().times(factor), unit, months)
                .ofItem(quote.item().id());
    }

    /** In the sales unit itself, else the shortest that there is: a unit can be put together from shorter ones. */
    private Optional<PriceListItemView> findItem(Sale sale) {
        var product = sale.productId();
        if (product == null || sale.salesUnit() == null) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(sale.salesUnit()), units.all().stream().map(UnitView::unit))
                .map(unit -> new PriceQuestion(sale.contract().priceListId(), product, unit, sale.term(), sale.day()))
                .flatMap(question -> priceLists.price(question).stream())
                .findFirst();
    }

    private UnitMatching.Question unit(Sale sale, @Nullable PriceListItemView item) {
        var agreed = sale.ownPrice() == null ? null : sale.salesUnit();
        var priceUnit = item == null ? agreed : item.unit();
        return new UnitMatching.Question(
                sale.salesUnit(),
                months(sale.salesUnit()),
                priceUnit,
                months(priceUnit),
                sale.contract().frequencyMonths());
    }

    private CurrencyMatching.Question currency(Sale sale, @Nullable PriceListItemView item) {
        var price = sale.ownPrice() != null ? sale.ownPrice() : item == null ? null : item.sellingPrice();
        var priced = price == null ? null : price.currency().getCurrencyCode();
        return new CurrencyMatching.Question(
                priced,
                sale.contract().currency(),
                priced != null && rateExists(priced, sale),
                sale.contract().allowConversion());
    }

    private boolean rateExists(String priced, Sale sale) {
        var billed = sale.contract().currency();
        return !priced.equals(billed)
                && sale.contract().allowConversion()
                && rates.on(new CurrencyPair(priced, billed), sale.day()).isPresent();
    }

    private static PriceCoverage.Question coverage(Sale sale, @Nullable PriceListItemView item) {
        return new PriceCoverage.Question(sale.productId() != null, item != null, sale.ownPrice() != null);
    }

    private @Nullable Integer months(@Nullable String unit) {
        var months = units.months(orEmpty(unit));
        return months.isPresent() ? (Integer) months.getAsInt() : null;
    }

    private static Refused refused(String type, Sale sale, String reason) {
        return new Refused(
                type,
                reason + " (" + sale.subject() + ", price list '"
                        + sale.contract().priceList() + "', contract "
                        + sale.contract().number() + ", from " + sale.day() + ")");
    }

    private static String orEmpty(@Nullable String unit) {
        return unit == null ? "" : unit;
    }
}
