package io.tenantry.invoicing;

import io.tenantry.catalog.Units;
import io.tenantry.charge.ChargesForBilling;
import io.tenantry.charge.DiscountView;
import io.tenantry.charge.NonRecurringItemView;
import io.tenantry.contract.BillingContractView;
import io.tenantry.customer.CustomerView;
import io.tenantry.customer.Customers;
import io.tenantry.decision.SalesRulings;
import io.tenantry.pricing.CurrencyPair;
import io.tenantry.pricing.ExchangeRates;
import io.tenantry.pricing.PriceLists;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Together;
import io.tenantry.subscription.BillableChange;
import io.tenantry.subscription.BillableSubscription;
import io.tenantry.tax.TaxEngine;
import io.tenantry.tax.TaxRules;
import io.tenantry.tax.TaxServices;
import io.tenantry.tax.TaxedCustomer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Reads the contents of many contracts' invoices in a constant number of statements, most of which find nothing. */
@Component
class ContentsFiles {

    private final SalesRulings rulings;
    private final Units units;
    private final PriceLists priceLists;
    private final ExchangeRates exchangeRates;
    private final TaxServices taxServices;
    private final Customers customers;
    private final ChargesForBilling charges;
    private final QuarantineStore quarantine;
    private final ObjectProvider<TaxEngine> taxEngine;

    ContentsFiles(
            SalesRulings rulings,
            Units units,
            PriceLists priceLists,
            ExchangeRates exchangeRates,
            TaxServices taxServices,
            Customers customers,
            ChargesForBilling charges,
            QuarantineStore quarantine,
            ObjectProvider<TaxEngine> taxEngine) {
        this.rulings = rulings;
        this.units = units;
        this.priceLists = priceLists;
        this.exchangeRates = exchangeRates;
        this.taxServices = taxServices;
        this.customers = customers;
        this.charges = charges;
        this.quarantine = quarantine;
        this.taxEngine = taxEngine;
    }

    /** The terms and the subscriptions of the contracts whose contents are asked for. */
    record Asked(Map<UUID, BillingTerms> terms, Map<UUID, List<BillableSubscription>> subscriptions) {

        private Collection<UUID> contracts() {
            return terms.keySet();
        }
    }

    /** What is read of contents before the subscriptions are known. */
    record Held(
            SalesRulings.Tables tables,
            Map<String, Integer> units,
            Map<UUID, List<NonRecurringItemView>> items,
            Map<UUID, List<DiscountView>> discounts,
            Map<UUID, List<Contents.Open>> quarantined) {}

    /** To be billed: nobody changes the items until the transaction ends. */
    void lock(Collection<UUID> contractIds) {
        charges.lockItems(contractIds);
    }

    /** What of them can be read together with other questions. */
    Held read(Collection<UUID> contractIds, Together together) {
        return new Held(
                rulings.inForce(together),
                units.months(together),
                charges.items(contractIds, together),
                charges.discounts(contractIds, together),
                quarantine.open(contractIds, together));
    }

    /** All of it. */
    Map<UUID, Contents> complete(Asked asked, Held held) {
        var pricing = pricing(asked, held);
        var taxations = taxations(asked.terms());
        var contents = new HashMap<UUID, Contents>();
        for (var contract : asked.contracts()) {
            contents.put(
                    contract,
                    new Contents(
                            pricing,
                            Objects.requireNonNull(taxations.get(contract)),
                            held.items().getOrDefault(contract, List.of()),
                            held.discounts().getOrDefault(contract, List.of()),
                            held.quarantined().getOrDefault(contract, List.of())));
        }
        return contents;
    }

    private Pricing pricing(Asked asked, Held held) {
        var offers = new HashSet<PriceLists.Offer>();
        var pairs = new HashSet<CurrencyPair>();
        asked.terms().forEach((contract, terms) -> {
            for (var subscription : asked.subscriptions().getOrDefault(contract, List.of())) {
                for (var change : subscription.changes()) {
                    collect(terms.contract(), subscription, change, offers);
                    collect(terms.contract(), change.monthlyUnitPrice(), pairs);
                }
            }
        });
        return new Pricing(
                held.tables(),
                held.tables().names(),
                held.units(),
                priceLists.items(offers),
                exchangeRates.table(pairs));
    }

    private static void collect(
            BillingContractView contract,
            BillableSubscription subscription,
            BillableChange change,
            Set<PriceLists.Offer> offers) {
        var product = subscription.productId();
        if (change.item() == null && product != null) {
            offers.add(new PriceLists.Offer(contract.priceListId(), product, subscription.term()));
        }
    }

    private static void collect(BillingContractView contract, @Nullable Money price, Set<CurrencyPair> pairs) {
        if (price != null && !price.currency().getCurrencyCode().equals(contract.currency())) {
            pairs.add(new CurrencyPair(price.currency().getCurrencyCode(), contract.currency()));
        }
    }

    private Map<UUID, Taxation> taxations(Map<UUID, BillingTerms> terms) {
        var codes = new HashSet<String>();
        var buyers = new HashSet<UUID>();
        for (var one : terms.values()) {
            var code = one.contract().taxService();
            if (code != null) {
                codes.add(code);
                buyers.add(one.contract().customerId());
            }
        }
        var rules = taxServices.rules(codes);
        var taxed = buyers.isEmpty() ? Map.<UUID, CustomerView>of() : customers.all(buyers);
        var taxations = new HashMap<UUID, Taxation>();
        terms.forEach((contract, one) -> taxations.put(contract, taxation(one, rules, taxed)));
        return taxations;
    }

    private Taxation taxation(BillingTerms terms, Map<String, TaxRules> rules, Map<UUID, CustomerView> taxed) {
        var code = terms.contract().taxService();
        if (code == null) {
            return Taxation.direct(terms);
        }
        var service = Objects.requireNonNull(rules.get(code));
        var customer =
                customer(Objects.requireNonNull(taxed.get(terms.contract().customerId())));
        if (!service.service().type().equals("EXTERNAL")) {
            return Taxation.by(service, customer);
        }
        var engine = taxEngine.getIfAvailable();
        return engine == null
                ? line -> {
                    throw new Refused(
                            "no-tax-engine",
                            "Tax service " + code
                                    + " asks another engine, and none is connected; connect one or choose "
                                    + "another service for " + terms.contract().number());
                }
                : new Taxation.External(engine, terms, customer);
    }

    private static TaxedCustomer customer(CustomerView customer) {
        return new TaxedCustomer(
                customer.number(), customer.country(), customer.region(), customer.postalCode(), customer.vatId());
    }
}
