package io.tenantry.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;

import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import io.tenantry.shared.Refused;
import io.tenantry.tax.TaxEngine;
import io.tenantry.tax.TaxEngineFailed;
import io.tenantry.tax.TaxTreatment;
import io.tenantry.tax.TaxableLine;
import io.tenantry.tax.TaxedCustomer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the port to another company's tax engine promises: one question for each invoice, one answer for each line. */
class TaxationTest {

    private static final TaxedCustomer CUSTOMER = new TaxedCustomer("CUS-1", "US", "WA", "98101", null);
    private static final TaxTreatment STATE_TAX = new TaxTreatment("S", new BigDecimal("6.5"), "Sales tax", null);
    private static final TaxTreatment UNTAXED = new TaxTreatment("E", BigDecimal.ZERO, "Sales tax", "Exempt in WA");

    private final List<TaxEngine.Question> questions = new ArrayList<>();
    private final BillingTerms terms = mock(RETURNS_DEEP_STUBS);

    @Test
    void anInvoiceIsOneQuestionAndEachLineGetsItsTreatment() {
        var taxed = external(question -> List.of(STATE_TAX, UNTAXED))
                .settle(List.of(line("Suite", "305.81"), line("Phone", "42.00")));

        assertThat(questions).singleElement().satisfies(question -> {
            assertThat(question.customer()).isEqualTo(CUSTOMER);
            assertThat(question.lines())
                    .extracting(TaxEngine.Line::sku, TaxEngine.Line::amount)
                    .containsExactly(tuple("Suite", "305.81"), tuple("Phone", "42.00"));
        });
        assertThat(TaxGroup.of(taxed))
                .extracting(group -> group.treatment().code() + " " + group.net() + " " + group.tax())
                .containsExactly("S 305.81 USD 19.88 USD", "E 42.00 USD 0.00 USD");
    }

    @Test
    void aFailureOfTheEngineIsNotATaxOfNothing() {
        var failing = external(question -> {
            throw new TaxEngineFailed("The tax engine did not answer; try again later");
        });

        assertThatThrownBy(() -> failing.settle(List.of(line("Suite", "305.81"))))
                .isInstanceOf(TaxEngineFailed.class);
    }

    @Test
    void anAnswerThatLeavesALineOutIsRefused() {
        var sloppy = external(question -> List.of(STATE_TAX));

        assertThatThrownBy(() -> sloppy.settle(List.of(line("Suite", "305.81"), line("Phone", "42.00"))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("1 treatments for 2 lines");
    }

    @Test
    void withoutLinesNobodyIsAsked() {
        assertThat(external(question -> List.of()).settle(List.of())).isEmpty();
        assertThat(questions).isEmpty();
    }

    private Taxation external(TaxEngine engine) {
        given(terms.contract().number()).willReturn("BC-1");
        given(terms.contract().currency()).willReturn("USD");
        return new Taxation.External(
                question -> {
                    questions.add(question);
                    return engine.treat(question);
                },
                terms,
                CUSTOMER);
    }

    private static DraftLine line(String name, String amount) {
        var taxable = new TaxableLine("STANDARD", true, LocalDate.parse("2026-03-31"));
        var money = Money.of(amount, "USD");
        return new DraftLine(
                "FULL_CYCLE",
                null,
                null,
                null,
                name,
                name,
                Period.of("2026-03-01", "2026-04-01"),
                new DraftLine.Measure(1, money, "1"),
                money,
                taxable,
                TaxTreatment.open(),
                json -> {},
                List.of());
    }
}
