package io.tenantry.catalog;

import io.tenantry.provider.ProviderCapability;
import io.tenantry.provider.Providers;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.shared.SearchPattern;
import io.tenantry.shared.Stale;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The catalog. */
@Service
@Transactional(readOnly = true)
public class Products {

    private static final Pattern PART_NUMBER = Pattern.compile("[A-Za-z0-9._:-]{1,80}");

    private final ProductRepository products;
    private final Providers providers;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Products(ProductRepository products, Providers providers, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.products = products;
        this.providers = providers;
        this.jdbc = jdbc;
        this.events = events;
    }

    /** @param partNumber {@code productId:skuId} */
    public Optional<ProductView> find(String provider, String partNumber) {
        return products.findByProviderAndProviderPartNumber(provider, partNumber)
                .map(Product::view);
    }

    public ProductView get(UUID id) {
        return products.findById(id).map(Product::view).orElseThrow(() -> new NotFound("Product", id));
    }

    /** Several products at once, by their id. */
    public Map<UUID, ProductView> all(Collection<UUID> ids) {
        return products.findAllById(ids).stream()
                .map(Product::view)
                .collect(Collectors.toMap(ProductView::id, Function.identity()));
    }

    /** @throws NotFound if the provider sells none of that part number */
    public ProductView get(String provider, String partNumber) {
        return load(provider, partNumber).view();
    }

    /** Products whose title, SKU title or part number holds {@code words}, whatever the case, by title. */
    public Page<ProductView> search(String words, Paging paging) {
        var found = products.search(SearchPattern.holding(words), PageRequest.of(paging.page(), paging.size()));
        return Page.of(found.map(Product::view).getContent(), paging, found.getTotalElements());
    }

    /**
     * Changes what may be done with a product.
     *
     * @param active whether it is still sold
     * @param taxCategory such as REDUCED; null leaves it as it is
     * @throws Stale if it is not of this version any more
     */
    public record ProductRules(
            QuantityReduction quantityReduction, boolean active, @Nullable String taxCategory, long version) {

        private static final Pattern CATEGORY = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");

        public ProductRules {
            if (taxCategory != null && !CATEGORY.matcher(taxCategory).matches()) {
                throw new Refused(
                        "invalid-tax-category",
                        "Tax category '" + taxCategory + "' is not written like STANDARD or REDUCED");
            }
        }
    }

    @Transactional
    public ProductView change(String provider, String partNumber, ProductRules rules) {
        var product = load(provider, partNumber);
        var before = product.view();
        Stale.check("Product " + partNumber, rules.version(), before.version());
        var reductionBefore = product.quantityReduction();
        product.reduceBy(rules.quantityReduction());
        product.offer(rules.active());
        if (rules.taxCategory() != null) {
            product.taxAs(rules.taxCategory());
        }
        events.publishEvent(AuditFact.of(
                partNumber,
                "product-changed",
                Map.of(
                        "quantityReductionFrom", reductionBefore.toString(),
                        "quantityReductionTo", rules.quantityReduction().toString(),
                        "taxCategoryFrom", before.taxCategory(),
                        "taxCategoryTo", product.view().taxCategory(),
                        "activeFrom", before.active(),
                        "activeTo", rules.active())));
        return products.saveAndFlush(product).view();
    }

    /**
     * Takes over what a provider sells: new part numbers become products, a new title is taken over, all in one
     * statement each.
     *
     * @return how many are new
     */
    @Transactional
    public int record(String provider, List<OfferedProduct> offered) {
        if (offered.isEmpty()) {
            return 0;
        }
        onlyWriter();
        jdbc.sql(
                        """
                        update product
                        set title = offered.title, sku_title = offered.sku_title, publisher = offered.publisher,
                            version = version + 1
                        from unnest(:partNumbers, :titles, :skuTitles, :publishers)
                            as offered (part_number, title, sku_title, publisher)
                        where product.provider = :provider and product.provider_part_number = offered.part_number
                          and (product.title, product.sku_title, product.publisher)
                              is distinct from (offered.title, offered.sku_title, offered.publisher)""")
                .params(columns(provider, offered))
                .update();
        return jdbc.sql(
                        """
                        insert into product (id, provider, provider_part_number, title, sku_title, publisher)
                        select gen_random_uuid(), :provider, part_number, title, sku_title, publisher
                        from unnest(:partNumbers, :titles, :skuTitles, :publishers)
                            as offered (part_number, title, sku_title, publisher)
                        on conflict (provider, provider_part_number) do nothing""")
                .params(columns(provider, offered))
                .update();
    }

    /**
     * Adds one that no price sheet brings, such as a domain name of a manual provider.
     *
     * @throws Refused if the provider hands out price sheets, or the product has no name
     * @throws Conflict if the provider has a product of that part number
     */
    @Transactional
    public ProductView add(String providerName, OfferedProduct product) {
        var provider = providers.view(providerName);
        if (provider.can(ProviderCapability.PRICE_SHEETS)) {
            throw new Refused(
                    "comes-by-price-sheet",
                    provider + " hands out price sheets; load the one that has " + product.partNumber()
                            + " (POST /api/v1/price-sheets)");
        }
        if (!PART_NUMBER.matcher(product.partNumber()).matches()) {
            throw new Refused(
                    "invalid-part-number",
                    "Part number '" + product.partNumber()
                            + "' is not made of letters, digits, dots, colons, dashes and underscores, 80 at the most");
        }
        if (find(providerName, product.partNumber()).isPresent()) {
            throw new Conflict(
                    "product-exists",
                    provider + " has a product " + product.partNumber() + " already; choose another part number");
        }
        record(providerName, List.of(product));
        events.publishEvent(AuditFact.of(
                product.partNumber(), "product-added", Map.of("provider", providerName, "title", product.title())));
        return get(providerName, product.partNumber());
    }

    /** Two price sheets that name the same products in another order would wait for each other forever. */
    private void onlyWriter() {
        jdbc.sql("lock table product in share row exclusive mode").update();
    }

    private static Map<String, Object> columns(String provider, List<OfferedProduct> offered) {
        return Map.of(
                "provider", provider,
                "partNumbers", offered.stream().map(OfferedProduct::partNumber).toArray(String[]::new),
                "titles", offered.stream().map(OfferedProduct::title).toArray(String[]::new),
                "skuTitles", offered.stream().map(OfferedProduct::skuTitle).toArray(String[]::new),
                "publishers", offered.stream().map(OfferedProduct::publisher).toArray(String[]::new));
    }

    private Product load(String provider, String partNumber) {
        return products.findByProviderAndProviderPartNumber(provider, partNumber)
                .orElseThrow(() -> new NotFound("Product", partNumber + " of " + provider));
    }
}
