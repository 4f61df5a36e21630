package io.tenantry.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.ScenarioTest;
import io.tenantry.audit.AuditTrail;
import io.tenantry.catalog.Products.ProductRules;
import io.tenantry.catalog.QuantityReduction.Behavior;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Products and Unit Mapping against the real database. */
class CatalogIT extends ScenarioTest {

    @Autowired
    private Products products;

    @Autowired
    private Units units;

    @Autowired
    private AuditTrail audit;

    private String unique;

    @BeforeEach
    void takeAWordOfOnesOwn() {
        unique = UUID.randomUUID()
                        .toString()
                        .replaceAll("[^a-f]", "")
                        .concat("abcdef")
                        .substring(0, 6)
                        .toUpperCase(Locale.ROOT)
                + Long.toString(System.nanoTime(), 26).replaceAll("[0-9]", "Z").toUpperCase(Locale.ROOT);
    }

    @Test
    void takesOverWhatAProviderSellsAndItsNewTitles() {
        var added = products.record(
                "provider", List.of(offered("Old title"), new OfferedProduct(unique + ":2", "B", "B", "P")));
        var again = products.record(
                "provider", List.of(offered("New title"), new OfferedProduct(unique + ":2", "B", "B", "P")));

        assertThat(added).isEqualTo(2);
        assertThat(again).isZero();
        assertThat(products.get("provider", unique + ":1").title()).isEqualTo("New title");
        assertThat(products.get("provider", unique + ":2").version()).isZero();
        assertThat(products.search(unique.toLowerCase(Locale.ROOT), Paging.first())
                        .total())
                .isEqualTo(2);
        assertThat(products.search(unique + "_1", Paging.first()).total()).isZero();
    }

    @Test
    void changesHowAQuantityMayBeReduced() {
        products.record("provider", List.of(offered("Title")));
        var product = products.get("provider", unique + ":1");
        var window = new QuantityReduction(Behavior.ALLOWED_WITHIN_WINDOW, 7);

        var changed = products.change(
                "provider", unique + ":1", new ProductRules(window, true, "REDUCED", product.version()));

        assertThat(changed.quantityReductionBehavior()).isEqualTo("ALLOWED_WITHIN_WINDOW");
        assertThat(changed.quantityReductionWindow()).isEqualTo(7);
        assertThat(changed.version()).isEqualTo(product.version() + 1);
        assertThat(products.get(product.id())).isEqualTo(changed);
        assertThatThrownBy(() -> products.change(
                        "provider", unique + ":1", new ProductRules(window, false, null, product.version())))
                .isInstanceOf(Stale.class);
        assertThat(audit.of(unique + ":1")).extracting("action").containsExactly("product-changed");
    }

    @Test
    void refusesAWindowBehaviorWithoutAWindow() {
        assertThatThrownBy(() -> new QuantityReduction(Behavior.ALLOWED_WITHIN_WINDOW, null))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("needs a quantity reduction window in days");
    }

    @Test
    void mapsAUnitOnceAndCorrectsIt() {
        var unit = units.map(unique, 6);

        var corrected = units.change(unique, 4, unit.version());

        assertThat(units.requireMonths(unique)).isEqualTo(4);
        assertThat(corrected.version()).isEqualTo(unit.version() + 1);
        assertThatThrownBy(() -> units.change(unique, 5, unit.version())).isInstanceOf(Stale.class);
        assertThatThrownBy(() -> units.map(unique, 6)).isInstanceOf(Conflict.class);
        assertThat(audit.of(unique)).extracting("action").containsExactly("unit-mapped", "unit-mapping-changed");
    }

    @Test
    void refusesAUnitThatIsNotMapped() {
        assertThat(units.months("FORTNIGHT" + unique)).isEmpty();
        assertThatThrownBy(() -> units.requireMonths("FORTNIGHT" + unique))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("Please provide a valid Sales Unit.");
    }

    @Test
    void refusesMonthsThatNoUnitCovers() {
        assertThatThrownBy(() -> units.map(unique, 0)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> units.map(unique, 121))
                .isInstanceOf(Refused.class)
                .hasMessageEndingWith("give 1 to 120");
        assertThatThrownBy(() -> units.map("half-year", 6)).isInstanceOf(Refused.class);
    }

    private OfferedProduct offered(String title) {
        return new OfferedProduct(unique + ":1", title, title, "Publisher");
    }
}
