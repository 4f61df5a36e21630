package io.tenantry.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;

/** The binding test must speak up, in words that help, when somebody breaks a diagram. Each case breaks the real one. */
class ProcessBindingSelfTest {

    @Test
    void namesTheClassThatATaskIsMissing() {
        assertBroken("Email invoice", "Fax invoice", "emailInvoice", "faxInvoice")
                .contains(
                        "Task 'Fax invoice' in post-invoice.bpmn is not implemented: write workflow/postinvoice/FaxInvoice.java");
    }

    @Test
    void saysThatLabelAndIdMustBeTheSameWords() {
        assertBroken("name=\"Post invoice\"", "name=\"Post the bill\"")
                .contains(
                        "Task 'Post the bill' in post-invoice.bpmn must have the id 'postTheBill', not 'postInvoice': label,"
                                + " id and class are the same words");
    }

    @Test
    void asksForTheOperatorsNote() {
        assertBroken("What to do: on a decline", "On a decline")
                .singleElement()
                .asString()
                .startsWith(
                        "'Charge payment profile' in post-invoice.bpmn needs a note for the operator who must retry it");
    }

    @Test
    void asksForAJobOfItsOwn() {
        assertBroken("name=\"Email invoice\" camunda:asyncBefore=\"true\"", "name=\"Email invoice\"")
                .containsExactly(
                        "Task 'Email invoice' in post-invoice.bpmn must be its own job: tick 'Asynchronous before'");
    }

    @Test
    void asksForADefaultFlow() {
        assertBroken("default=\"flow_chargeSkipped\"", "")
                .anyMatch(finding ->
                        finding.startsWith("Gateway 'Is a charge chosen?' in post-invoice.bpmn needs a default"));
    }

    @Test
    void refusesConditionsThatCompute() {
        assertBroken("${charge == 'RUN'}", "${invoice.total.amount > 100}")
                .anyMatch(finding -> finding.startsWith(
                        "The condition ${invoice.total.amount > 100} in post-invoice.bpmn computes"));
    }

    @Test
    void namesTheTableThatDoesNotExist() {
        assertBroken("camunda:decisionRef=\"post-invoice-steps\"", "camunda:decisionRef=\"invoice-steps\"")
                .containsExactly(
                        "Decision 'Choose post-invoice steps' in post-invoice.bpmn asks the table 'invoice-steps', but"
                                + " there is no dmn/invoice-steps.dmn");
    }

    @Test
    void seesWhatIsNotDrawn() {
        assertBroken("bpmnElement=\"invoicePosted\"", "bpmnElement=\"invoiceEmailed\"")
                .containsExactly(
                        "'invoicePosted' in post-invoice.bpmn is not drawn; open and save the file in Camunda Modeler");
    }

    @Test
    void wantsMessagesToBeDomainEvents() {
        assertBrokenIn("provisioning.bpmn", "name=\"LicensesProvisioned\"", "name=\"ParentIsReady\"")
                .containsExactly(
                        "Message 'ParentIsReady' in provisioning.bpmn must be named like a domain event, but there is no"
                                + " such record");
    }

    @Test
    void wantsUserTasksToBelongToARoleAndToBeCompletedByTheDomain() {
        assertBrokenIn("billing-run.bpmn", "camunda:candidateGroups=\"billing-manager\"", "camunda:assignee=\"mary\"")
                .hasSize(2)
                .anyMatch(finding -> finding.contains("needs candidate groups"))
                .anyMatch(finding -> finding.contains("belongs to a role, not to 'mary'"));
        assertBrokenIn(
                        "billing-run.bpmn",
                        "Review contracts set aside",
                        "Review contracts later",
                        "reviewContractsSetAside",
                        "reviewContractsLater")
                .containsExactly("Nothing completes user task 'Review contracts later' of billing-run.bpmn: let"
                        + " BillingRunProcess listen to a domain event for 'reviewContractsLater'");
    }

    @Test
    void wantsTimersToReadVariables() {
        assertBrokenIn("change.bpmn", "${pollAfter}", "PT5M")
                .containsExactly("A timer in change.bpmn is fixed to 'PT5M'; let it read a variable");
    }

    private static org.assertj.core.api.ListAssert<String> assertBroken(String... replacements) {
        return assertBrokenIn("post-invoice.bpmn", replacements);
    }

    private static org.assertj.core.api.ListAssert<String> assertBrokenIn(String file, String... replacements) {
        try {
            var xml = Files.readString(Path.of("bpmn", file));
            for (var i = 0; i < replacements.length; i += 2) {
                assertThat(xml).contains(replacements[i]);
                xml = xml.replace(replacements[i], replacements[i + 1]);
            }
            var model = Bpmn.readModelFromStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
            return assertThat(DiagramRules.findingsOf(new Diagram(file, model)));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
