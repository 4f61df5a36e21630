package io.tenantry.catalog;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ProductRepository extends JpaRepository<Product, UUID> {

    Optional<Product> findByProviderAndProviderPartNumber(String provider, String partNumber);

    @Query(
            """
            select p from Product p
            where lower(p.title) like :pattern escape '\\'
               or lower(p.skuTitle) like :pattern escape '\\'
               or lower(p.providerPartNumber) like :pattern escape '\\'
            order by p.title, p.skuTitle, p.providerPartNumber""")
    Page<Product> search(String pattern, Pageable page);
}
