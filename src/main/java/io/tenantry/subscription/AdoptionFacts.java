package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import io.tenantry.catalog.Products;
import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.BillingContracts;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Catalog, contracts and prices as one look at the provider needs them: each is asked for once, however many of its
 * subscriptions are of the same product and contract.
 */
class AdoptionFacts {

    private record Part(String provider, String number) {}

    /** All that a price depends on: contracts on the same terms share it, however many there are. */
    private record Wanted(
            @Nullable UUID product,
            @Nullable String unit,
            String term,
            LocalDate day,
            UUID priceList,
            String currency,
            int frequencyMonths,
            boolean allowConversion) {

        static Wanted of(Sale sale) {
            var contract = sale.contract();
            return new Wanted(
                    sale.productId(),
                    sale.salesUnit(),
                    sale.term(),
                    sale.day(),
                    contract.priceListId(),
                    contract.currency(),
                    contract.frequencyMonths(),
                    contract.allowConversion());
        }
    }

    private final Products products;
    private final BillingContracts contracts;
    private final SellingPrices prices;
    private final Map<Part, Optional<ProductView>> productsByPart = new HashMap<>();
    private final Map<UUID, Optional<BillingContractView>> defaults = new HashMap<>();
    private final Map<UUID, BillingContractView> contractsById = new HashMap<>();
    private final Map<Wanted, Price> found = new HashMap<>();

    AdoptionFacts(Products products, BillingContracts contracts, SellingPrices prices) {
        this.products = products;
        this.contracts = contracts;
        this.prices = prices;
    }

    @Nullable
    ProductView product(String provider, String partNumber) {
        return productsByPart
                .computeIfAbsent(new Part(provider, partNumber), part -> products.find(part.provider(), part.number()))
                .orElse(null);
    }

    @Nullable
    BillingContractView defaultContract(@Nullable UUID customer) {
        return customer == null
                ? null
                : defaults.computeIfAbsent(customer, contracts::defaultOf).orElse(null);
    }

    BillingContractView contract(UUID id) {
        return contractsById.computeIfAbsent(id, contracts::get);
    }

    /** Of a sale without a price of its own. */
    Price price(Sale sale) {
        return found.computeIfAbsent(Wanted.of(sale), question -> prices.findPrice(sale));
    }
}
