package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/** Products that the provider would not exchange: what becomes of the books when nobody wants it any more. */
class RefusedProductsIT extends LedgerScenario {

    @Autowired
    private Terms terms;

    @Autowired
    private TermChanges termChanges;

    /** Ten seats that cost nothing were to cost 15.00 each from today on; it was refused, so they cost nothing. */
    @Test
    void aRefusedConversionLeavesATrialAsItWas() {
        var number = trial();
        var paid = paidPart();
        var change = convert(number, paid);
        assertThat(owedOn(number, today())).isEqualByComparingTo("150");
        changes.failed(change, "Not in this market. (800026)");

        changes.notApplicable(change, "They do not want it any more");

        assertThat(subscriptions.get(number))
                .returns(part, SubscriptionView::partNumber)
                .returns(10, SubscriptionView::quantity);
        assertThat(owedOn(number, today())).isEqualByComparingTo("0");
        assertThat(terms.of(number))
                .returns(true, TermView::trial)
                .returns("P1M", TermView::term)
                .returns(today().plusDays(9), TermView::termEnd);
        assertThat(changes.get(lastChange(number)).change())
                .returns(changes.get(change).change().effectiveDate(), LicenseChangeView::effectiveDate)
                .returns(part, LicenseChangeView::partNumber)
                .returns(ProvisioningStatus.NOT_APPLICABLE, LicenseChangeView::provisioningStatus);
        assertThatThrownBy(() -> changes.requeue(change, "After all"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("order it anew");
    }

    @Test
    void aConversionThatIsCalledOffBeforeItIsToldIsNoConversionEither() {
        var number = trial();
        var change = convert(number, paidPart());

        changes.notApplicable(change, "Asked by mistake");

        assertThat(owedOn(number, today())).isEqualByComparingTo("0");
        assertThat(terms.of(number)).returns(true, TermView::trial).returns("P1M", TermView::term);
    }

    @Test
    void aTrialIsConvertedOnceAtATime() {
        var number = trial();
        var paid = paidPart();
        var change = convert(number, paid);
        changes.failed(change, "Not in this market. (800026)");

        assertThatThrownBy(() -> convert(number, paid))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(change)
                .hasMessageContaining("Failed Provisioning");

        changes.notApplicable(change, "Another way");

        assertThat(changes.provisioningOrder(convert(number, paid)))
                .returns(true, ProvisioningOrder::changesProduct)
                .returns("P1Y", ProvisioningOrder::term);
    }

    /** Ten seats at 12.00, refused at 15.00: product, part number, rules and price of before, from the same day on. */
    @Test
    void aRefusedProductIsTheOneOfBeforeAgain() {
        var number = tenProvisionedSeats();
        var strict = aPart("ALLOWED_WITHIN_WINDOW", 7);
        listed(strict, "15.00");
        var change =
                changes.request(ChangeCommand.product(number, strict, "Better")).changeNumber();
        changes.failed(change, "No such upgrade. (900236)");
        assertThat(subscriptions.get(number)).returns(strict, SubscriptionView::partNumber);

        changes.notApplicable(change, "They keep what they have");

        assertThat(subscriptions.get(number)).returns(part, SubscriptionView::partNumber);
        assertThat(ruleOf(number)).isEqualTo("ALLOWED");
        assertThat(owedOn(number, today())).isEqualByComparingTo("120");
    }

    /**
     * 10 at 12.00, refused at 15.00 from today on; five more from today, and five more phones with them. The five are
     * ordered anew for the old product at 12.00, and the phones wait for that order, not for the one that is gone.
     */
    @Test
    void whatWasOrderedSinceIsOrderedAnewForTheProductOfBefore() {
        var number = tenProvisionedSeats();
        var phone = subscriptions
                .create(anAddOnOf(number), new Placement(null, 1, BillAt.SELF))
                .number();
        changes.provisioned(lastChange(phone));
        var other = paidPart();
        var exchange =
                changes.request(ChangeCommand.product(number, other, "Better")).changeNumber();
        var five =
                changes.request(ChangeCommand.quantity(number, 15, "Five more")).changeNumber();
        var phones = lastChange(phone);
        changes.failed(exchange, "No such upgrade. (900236)");

        changes.notApplicable(exchange, "They keep what they have");

        var anew = lastChange(number);
        assertThat(anew).isNotEqualTo(five);
        assertThat(statusOf(five)).isEqualTo(ProvisioningStatus.NOT_APPLICABLE);
        assertThat(changes.provisioningOrder(anew))
                .returns(15, ProvisioningOrder::targetQuantity)
                .returns(part, ProvisioningOrder::partNumber)
                .returns(true, ProvisioningOrder::tellsProvider);
        assertThat(changes.turnOf(anew)).returns(true, Turn::mayGo);
        assertThat(changes.turnOf(phones)).returns(false, Turn::mayGo).satisfies(turn -> assertThat(turn.message())
                .contains(anew));
        assertThat(owedOn(number, today())).isEqualByComparingTo("180");

        changes.provisioned(anew);

        assertThat(changes.turnOf(phones)).returns(true, Turn::mayGo);
    }

    /** The base ends after what hangs below it, also when its end was made anew. */
    @Test
    void anEndThatWasMadeAnewWaitsForThoseThatFollowedIt() {
        var number = tenProvisionedSeats();
        var phone = subscriptions
                .create(anAddOnOf(number), new Placement(null, 1, BillAt.SELF))
                .number();
        changes.provisioned(lastChange(phone));
        var exchange = changes.request(ChangeCommand.product(number, paidPart(), "Better"))
                .changeNumber();
        changes.failed(exchange, "No such upgrade. (900236)");
        changes.request(ChangeCommand.deactivate(number, true, "They leave"));
        var below = lastChange(phone);

        changes.notApplicable(exchange, "They leave anyway");

        var end = lastChange(number);
        assertThat(changes.turnOf(end)).returns(false, Turn::mayGo).satisfies(turn -> assertThat(turn.message())
                .contains(below));
        changes.provisioned(below);
        assertThat(changes.turnOf(end)).returns(true, Turn::mayGo);
        assertThat(subscriptions.get(number).quantity()).isZero();
    }

    /** It may have been made there by hand, which is what Not Applicable says of a change that nobody refused. */
    @Test
    void aProductThatWasNotRefusedStaysTheNewOne() {
        var number = tenProvisionedSeats();
        var other = paidPart();
        var change =
                changes.request(ChangeCommand.product(number, other, "Better")).changeNumber();

        changes.notApplicable(change, "Made in the portal");

        assertThat(subscriptions.get(number)).returns(other, SubscriptionView::partNumber);
        assertThat(owedOn(number, today())).isEqualByComparingTo("150");
    }

    /** The provider would be told nothing of it, for we do not know what it is exchanged for. */
    @Test
    void whatIsNoProductOfTheCatalogIsExchangedForNothing() {
        var number = tenProvisionedSeats();
        jdbc.sql("update subscription set product_id = null where number = :number")
                .param("number", number)
                .update();

        assertThatThrownBy(() -> changes.request(ChangeCommand.product(number, paidPart(), "Better")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("no product of the catalog");
    }

    @Test
    void whatAChangeFoundIsWrittenOnce() {
        var change = convert(trial(), paidPart());

        assertThatThrownBy(() -> jdbc.sql("update license_change set former_term = 'P3Y' where number = :number")
                        .param("number", change)
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("is written once");
    }

    /** Ten seats for nothing, by the month, in its 21st day. */
    private String trial() {
        var number = tenProvisionedSeats();
        jdbc.sql(
                        """
                        update subscription
                        set trial = true, term = 'P1M', start_date = :start, commitment_end = :end
                        where number = :number""")
                .param("number", number)
                .param("start", today().minusDays(20))
                .param("end", today().plusDays(9))
                .update();
        changes.request(ChangeCommand.price(number, Money.of("0.00", "USD"), "A trial"));
        changes.notApplicable(lastChange(number), "Nothing to tell");
        return number;
    }

    private String paidPart() {
        var paid = aPart("ALLOWED", null);
        listed(paid, "15.00");
        return paid;
    }

    private String convert(String number, String paid) {
        return termChanges
                .request(new TermCommand(
                        number,
                        Instruction.TRIAL_TO_PAID,
                        new NextTerm(paid, 10, "P1Y", "MONTHLY", null),
                        null,
                        false,
                        "They stay",
                        subscriptions.get(number).version()))
                .changeNumber();
    }

    private String ruleOf(String number) {
        return jdbc.sql("select quantity_reduction_behavior from subscription where number = :number")
                .param("number", number)
                .query(String.class)
                .single();
    }

    /** What a month costs by the changes that count on a day: each moves the value from what it was before it. */
    private BigDecimal owedOn(String number, LocalDate day) {
        var before = BigDecimal.ZERO;
        var owed = BigDecimal.ZERO;
        for (var change : ledgerOf(number)) {
            var price = change.monthlyUnitPrice() == null
                    ? BigDecimal.ZERO
                    : change.monthlyUnitPrice().amount();
            var after = price.multiply(BigDecimal.valueOf(change.quantityAfter()));
            if (!change.effectiveDate().isAfter(day)) {
                owed = owed.add(after.subtract(before));
            }
            before = after;
        }
        return owed;
    }
}
