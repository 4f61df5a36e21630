package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.catalog.Bundles;
import io.tenantry.catalog.NewBundlePart;
import io.tenantry.catalog.ProductBases;
import io.tenantry.shared.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/** A bundle is put together, published, and ordered with all its parts. */
class BundleOrdersIT extends LedgerScenario {

    @Autowired
    private BundleOrders orders;

    @Autowired
    private Bundles bundles;

    @Autowired
    private ProductBases bases;

    private String bundle;
    private String phone;

    @BeforeEach
    void aBundleOfBaseAndAddOn() {
        bundle = "BUNDLE:" + name;
        phone = aPart("ALLOWED", null);
        listed(part, "12.00");
        listed(phone, "8.00");
        bases.set(PROVIDER, phone, List.of(part), "The provider's prerequisites");
        bundles.create(bundle, "Office of " + name);
        jdbc.sql(
                        """
                        insert into price_list_item
                            (id, price_list_id, product_id, unit, term, selling_price, cost_price, valid)
                        values (gen_random_uuid(), :list, :product, 'MONTHLY', 'P1Y', 100, 1,
                                daterange(:from, date '9999-12-31'))""")
                .param("list", contract.priceListId())
                .param("product", bundles.get(bundle).productId())
                .param("from", today().minusDays(100))
                .update();
    }

    @Test
    void aWholeTreeIsOrderedAndEachPartMultiplies() {
        add(part, null, 5, false);
        add(phone, 1, 2, true);
        bundles.publish(bundle, bundles.get(bundle).version());

        var tree = orders.order(order(5, false));

        assertThat(tree.quantity()).isEqualTo(5);
        assertThat(tree.provider()).isEqualTo(Bundles.PROVIDER);
        assertThat(tree.below()).singleElement().satisfies(base -> {
            assertThat(base.quantity()).isEqualTo(25);
            assertThat(base.ratio()).isEqualTo(5);
            assertThat(base.billable()).isFalse();
            assertThat(base.below()).singleElement().satisfies(addOn -> {
                assertThat(addOn.quantity()).isEqualTo(50);
                assertThat(addOn.billable()).isTrue();
            });
        });

        changes.notApplicable(lastChange(tree.number()), "Nobody provisions a bundle");
        changes.request(ChangeCommand.quantity(tree.number(), 6, "Grows"));

        var base = tree.below().get(0);
        assertThat(subscriptions.get(base.number()).quantity()).isEqualTo(30);
        assertThat(subscriptions.get(base.below().get(0).number()).quantity()).isEqualTo(60);
    }

    @Test
    void rolledUpItCostsWhatItsPartsWouldThatCostNothing() {
        add(part, null, 5, false);
        add(phone, 1, 2, false);
        bundles.publish(bundle, bundles.get(bundle).version());

        var tree = orders.order(order(1, true));

        assertThat(subscriptions.get(tree.number()).unitPrice().plain().toString())
                .as("5 × 12.00 + 10 × 8.00")
                .isEqualTo("140.00 USD");
    }

    @Test
    void onceItIsPublishedNoPartIsAddedNeitherByTheApiNorInSql() {
        assertThatThrownBy(() -> orders.order(order(1, false)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("not published");
        add(part, null, 1, false);
        bundles.publish(bundle, bundles.get(bundle).version());

        assertThatThrownBy(() -> add(phone, 1, 1, false))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("cannot change any more");
        assertThatThrownBy(() -> jdbc.sql(
                                """
                                insert into product_bundle_part
                                    (bundle_id, position, product_id, quantity, billable, show_on_invoice)
                                values (:bundle, 9, :product, 1, true, true)""")
                        .param("bundle", bundles.get(bundle).productId())
                        .param("product", products.get(PROVIDER, phone).id())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("is published");
    }

    @Test
    void anAddOnIsPutBelowItsBaseAndNotBelowTheBundle() {
        add(part, null, 1, false);

        assertThatThrownBy(() -> add(phone, null, 1, false))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("hang " + phone + " below it");
    }

    private void add(String partNumber, @Nullable Integer above, int quantity, boolean billable) {
        var newPart = new NewBundlePart(PROVIDER, partNumber, above, quantity, billable, true);
        bundles.add(bundle, newPart, bundles.get(bundle).version());
    }

    private NewBundleOrder order(int quantity, boolean rollUp) {
        return new NewBundleOrder(
                tenant.number(),
                bundle,
                null,
                quantity,
                "MONTHLY",
                "P1Y",
                "MONTHLY",
                null,
                rollUp,
                today(),
                true,
                true);
    }
}
