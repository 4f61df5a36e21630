package io.tenantry.decision;

import org.springframework.stereotype.Component;

/** {@code dmn/post-invoice-steps.dmn}: which of the four steps follow an invoice, and why the others do not. */
@Component
public class PostInvoiceSteps {

    public enum Choice {
        RUN,
        SKIP
    }

    /**
     * The contract's four toggles and the facts.
     *
     * @param amountPositive whether the total is above zero
     */
    public record Question(
            boolean generatePdf,
            boolean autoSendEmail,
            boolean autoSyncAccounting,
            boolean autoCharge,
            boolean contactPresent,
            boolean profileSynced,
            boolean amountPositive,
            boolean creditNote) {}

    /** @param reason why it is skipped, or which toggle asks for it */
    public record Step(Choice choice, String reason) {}

    public record Steps(Step pdf, Step email, Step accounting, Step charge) {}

    public Steps choose(Question question) {
        throw new UnsupportedOperationException();
    }
}
