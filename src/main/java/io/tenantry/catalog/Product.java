package io.tenantry.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be sold. Made from price sheets, or by hand where a provider has none; only its rules are ours to change. */
@Entity
class Product {

    @Id
    private UUID id;

    private String provider;
    private String providerPartNumber;
    private String title;
    private String skuTitle;
    private String publisher;
    private String billingType;
    private String taxCategory;

    @Enumerated(EnumType.STRING)
    private QuantityReduction.@Nullable Behavior quantityReductionBehavior;

    private @Nullable Integer quantityReductionWindow;
    private boolean active;

    @Version
    private long version;

    protected Product() {}

    void reduceBy(QuantityReduction rule) {
        quantityReductionBehavior = rule.behavior();
        quantityReductionWindow = rule.windowDays();
    }

    /** By which of a tax service's rates it is taxed. */
    void taxAs(String category) {
        taxCategory = category;
    }

    /** A retired product is sold no more; what is licensed already goes on. */
    void offer(boolean offered) {
        active = offered;
    }

    QuantityReduction quantityReduction() {
        return new QuantityReduction(quantityReductionBehavior, quantityReductionWindow);
    }

    ProductView view() {
        return new ProductView(
                id,
                provider,
                providerPartNumber,
                title,
                skuTitle,
                publisher,
                billingType,
                taxCategory,
                quantityReductionBehavior == null ? null : quantityReductionBehavior.name(),
                quantityReductionWindow,
                active,
                version);
    }
}
