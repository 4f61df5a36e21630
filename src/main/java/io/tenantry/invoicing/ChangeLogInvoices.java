package io.tenantry.invoicing;

import io.tenantry.contract.BillingContracts;
import io.tenantry.invoicing.run.RunRegister;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.BusinessCalendar;
import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The change-log invoices that a person asks for; see {@link ChangeLogs}. */
@Service
@Transactional
public class ChangeLogInvoices {

    private final BillingContracts contracts;
    private final ContractFiles files;
    private final ChangeLogs changeLogs;
    private final RunRegister register;
    private final ContractBooks books;
    private final Releases releases;
    private final InvoiceReader reader;
    private final BusinessCalendar calendar;
    private final ApplicationEventPublisher events;

    ChangeLogInvoices(
            BillingContracts contracts,
            ContractFiles files,
            ChangeLogs changeLogs,
            RunRegister register,
            ContractBooks books,
            Releases releases,
            InvoiceReader reader,
            BusinessCalendar calendar,
            ApplicationEventPublisher events) {
        this.contracts = contracts;
        this.files = files;
        this.changeLogs = changeLogs;
        this.register = register;
        this.books = books;
        this.releases = releases;
        this.reader = reader;
        this.calendar = calendar;
        this.events = events;
    }

    /**
     * Invoices what changed up to a day, to the end of the cycles that were billed. It goes out at once, or waits as a
     * draft if a person must look at it.
     *
     * @throws Refused if the contract's cycles are short, earlier ones are not billed, or nothing is owed
     */
    public InvoiceView issue(String contractNumber, LocalDate upTo) {
        if (upTo.isAfter(calendar.today())) {
            throw new Refused(
                    "day-in-future", "What changes by " + upTo + " is not known yet; choose a day up to today");
        }
        var id = contracts.get(contractNumber).id();
        var facts = files.open(List.of(id)).get(0);
        var reckoning = changeLogs.reckon(facts, upTo);
        requireBillable(
                contractNumber,
                upTo,
                reckoning,
                register.unbillable(List.of(id)).get(id));
        books.write(Map.of(id, reckoning), null);
        changeLogs.keep(List.of(id), List.of(reckoning), upTo);
        var draft = reckoning.drafts().get(0);
        if (draft.reviewReason() == null) {
            releases.release(draft.id());
        }
        var invoice = reader.all(List.of(draft.id())).get(0);
        events.publishEvent(AuditFact.of(
                contractNumber,
                "change-log-invoiced",
                Map.of(
                        "invoice",
                        invoice.reference(),
                        "upTo",
                        upTo.toString(),
                        "total",
                        invoice.total().toString())));
        return invoice;
    }

    private static void requireBillable(
            String contractNumber, LocalDate upTo, Reckoning reckoning, @Nullable String unbillable) {
        if (unbillable != null) {
            throw new Refused("contract-not-billable", unbillable);
        }
        if (reckoning.drafts().isEmpty()) {
            throw new Refused(
                    "nothing-owed",
                    "No change of contract " + contractNumber + " up to " + upTo
                            + " is owed; it is billed already, or comes with the next full cycle");
        }
    }
}
