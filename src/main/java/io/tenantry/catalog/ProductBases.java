package io.tenantry.catalog;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which products an add-on may be an add-on of: Phone System goes under Microsoft 365 E5, and under no bundle that
 * contains it. Provisioning best practices §4.
 */
@Service
@Transactional(readOnly = true)
public class ProductBases {

    private final Products products;
    private final JdbcClient jdbc;
    private final CurrentActor actor;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ProductBases(
            Products products, JdbcClient jdbc, CurrentActor actor, Clock clock, ApplicationEventPublisher events) {
        this.products = products;
        this.jdbc = jdbc;
        this.actor = actor;
        this.clock = clock;
        this.events = events;
    }

    /** The possible bases of a product; none for one that is no add-on as far as the catalog knows. */
    public List<ProductView> of(UUID addOnId) {
        return jdbc
                .sql(
                        """
                        select base_id from product_base join product on product.id = product_base.base_id
                        where add_on_id = :addOn order by product.title, product.provider_part_number""")
                .param("addOn", addOnId)
                .query(UUID.class)
                .list()
                .stream()
                .map(products::get)
                .toList();
    }

    /**
     * Says anew which bases a product has; an empty list makes it no add-on. What hangs already stays where it hangs.
     *
     * @param basePartNumbers of the same provider
     */
    @Transactional
    public List<ProductView> set(String provider, String partNumber, List<String> basePartNumbers, String reason) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing", "Say why; the reason is kept with what the add-on may hang on");
        }
        var addOn = products.get(provider, partNumber);
        var bases = basePartNumbers.stream()
                .distinct()
                .map(base -> products.find(provider, base).orElseThrow(() -> new NotFound("Product", base)))
                .map(ProductView::id)
                .toList();
        if (bases.contains(addOn.id())) {
            throw new Refused("own-base", "Product " + partNumber + " cannot be its own base; name another product");
        }
        var before =
                of(addOn.id()).stream().map(ProductView::providerPartNumber).toList();
        jdbc.sql("delete from product_base where add_on_id = :addOn")
                .param("addOn", addOn.id())
                .update();
        bases.forEach(base -> add(addOn.id(), base, reason.strip()));
        events.publishEvent(new AuditFact(
                partNumber,
                "product-bases-set",
                reason.strip(),
                Map.of("from", String.join(", ", before), "to", String.join(", ", basePartNumbers))));
        return of(addOn.id());
    }

    private void add(UUID addOn, UUID base, String reason) {
        jdbc.sql(
                        """
                        insert into product_base (add_on_id, base_id, actor, reason, at)
                        values (:addOn, :base, :actor, :reason, :at)""")
                .param("addOn", addOn)
                .param("base", base)
                .param("actor", actor.name())
                .param("reason", reason)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }
}
