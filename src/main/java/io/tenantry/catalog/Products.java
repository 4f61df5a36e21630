package io.tenantry.catalog;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** The catalog. */
@Service
public class Products {

    /** @param partNumber {@code productId:skuId} */
    public Optional<ProductView> find(String provider, String partNumber) {
        throw new UnsupportedOperationException();
    }

    public ProductView get(UUID id) {
        throw new UnsupportedOperationException();
    }
}
