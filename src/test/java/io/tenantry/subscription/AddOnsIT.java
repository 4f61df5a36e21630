package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.catalog.ProductBases;
import io.tenantry.shared.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;

/** Trees of base, add-ons and their add-ons against the real database. */
class AddOnsIT extends LedgerScenario {

    @Autowired
    private AddOns addOns;

    @Autowired
    private ProductBases bases;

    @Test
    void aParentOfFiveWithFiveForOneHasAChildOfTwentyFiveAndThatItsOwnChildren() {
        var base = provisioned(order(part, 5, null));
        var child = provisioned(order(part, 25, base));
        var grandchild = provisioned(order(part, 50, child));
        hang(child, base, 5);
        hang(grandchild, child, 2);

        changes.request(ChangeCommand.quantity(base, 6, "Grows"));

        assertThat(quantityOf(child)).isEqualTo(30);
        assertThat(quantityOf(grandchild)).isEqualTo(60);
        var cause = lastChange(base);
        assertThat(changes.get(lastChange(child)).change())
                .returns(ChangeSource.SYSTEM, LicenseChangeView::source)
                .returns(5, LicenseChangeView::quantityDelta)
                .returns("Follows " + cause + " of " + base + ", by 5 for each of 6", LicenseChangeView::reason);
        assertThat(changes.turnOf(lastChange(child)).blockedBy()).isEqualTo(cause);
        assertThat(changes.turnOf(lastChange(child)).reason()).isEqualTo(WaitingFor.PARENT);
        assertThat(changes.turnOf(lastChange(grandchild)).blockedBy()).isEqualTo(lastChange(child));
        assertThat(changes.provisioningOrder(lastChange(child)).tellsProvider()).isTrue();

        changes.provisioned(cause);

        assertThat(changes.turnOf(lastChange(child)).mayGo()).isTrue();
    }

    @Test
    void whatHasNoRatioDoesNotFollowAndWhatHasOneDoesNotGoItsOwnWay() {
        var base = provisioned(order(part, 5, null));
        var free = provisioned(order(part, 7, base));
        var bound = provisioned(order(part, 5, base));
        hang(bound, base, 1);

        changes.request(ChangeCommand.quantity(base, 4, "Shrinks"));

        assertThat(quantityOf(free)).isEqualTo(7);
        assertThat(quantityOf(bound)).isEqualTo(4);
        assertThatThrownBy(() -> changes.request(ChangeCommand.quantity(bound, 9, "Wants more")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("follows its parent by 1 for one");
    }

    @Test
    void aSuspendedFollowerStopsTheWholeChange() {
        var base = provisioned(order(part, 5, null));
        var child = provisioned(order(part, 5, base));
        hang(child, base, 1);
        jdbc.sql("update subscription set status = 'SUSPENDED' where number = :number")
                .param("number", child)
                .update();

        assertThatThrownBy(() -> changes.request(ChangeCommand.quantity(base, 6, "Grows")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(child)
                .hasMessageContaining("suspended");
        assertThat(quantityOf(base)).isEqualTo(5);
        assertThat(quantityOf(child)).isEqualTo(5);
    }

    @Test
    void anAddOnHangsOnlyBelowAProductThatItIsAnAddOnOf() {
        var phone = aPart("ALLOWED", null);
        var other = aPart("ALLOWED", null);
        bases.set(PROVIDER, phone, List.of(part), "The provider's prerequisites");
        var wrong = provisioned(order(other, 5, null));
        var right = provisioned(order(part, 5, null));

        assertThatThrownBy(() -> subscriptions.create(order(phone, 5, wrong)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.type()).isEqualTo("not-the-true-base"))
                .hasMessageContaining("hang it below " + right);
        assertThat(subscriptions.create(order(phone, 5, right)).parentNumber()).isEqualTo(right);
    }

    @Test
    void nothingBecomesItsOwnGrandparentNeitherByTheApiNorInSql() {
        var top = provisioned(order(part, 5, null));
        var middle = provisioned(order(part, 5, top));
        var bottom = provisioned(order(part, 5, middle));

        assertThatThrownBy(() -> hang(top, bottom, null))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("its own parent or grandparent");
        assertThatThrownBy(() -> jdbc.sql(
                                """
                                update subscription set parent_id = (select id from subscription where number = :bottom)
                                where number = :top""")
                        .param("bottom", bottom)
                        .param("top", top)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("cannot be its own parent or grandparent");
    }

    @Test
    void ofTwoWhoLinkAgainstEachOtherAtOnceOneIsRefused() throws Exception {
        var one = provisioned(order(part, 5, null));
        var other = provisioned(order(part, 5, null));
        var start = new CountDownLatch(1);
        var people = Executors.newFixedThreadPool(2);
        var outcomes = new ArrayList<String>();
        try {
            var both = List.of(
                    people.submit(() -> linked(start, one, other)), people.submit(() -> linked(start, other, one)));
            start.countDown();
            for (Future<String> each : both) {
                outcomes.add(each.get(30, TimeUnit.SECONDS));
            }
        } finally {
            people.shutdownNow();
        }

        assertThat(outcomes).containsExactlyInAnyOrder("linked", "refused");
        assertThat(jdbc.sql(
                                "select count(*) from subscription where parent_id is not null and number in (:one, :other)")
                        .param("one", one)
                        .param("other", other)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aNewParentIsAnActWithAReasonAndAHistory() {
        var one = provisioned(order(part, 5, null));
        var other = provisioned(order(part, 5, null));
        var addOn = provisioned(order(part, 5, one));

        hang(addOn, other, 1);

        assertThat(addOns.history(addOn)).singleElement().satisfies(moved -> {
            assertThat(moved.fromParent()).isEqualTo(one);
            assertThat(moved.toParent()).isEqualTo(other);
            assertThat(moved.toRatio()).isEqualTo(1);
            assertThat(moved.reason()).isEqualTo("It belongs there");
        });
        assertThat(addOns.tree(addOn).number()).isEqualTo(other);
        assertThat(addOns.tree(addOn).below()).extracting(TreeView::number).containsExactly(addOn);
        assertThatThrownBy(() -> hang(addOn, other, 2))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("are 10");
    }

    @Test
    void visibilityLeavesTheLinkAlone() {
        var base = provisioned(order(part, 5, null));
        var addOn = provisioned(order(part, 5, base));
        var act = new AddOns.Act("Not to be seen", subscriptions.get(addOn).version());

        var hidden = addOns.show(addOn, new AddOns.Visibility(false, false, BillAt.PARENT), act);

        assertThat(hidden.parentNumber()).isEqualTo(base);
        assertThat(hidden.showOnInvoice()).isFalse();
        assertThat(hidden.displayOnPortal()).isFalse();
        assertThatThrownBy(() -> addOns.show(base, new AddOns.Visibility(true, true, BillAt.PARENT), actOn(base)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("has no parent");
    }

    private String linked(CountDownLatch start, String child, String parent) throws InterruptedException {
        start.await();
        try {
            hang(child, parent, null);
            return "linked";
        } catch (Refused | DataIntegrityViolationException refused) {
            return "refused";
        }
    }

    private void hang(String child, String parent, Integer ratio) {
        addOns.hang(child, parent, ratio, actOn(child));
    }

    private AddOns.Act actOn(String number) {
        return new AddOns.Act("It belongs there", subscriptions.get(number).version());
    }

    private String provisioned(NewSubscription order) {
        var number = subscriptions.create(order).number();
        changes.provisioned(lastChange(number));
        return number;
    }

    private int quantityOf(String number) {
        return subscriptions.get(number).quantity();
    }
}
