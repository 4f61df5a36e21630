package io.tenantry.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.decision.PostInvoiceSteps.Choice;
import io.tenantry.decision.PostInvoiceSteps.Question;
import io.tenantry.decision.PostInvoiceSteps.Step;
import io.tenantry.decision.PostInvoiceSteps.Steps;
import org.camunda.bpm.engine.DecisionService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostInvoiceStepsTest extends DecisionTest {

    private PostInvoiceSteps steps;

    PostInvoiceStepsTest() {
        super(PostInvoiceSteps.DECISION);
    }

    @Override
    void bind(DecisionService decisions) {
        steps = new PostInvoiceSteps(decisions);
    }

    /** Each letter is a true input: Pdf, Email, Accounting, charge (G), Contact, profile synced (S), amount positive (+), credit note (N). */
    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            textBlock =
                    """
            pdfAskedFor,            PC+,   PDF,        RUN,  toggle on
            pdfForEmail,            EC+,   PDF,        RUN,  the e-mail carries it
            pdfForNobody,           E+,    PDF,        SKIP, 'toggle off, and no e-mail carries it'
            pdfToggleOff,           AG+,   PDF,        SKIP, toggle off
            emailAskedFor,          EC+,   EMAIL,      RUN,  toggle on
            emailWithoutContact,    PE+,   EMAIL,      SKIP, no billing contact
            emailToggleOff,         PC+,   EMAIL,      SKIP, toggle off
            accountingAskedFor,     A,     ACCOUNTING, RUN,  toggle on
            accountingAskedFor,     AN,    ACCOUNTING, RUN,  toggle on
            accountingToggleOff,    PEGC+, ACCOUNTING, SKIP, toggle off
            chargeAskedFor,         GS+,   CHARGE,     RUN,  toggle on
            chargeWithoutProfile,   G+,    CHARGE,     SKIP, profile not synced
            chargeOfNothing,        GS,    CHARGE,     SKIP, nothing to charge
            chargeOfCreditNote,     GS+N,  CHARGE,     SKIP, credit note
            chargeToggleOff,        S+,    CHARGE,     SKIP, toggle off
            """)
    void decides(String rule, String facts, String step, Choice choice, String reason) {
        var chosen = steps.choose(question(facts));

        assertThat(of(chosen, step)).isEqualTo(new Step(choice, reason));
        assertThat(rulesThatHit()).hasSize(4).contains(rule);
    }

    @Test
    void choosesEachStepExactlyOnceWhateverTheFacts() {
        for (var bits = 0; bits < 256; bits++) {
            var facts = new StringBuilder();
            for (var letter = 0; letter < 8; letter++) {
                if ((bits >> letter & 1) == 1) {
                    facts.append("PEAGCS+N".charAt(letter));
                }
            }

            var chosen = steps.choose(question(facts.toString()));

            assertThat(rulesThatHit()).as(facts.toString()).hasSize(4);
            assertThat(chosen.email().choice() == Choice.RUN && chosen.pdf().choice() == Choice.SKIP)
                    .as("An e-mail without its PDF for %s", facts)
                    .isFalse();
            assertThat(chosen.charge().choice() == Choice.RUN)
                    .as("charge for %s", facts)
                    .isEqualTo(facts.toString().matches(".*G.*S\\+"));
        }
    }

    private static Question question(String facts) {
        return new Question(
                facts.contains("P"),
                facts.contains("E"),
                facts.contains("A"),
                facts.contains("G"),
                facts.contains("C"),
                facts.contains("S"),
                facts.contains("+"),
                facts.contains("N"));
    }

    private static Step of(Steps chosen, String step) {
        return switch (step) {
            case "PDF" -> chosen.pdf();
            case "EMAIL" -> chosen.email();
            case "ACCOUNTING" -> chosen.accounting();
            default -> chosen.charge();
        };
    }
}
