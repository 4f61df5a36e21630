package io.tenantry.postinvoice;

import io.tenantry.contract.BillingContracts;
import io.tenantry.contract.PaymentProfiles;
import io.tenantry.invoicing.Invoices;
import io.tenantry.shared.Refused;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Charges the contract's payment profile. A repeat after an unknown outcome uses the same key; after a decline it is a
 * new attempt, with a new key and the payment method that the profile has by then.
 */
@Service
@Transactional
public class Charges {

    private final Invoices invoices;
    private final BillingContracts contracts;
    private final PaymentProfiles profiles;
    private final PaymentGateway gateway;
    private final ChargeAttempts attempts;
    private final StepBook book;

    Charges(
            Invoices invoices,
            BillingContracts contracts,
            PaymentProfiles profiles,
            PaymentGateway gateway,
            ChargeAttempts attempts,
            StepBook book) {
        this.invoices = invoices;
        this.contracts = contracts;
        this.profiles = profiles;
        this.gateway = gateway;
        this.attempts = attempts;
        this.book = book;
    }

    /**
     * Repeating it after a success does nothing.
     *
     * @throws ChargeDeclined if the gateway says no; the attempt is kept, and the next call is a new one
     * @throws SystemUnavailable if the outcome is unknown; the same call is safe
     */
    public void charge(String invoiceNumber) {
        var invoice = Billed.of(invoices.get(invoiceNumber));
        var open = attempts.openOrPaid(invoice.id());
        if (open.isEmpty() && !invoice.view().balance().open().isPositive()) {
            book.done(invoice.id(), StepBook.CHARGE, "nothing left to charge");
            return;
        }
        var attempt = open.orElseGet(() -> start(invoice));
        var paymentId = attempt.paymentId() == null ? charge(invoice, attempt) : attempt.paymentId();
        invoices.recordPayment(invoice.number(), attempt.amount(), paymentId);
        book.done(invoice.id(), StepBook.CHARGE, gateway.name() + " " + paymentId);
    }

    private ChargeAttempts.Attempt start(Billed invoice) {
        var contract = contracts.get(invoice.view().contractId());
        var profile = profiles.chargedFor(contract)
                .filter(one -> one.status().equals("SYNCED"))
                .orElseThrow(() -> new Refused(
                        "no-payment-profile",
                        "Contract " + contract.number() + " has no synced payment profile; add one to charge "
                                + invoice.number()));
        return attempts.start(invoice.id(), invoice.view().balance().open(), profile);
    }

    private String charge(Billed invoice, ChargeAttempts.Attempt attempt) {
        try {
            var receipt = gateway.charge(new PaymentGateway.Order(
                    attempt.key(),
                    invoice.number(),
                    attempt.amount(),
                    attempt.gatewayCustomer(),
                    attempt.paymentMethod()));
            attempts.succeeded(invoice.id(), attempt, receipt.paymentId());
            return receipt.paymentId();
        } catch (ChargeDeclined declined) {
            attempts.declined(invoice.id(), attempt, declined.code() + ": " + declined.getMessage());
            throw declined;
        }
    }
}
