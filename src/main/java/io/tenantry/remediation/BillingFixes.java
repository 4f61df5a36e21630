package io.tenantry.remediation;

import io.tenantry.contract.BillingContracts;
import io.tenantry.customer.Customers;
import io.tenantry.customer.NewCustomer;
import io.tenantry.invoicing.BillingRuns;
import io.tenantry.invoicing.DraftReviews;
import io.tenantry.shared.BusinessCalendar;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** What is done about invoices: the drafts that wait, the contract's dates, and what keeps it from being billed. */
@Component
class BillingFixes implements FixMaker {

    private final DraftReviews reviews;
    private final BillingRuns runs;
    private final BillingContracts contracts;
    private final Customers customers;
    private final BusinessCalendar calendar;

    BillingFixes(
            DraftReviews reviews,
            BillingRuns runs,
            BillingContracts contracts,
            Customers customers,
            BusinessCalendar calendar) {
        this.reviews = reviews;
        this.runs = runs;
        this.contracts = contracts;
        this.customers = customers;
        this.calendar = calendar;
    }

    @Override
    public Map<Fix, Consumer<FixOrder>> fixes() {
        return Map.of(
                Fix.RESTORE_CYCLE, this::restoreCycle,
                Fix.BILL_DRAFTS, this::bill,
                Fix.VOID_DRAFTS, this::voidDrafts,
                Fix.MOVE_NEXT_INVOICE_DATE, this::moveNextInvoiceDate,
                Fix.REGENERATE, this::regenerate,
                Fix.RUN_BILLING, this::runBilling,
                Fix.COMPLETE_ADDRESS, this::completeAddress,
                Fix.DEACTIVATE_CONTRACT, this::deactivateContract);
    }

    private void bill(FixOrder order) {
        var contract = order.known(Fact.CONTRACT_NUMBER);
        reviews.bill(contract, reviews.get(contract).version(), null);
    }

    private void voidDrafts(FixOrder order) {
        var contract = order.known(Fact.CONTRACT_NUMBER);
        reviews.voidDrafts(contract, reviews.get(contract).version(), order.reason(), null);
    }

    /** What the drafts held is owed again, and the run bills it as it is priced by now. */
    private void regenerate(FixOrder order) {
        voidDrafts(order);
        runBilling(order);
    }

    /** Of the case's contract alone: what else is due is nobody's wish here. */
    private void runBilling(FixOrder order) {
        runs.request(calendar.today(), List.of(order.known(Fact.CONTRACT_NUMBER)));
    }

    private void moveNextInvoiceDate(FixOrder order) {
        moveTo(order.date("date"), order);
    }

    private void restoreCycle(FixOrder order) {
        moveTo(LocalDate.parse(order.known(Fact.SKIPPED_CYCLE_DUE)), order);
    }

    private void moveTo(LocalDate day, FixOrder order) {
        var contract = order.known(Fact.CONTRACT_NUMBER);
        reviews.moveNextInvoiceDate(contract, reviews.get(contract).version(), day, order.reason());
    }

    private void completeAddress(FixOrder order) {
        var now = customers.get(order.known(Fact.CUSTOMER_NUMBER));
        customers.change(
                now.number(),
                new NewCustomer(
                        now.name(),
                        now.domain(),
                        now.country(),
                        order.text("street"),
                        order.text("city"),
                        order.text("postalCode"),
                        now.currency(),
                        now.vatId(),
                        now.region(),
                        now.language()),
                now.version());
    }

    private void deactivateContract(FixOrder order) {
        var contract = contracts.get(order.known(Fact.CONTRACT_NUMBER));
        contracts.deactivate(contract.number(), order.reason(), contract.version());
    }
}
