package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** Quantity reduction behavior and window (QRB, QRW). An empty behavior allows. Provisioning best practices §4. */
@Embeddable
record ReductionRule(@Nullable String quantityReductionBehavior, @Nullable Integer quantityReductionWindow) {

    static final ReductionRule NONE = new ReductionRule(null, null);

    static ReductionRule of(ProductView product) {
        return new ReductionRule(product.quantityReductionBehavior(), product.quantityReductionWindow());
    }
}
