package io.tenantry.workflow.postinvoice;

import io.tenantry.postinvoice.Charges;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Charges the contract's payment profile. A decline is no branch of the diagram: it is an incident that a person repairs. */
@Component
class ChargePaymentProfile implements JavaDelegate {

    private final Charges charges;

    ChargePaymentProfile(Charges charges) {
        this.charges = charges;
    }

    @Override
    public void execute(DelegateExecution execution) {
        charges.charge(new PostInvoiceData(execution).invoice());
    }
}
