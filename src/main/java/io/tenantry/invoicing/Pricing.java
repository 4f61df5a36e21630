package io.tenantry.invoicing;

import io.tenantry.decision.CurrencyMatching;
import io.tenantry.decision.PriceCoverage;
import io.tenantry.decision.SalesRulings;
import io.tenantry.decision.UnitMatching;
import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.pricing.CurrencyPair;
import io.tenantry.pricing.ExchangeRateTable;
import io.tenantry.pricing.ExchangeRateView;
import io.tenantry.pricing.PriceListItemView;
import io.tenantry.pricing.PriceLists;
import io.tenantry.shared.Currencies;
import io.tenantry.shared.Money;
import io.tenantry.subscription.BillableChange;
import io.tenantry.subscription.BillableSubscription;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges the prices of many contracts by the sales decisions: is a price there, in a unit that fits, in a currency that
 * fits? All that it looks up was read before, so that it costs a run next to nothing.
 *
 * @param units months of each mapped sales unit
 * @param items of the offers whose changes name no price list item themselves
 */
record Pricing(
        SalesRulings.Tables tables,
        String tableNames,
        Map<String, Integer> units,
        Map<PriceLists.Offer, List<PriceListItemView>> items,
        ExchangeRateTable rates) {

    /** Of a subscription whose last price is known; in force are the one at the cycle's start and those that follow. */
    PriceVerdict of(BillingTerms terms, BillableSubscription subscription, Cycle cycle) {
        var question = new Question(terms, subscription, cycle.period().from());
        var used = new HashMap<String, ExchangeRateView>();
        PriceVerdict worst = null;
        for (var change : inForce(subscription, cycle)) {
            var verdict = judge(question, change, used);
            if (worst == null || verdict.outcome().compareTo(worst.outcome()) > 0) {
                worst = verdict;
            }
        }
        if (worst == null) {
            return priced(Map.of(), null);
        }
        addEarlier(question, counting(subscription, cycle), used);
        return used.isEmpty()
                ? worst
                : new PriceVerdict(
                        worst.outcome(),
                        worst.code(),
                        worst.reason(),
                        worst.owner(),
                        tableNames,
                        Map.copyOf(used),
                        worst.priceListItem());
    }

    /** Why a subscription without a price cannot be billed from a day on. */
    PriceVerdict missing(BillingTerms terms, BillableSubscription subscription, LocalDate day) {
        var question = new Question(terms, subscription, day);
        var found = item(question, day);
        var coverage =
                tables.coverage(new PriceCoverage.Question(subscription.productId() != null, found != null, false));
        var reason = found == null
                ? ": " + coverage.reason()
                : ", though the price list has an item for it; correct the subscription.";
        return quarantined("PRICE_MISSING", question.words("has no price in " + terms.currency() + reason));
    }

    private record Question(BillingTerms terms, BillableSubscription subscription, LocalDate day) {

        String words(String reason) {
            return "Subscription " + subscription.number() + " " + reason + " (price list '"
                    + terms.contract().priceList() + "', contract "
                    + terms.contract().number() + ", cycle from " + day + ")";
        }
    }

    private PriceVerdict judge(Question question, BillableChange change, Map<String, ExchangeRateView> used) {
        var price = change.monthlyUnitPrice();
        if (price == null) {
            return priced(Map.of(), null);
        }
        var found = change.item() == null ? found(question, change) : null;
        var unit = unit(question, change, found);
        if (unit.outcome() == UnitMatching.Outcome.REJECT) {
            return quarantined("UNIT_REJECTED", question.words("cannot be billed: " + unit.reason()));
        }
        var rate = rate(question, price);
        var currency = currency(question, price, rate);
        if (currency.outcome() == CurrencyMatching.Outcome.REJECT) {
            return quarantined("CURRENCY_REJECTED", question.words(rejected(question, price, currency)));
        }
        if (rate != null) {
            used.put(price.currency().getCurrencyCode(), rate);
        }
        var covered = change.item() != null || found != null;
        var coverage = tables.coverage(new PriceCoverage.Question(
                question.subscription().productId() != null,
                covered && question.subscription().productId() != null,
                true));
        return switch (coverage.outcome()) {
            case PRICED -> priced(Map.of(), itemOf(change, found));
            case WRITE_IN ->
                new PriceVerdict(
                        PriceVerdict.Outcome.WRITE_IN,
                        "WRITE_IN",
                        question.words("is a write-in: " + coverage.reason()),
                        PriceVerdict.BILLING,
                        tableNames,
                        Map.of(),
                        null);
            case BLOCK -> quarantined("PRICE_MISSING", question.words("cannot be billed: " + coverage.reason()));
        };
    }

    /** Why what a subscription owes for the cycle of a day cannot be told: an earlier price of it has no rate. */
    PriceVerdict rateMissing(BillingTerms terms, BillableSubscription subscription, LocalDate day, String currency) {
        var question = new Question(terms, subscription, day);
        var match = currency(question, Money.zero(Currencies.of(currency)), null);
        return quarantined(
                "CURRENCY_REJECTED",
                question.words(
                        "was priced in " + currency + " before, which its changes are told from, but its contract"
                                + " bills in " + terms.currency() + ": " + match.reason()));
    }

    /** All prices that what is owed for a cycle may be told from, also those that hold no more. */
    static List<Money> counting(BillableSubscription subscription, Cycle cycle) {
        var prices = new ArrayList<Money>();
        for (var change : subscription.changes()) {
            var price = change.monthlyUnitPrice();
            if (price != null
                    && change.billingStatus().equals("ACTIVE")
                    && change.effectiveDate().isBefore(cycle.period().to())) {
                prices.add(price);
            }
        }
        return prices;
    }

    private void addEarlier(Question question, List<Money> prices, Map<String, ExchangeRateView> used) {
        for (var price : prices) {
            var rate = rate(question, price);
            if (rate != null) {
                used.put(price.currency().getCurrencyCode(), rate);
            }
        }
    }

    /** The change whose price is in force at the cycle's start, and those whose prices take effect within it. */
    private static List<BillableChange> inForce(BillableSubscription subscription, Cycle cycle) {
        BillableChange first = null;
        var within = new ArrayList<BillableChange>(1);
        for (var change : subscription.changes()) {
            if (!change.setsPrice()
                    || change.monthlyUnitPrice() == null
                    || !change.billingStatus().equals("ACTIVE")
                    || !change.effectiveDate().isBefore(cycle.period().to())) {
                continue;
            }
            if (change.effectiveDate().isAfter(cycle.period().from())) {
                within.add(change);
            } else if (first == null || !change.effectiveDate().isBefore(first.effectiveDate())) {
                first = change;
            }
        }
        if (first != null) {
            within.add(0, first);
        }
        return within;
    }

    private UnitMatching.Match unit(Question question, BillableChange change, @Nullable PriceListItemView found) {
        var sales = change.salesUnit();
        var item = change.item();
        var priced = item != null ? item.unit() : found != null ? found.unit() : sales;
        return tables.unit(new UnitMatching.Question(
                sales,
                sales == null ? null : units.get(sales),
                priced,
                priced == null ? null : units.get(priced),
                question.terms().contract().frequencyMonths()));
    }

    private CurrencyMatching.Match currency(Question question, Money price, @Nullable ExchangeRateView rate) {
        return tables.currency(new CurrencyMatching.Question(
                price.currency().getCurrencyCode(),
                question.terms().contract().currency(),
                rate != null,
                question.terms().contract().allowConversion()));
    }

    private @Nullable ExchangeRateView rate(Question question, Money price) {
        var billed = question.terms().contract().currency();
        var priced = price.currency().getCurrencyCode();
        return priced.equals(billed)
                ? null
                : rates.on(new CurrencyPair(priced, billed), question.day()).orElse(null);
    }

    private static String rejected(Question question, Money price, CurrencyMatching.Match match) {
        return "is priced in " + price.currency() + " but its contract bills in "
                + question.terms().contract().currency() + ": " + match.reason();
    }

    /** On the day that the price was agreed, or on that of the cycle: the item may have been added since. */
    private @Nullable PriceListItemView found(Question question, BillableChange change) {
        var then = item(question, change.effectiveDate());
        return then == null ? item(question, question.day()) : then;
    }

    private @Nullable PriceListItemView item(Question question, LocalDate day) {
        var product = question.subscription().productId();
        if (product == null) {
            return null;
        }
        var offer = new PriceLists.Offer(
                question.terms().contract().priceListId(),
                product,
                question.subscription().term());
        PriceListItemView shortest = null;
        for (var item : items.getOrDefault(offer, List.of())) {
            if (item.valid().contains(day) && (shortest == null || months(item) < months(shortest))) {
                shortest = item;
            }
        }
        return shortest;
    }

    private int months(PriceListItemView item) {
        return units.getOrDefault(item.unit(), Integer.MAX_VALUE);
    }

    private static PriceVerdict.@Nullable PriceListItem itemOf(
            BillableChange change, @Nullable PriceListItemView found) {
        var item = change.item();
        if (item != null) {
            return new PriceVerdict.PriceListItem(
                    item.id().toString(), item.validFrom().toString());
        }
        return found == null
                ? null
                : new PriceVerdict.PriceListItem(
                        found.id().toString(), found.valid().from().toString());
    }

    private PriceVerdict priced(Map<String, ExchangeRateView> used, PriceVerdict.@Nullable PriceListItem item) {
        return new PriceVerdict(PriceVerdict.Outcome.PRICED, "", "", "", tableNames, used, item);
    }

    private PriceVerdict quarantined(String code, String reason) {
        return new PriceVerdict(
                PriceVerdict.Outcome.QUARANTINED, code, reason, PriceVerdict.BILLING, tableNames, Map.of(), null);
    }
}
