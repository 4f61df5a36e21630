package io.tenantry.catalog;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Products that are nothing but their parts. A bundle is put together, published, and from then on what it is: what
 * customers bought must not change under them. Provisioning best practices §4.
 */
@Service
@Transactional
public class Bundles {

    /** Nobody provisions a bundle; its parts are provisioned. */
    public static final String PROVIDER = "do-nothing";

    private static final String SELECT =
            """
            select product.id, product.provider_part_number, product.title, product_bundle.published_at,
                   product_bundle.published_by, product_bundle.version
            from product_bundle join product on product.id = product_bundle.product_id
            """;

    private final Products products;
    private final ProductBases bases;
    private final JdbcClient jdbc;
    private final CurrentActor actor;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Bundles(
            Products products,
            ProductBases bases,
            JdbcClient jdbc,
            CurrentActor actor,
            Clock clock,
            ApplicationEventPublisher events) {
        this.products = products;
        this.bases = bases;
        this.jdbc = jdbc;
        this.actor = actor;
        this.clock = clock;
        this.events = events;
    }

    /** Opens a bundle as a product of the catalog, without parts yet. */
    public BundleView create(String partNumber, String title) {
        if (products.find(PROVIDER, partNumber).isPresent()) {
            throw new Conflict("bundle-exists", "Bundle " + partNumber + " exists already; choose another part number");
        }
        products.record(PROVIDER, List.of(new OfferedProduct(partNumber, title, title, "")));
        var product = products.get(PROVIDER, partNumber);
        jdbc.sql("insert into product_bundle (product_id) values (:product)")
                .param("product", product.id())
                .update();
        events.publishEvent(AuditFact.of(partNumber, "bundle-created", Map.of("title", title)));
        return get(partNumber);
    }

    @Transactional(readOnly = true)
    public List<BundleView> all() {
        return jdbc.sql(SELECT + "order by product.title, product.provider_part_number")
                .query((row, number) -> view(row))
                .list();
    }

    /** @throws NotFound if the catalog has no such bundle */
    @Transactional(readOnly = true)
    public BundleView get(String partNumber) {
        return jdbc.sql(SELECT + "where product.provider = :provider and product.provider_part_number = :part")
                .param("provider", PROVIDER)
                .param("part", partNumber)
                .query((row, number) -> view(row))
                .optional()
                .orElseThrow(() -> new NotFound("Bundle", partNumber));
    }

    /** Whether a product is a bundle: the provider knows nothing of it. */
    @Transactional(readOnly = true)
    public boolean isBundle(UUID productId) {
        return jdbc.sql("select exists (select from product_bundle where product_id = :product)")
                .param("product", productId)
                .query(Boolean.class)
                .single();
    }

    /** Adds a part as the last one. */
    public BundleView add(String partNumber, NewBundlePart part, long version) {
        var bundle = requireOpen(partNumber, version);
        var product = products.get(part.provider(), part.partNumber());
        requireFits(bundle, part, product);
        jdbc.sql(
                        """
                        insert into product_bundle_part
                            (bundle_id, position, product_id, above, quantity, billable, show_on_invoice)
                        values (:bundle, :position, :product, :above, :quantity, :billable, :show)""")
                .param("bundle", bundle.productId())
                .param("position", bundle.parts().size() + 1)
                .param("product", product.id())
                .param("above", part.above())
                .param("quantity", part.quantity())
                .param("billable", part.billable())
                .param("show", part.showOnInvoice())
                .update();
        changed(bundle);
        events.publishEvent(AuditFact.of(
                partNumber,
                "bundle-part-added",
                Map.of("part", part.partNumber(), "quantity", part.quantity(), "billable", part.billable())));
        return get(partNumber);
    }

    /** From now on it can be sold, and no part can be added. */
    public BundleView publish(String partNumber, long version) {
        var bundle = requireOpen(partNumber, version);
        if (bundle.parts().isEmpty()) {
            throw new Refused("bundle-empty", "Bundle " + partNumber + " has no parts; add what it is made of");
        }
        jdbc.sql(
                        """
                        update product_bundle set published_at = :at, published_by = :by, version = version + 1
                        where product_id = :product""")
                .param("at", Timestamp.from(clock.instant()))
                .param("by", actor.name())
                .param("product", bundle.productId())
                .update();
        events.publishEvent(AuditFact.of(
                partNumber, "bundle-published", Map.of("parts", bundle.parts().size())));
        return get(partNumber);
    }

    private BundleView requireOpen(String partNumber, long version) {
        jdbc.sql("select version from product_bundle where product_id = :product for update")
                .param("product", get(partNumber).productId())
                .query(Long.class)
                .single();
        var bundle = get(partNumber);
        if (bundle.publishedAt() != null) {
            throw new Refused(
                    "bundle-published",
                    "Bundle " + partNumber + " (" + bundle.title() + ") was published by " + bundle.publishedBy()
                            + "; its parts cannot change any more. Make a new bundle");
        }
        Stale.check("Bundle " + partNumber, version, bundle.version());
        return bundle;
    }

    private void requireFits(BundleView bundle, NewBundlePart part, ProductView product) {
        if (part.quantity() < 1 || part.quantity() > 10_000) {
            throw new Refused(
                    "invalid-quantity", "A bundle cannot hold " + part.quantity() + " of a part; give 1 to 10000");
        }
        if (part.above() != null && bundle.parts().stream().noneMatch(other -> other.position() == part.above())) {
            throw new Refused(
                    "invalid-part",
                    "Bundle " + bundle.partNumber() + " has no part " + part.above() + " for " + part.partNumber()
                            + " to hang below; add that first");
        }
        if (product.id().equals(bundle.productId()) || isOpenBundle(product)) {
            throw new Refused(
                    "bundle-not-published",
                    "Bundle " + product.providerPartNumber() + " is not published, so it can be no part of "
                            + bundle.partNumber() + "; publish it first");
        }
        requireTrueBase(bundle, part, product);
    }

    /** Its provider would refuse an add-on below anything but its base. */
    private void requireTrueBase(BundleView bundle, NewBundlePart part, ProductView product) {
        var possible = bases.of(product.id());
        var above = bundle.parts().stream()
                .filter(other -> Integer.valueOf(other.position()).equals(part.above()))
                .map(BundleView.Part::productId)
                .findFirst();
        if (!possible.isEmpty()
                && possible.stream()
                        .noneMatch(base -> above.filter(base.id()::equals).isPresent())) {
            throw new Refused(
                    "not-the-true-base",
                    product.title() + " is an add-on of "
                            + possible.stream().map(ProductView::title).toList()
                            + "; add that to bundle " + bundle.partNumber() + " and hang " + part.partNumber()
                            + " below it");
        }
    }

    private boolean isOpenBundle(ProductView product) {
        return isBundle(product.id()) && get(product.providerPartNumber()).publishedAt() == null;
    }

    private void changed(BundleView bundle) {
        jdbc.sql("update product_bundle set version = version + 1 where product_id = :product")
                .param("product", bundle.productId())
                .update();
    }

    private BundleView view(ResultSet row) throws SQLException {
        var product = row.getObject("id", UUID.class);
        var published = row.getObject("published_at", OffsetDateTime.class);
        return new BundleView(
                product,
                row.getString("provider_part_number"),
                row.getString("title"),
                published == null ? null : published.toInstant(),
                row.getString("published_by"),
                parts(product),
                row.getLong("version"));
    }

    private List<BundleView.Part> parts(UUID bundle) {
        return jdbc.sql(
                        """
                        select part.position, part.product_id, product.provider, product.provider_part_number,
                               product.title, part.above, part.quantity, part.billable, part.show_on_invoice
                        from product_bundle_part part join product on product.id = part.product_id
                        where part.bundle_id = :bundle order by part.position""")
                .param("bundle", bundle)
                .query((row, number) -> new BundleView.Part(
                        row.getInt("position"),
                        row.getObject("product_id", UUID.class),
                        row.getString("provider"),
                        row.getString("provider_part_number"),
                        row.getString("title"),
                        row.getObject("above", Integer.class),
                        row.getInt("quantity"),
                        row.getBoolean("billable"),
                        row.getBoolean("show_on_invoice")))
                .list();
    }
}
