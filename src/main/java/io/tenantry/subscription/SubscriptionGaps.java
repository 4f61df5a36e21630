package io.tenantry.subscription;

import io.tenantry.catalog.Products;
import io.tenantry.contract.BillingContracts;
import io.tenantry.shared.Refused;
import io.tenantry.subscription.SubscriptionGap.Kind;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Validates subscriptions for account, contract, product, unit, currency and pricing. What the database can tell it tells
 * for many at once; what is left is asked of the same decisions that an order has to pass, in their words. Provisioning
 * best practices §2.
 */
@Service
public class SubscriptionGaps {

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final BillingContracts contracts;
    private final SellingPrices prices;
    private final LedgerCalendar calendar;
    private final Products products;

    SubscriptionGaps(
            EntityManager entities,
            JdbcClient jdbc,
            BillingContracts contracts,
            SellingPrices prices,
            LedgerCalendar calendar,
            Products products) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.contracts = contracts;
        this.prices = prices;
        this.calendar = calendar;
        this.products = products;
    }

    private record Row(
            UUID id,
            String number,
            String name,
            String accountNumber,
            @Nullable UUID customerId,
            @Nullable String customerNumber,
            @Nullable UUID contractId,
            long defaults,
            @Nullable UUID productId,
            String partNumber,
            String provider,
            @Nullable String salesUnit,
            String billingPlan,
            String term,
            boolean priced) {}

    /** The gaps of those subscriptions that are in force and billable; one that lacks nothing has none. */
    @Transactional
    public List<SubscriptionGap> of(Collection<UUID> subscriptionIds) {
        entities.flush();
        var gaps = new ArrayList<SubscriptionGap>();
        var facts = new AdoptionFacts(products, contracts, prices);
        jdbc.sql(
                        """
                        select s.id, s.number, s.name, a.number as account_number, s.customer_id,
                               k.number as customer_number, s.billing_contract_id as contract_id,
                               (select count(*) from billing_contract d
                                where d.customer_id = s.customer_id and d.is_default and d.status = 'ACTIVE') as defaults,
                               s.product_id, s.provider_part_number as part_number, s.provider, s.sales_unit,
                               s.billing_plan, s.term,
                               s.monthly_unit_price is not null and (s.currency = c.currency or c.allow_conversion)
                                   as priced
                        from subscription s
                        join provider_account a on a.id = s.provider_account_id
                        left join customer k on k.id = s.customer_id
                        left join billing_contract c on c.id = s.billing_contract_id
                        where s.id = any(:ids) and s.billable and s.status in ('ACTIVE', 'SUSPENDED')
                          and (s.customer_id is null or s.billing_contract_id is null or s.product_id is null
                               or s.sales_unit is null or s.monthly_unit_price is null
                               or s.currency is distinct from c.currency and not c.allow_conversion)""")
                .param("ids", subscriptionIds.toArray(UUID[]::new))
                .query(Row.class)
                .list()
                .forEach(row -> gaps.addAll(of(row, facts)));
        return gaps;
    }

    private List<SubscriptionGap> of(Row row, AdoptionFacts facts) {
        var gaps = new ArrayList<SubscriptionGap>();
        var thing = "Subscription " + row.number() + " (" + row.name() + ")";
        if (row.customerId() == null) {
            gaps.add(gap(
                    row,
                    Kind.ACCOUNT,
                    thing + " belongs to no customer: its provider account " + row.accountNumber() + " is unmapped.",
                    "Map provider account " + row.accountNumber() + " to its customer."));
        } else if (row.contractId() == null) {
            gaps.add(contract(row, thing));
        }
        if (row.productId() == null) {
            gaps.add(gap(
                    row,
                    Kind.PRODUCT,
                    thing + " is of product '" + row.partNumber() + "', which the catalog does not know.",
                    "Load the price sheet of " + row.provider() + " that has it, then correct the subscription's"
                            + " product."));
        }
        if (row.contractId() != null && row.productId() != null) {
            sale(row, facts).ifPresent(gaps::add);
        }
        return gaps;
    }

    private static SubscriptionGap contract(Row row, String thing) {
        return row.defaults() == 0
                ? gap(
                        row,
                        Kind.CONTRACT,
                        thing + " has no billing contract: customer " + row.customerNumber() + " has no default one.",
                        "Create a billing contract for " + row.customerNumber() + " and mark it as default.")
                : gap(
                        row,
                        Kind.CONTRACT,
                        thing + " has no billing contract: of the " + row.defaults() + " default contracts of customer "
                                + row.customerNumber() + " nobody knows which one is meant.",
                        "Name the subscription's contract in a correction, or leave one default contract.");
    }

    /** Asks what an order would be asked: unit first, then currency, then price. */
    private Optional<SubscriptionGap> sale(Row row, AdoptionFacts facts) {
        var contract = facts.contract(java.util.Objects.requireNonNull(row.contractId()));
        var unit = row.salesUnit() == null ? AdoptedSubscriptions.salesUnit(row.billingPlan()) : row.salesUnit();
        var subject = "Subscription " + row.number() + " (" + row.name() + ")";
        var quote =
                prices.quote(new Sale(subject, row.productId(), unit, row.term(), calendar.today(), contract, null));
        try {
            prices.require(quote);
        } catch (Refused refused) {
            var kind = kind(refused, quote);
            return Optional.of(gap(row, kind, String.valueOf(refused.getMessage()), fix(kind, row)));
        }
        return row.priced()
                ? Optional.empty()
                : Optional.of(gap(
                        row,
                        Kind.PRICING,
                        subject + " has no price in " + contract.currency() + ", though price list '"
                                + contract.priceList() + "' has one by now.",
                        "Correct the subscription: without a price of its own it takes the list's."));
    }

    /** A unit for which the list has no price at all lacks the price, and is no wrong one. */
    private static Kind kind(Refused refused, Quote quote) {
        if (quote.item() == null && quote.sale().salesUnit() != null) {
            return Kind.PRICING;
        }
        return switch (refused.type()) {
            case "unit-rejected" -> Kind.UNIT;
            case "currency-rejected" -> Kind.CURRENCY;
            default -> Kind.PRICING;
        };
    }

    private static String fix(Kind kind, Row row) {
        return switch (kind) {
            case UNIT -> "Give subscription " + row.number() + " a sales unit that fits in a correction.";
            case CURRENCY ->
                "Give the contract a price list in its currency, or enter the exchange rate; then correct subscription "
                        + row.number() + ".";
            default ->
                "Add a price list item for '" + row.partNumber() + "', then correct subscription " + row.number() + ".";
        };
    }

    private static SubscriptionGap gap(Row row, Kind kind, String words, String fix) {
        return new SubscriptionGap(row.id(), kind, words, fix);
    }
}
