package io.tenantry.console;

import io.tenantry.contract.BillingContracts;
import io.tenantry.contract.ProrationRules;
import io.tenantry.diagnosis.Diagnoses;
import io.tenantry.invoicing.ChangeLogInvoices;
import io.tenantry.invoicing.Previews;
import io.tenantry.shared.BusinessCalendar;
import io.tenantry.shared.Refused;
import io.tenantry.shared.web.SentForms;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/**
 * Contracts, what they will be billed, and what changed meanwhile invoiced without the next full cycle. What such an
 * invoice charged is not owed any more, and a form that is sent twice leads to what it invoiced.
 */
@Controller
@RequestMapping("/contracts/{number}")
class ContractPages {

    private final BillingContracts contracts;
    private final ProrationRules rules;
    private final Previews previews;
    private final Diagnoses diagnoses;
    private final ChangeLogInvoices changeLogs;
    private final BusinessCalendar calendar;
    private final SentForms sentForms;

    ContractPages(
            BillingContracts contracts,
            ProrationRules rules,
            Previews previews,
            Diagnoses diagnoses,
            ChangeLogInvoices changeLogs,
            BusinessCalendar calendar,
            SentForms sentForms) {
        this.contracts = contracts;
        this.rules = rules;
        this.previews = previews;
        this.diagnoses = diagnoses;
        this.changeLogs = changeLogs;
        this.calendar = calendar;
        this.sentForms = sentForms;
    }

    @GetMapping
    String show(@PathVariable String number, Model model) {
        var contract = contracts.get(number);
        model.addAttribute("contract", contract);
        model.addAttribute("rule", rules.of(contract));
        model.addAttribute("evidence", diagnoses.evidence(number, calendar.today()));
        model.addAttribute("previewOn", previewOn(contract.nextInvoiceDate()));
        return "contract";
    }

    /** The next invoice date, unless the contract is billed to its end. */
    private LocalDate previewOn(LocalDate next) {
        return next.isAfter(calendar.today().plusYears(1)) ? calendar.today() : next;
    }

    @GetMapping("/preview")
    String preview(@PathVariable String number, @RequestParam(required = false) @Nullable LocalDate asOf, Model model) {
        model.addAttribute("preview", previews.preview(number, asOf == null ? calendar.today() : asOf));
        model.addAttribute("plan", null);
        return "contract-preview";
    }

    @PostMapping("/change-log-invoices")
    String invoiceChanges(@PathVariable String number, Form form, Model model, HttpServletResponse response) {
        try {
            return "redirect:" + sentForms.once(form.once(), () -> issued(number, form.day("upTo")));
        } catch (Refused refused) {
            var page = show(number, model);
            model.addAttribute("upTo", form.textOrNone("upTo"));
            PageFrame.refuse(refused, model, response);
            return page;
        }
    }

    private String issued(String contract, LocalDate upTo) {
        var invoice = changeLogs.issue(contract, upTo);
        var key = invoice.number() == null ? invoice.reference() : invoice.number();
        return "/invoices/" + UriUtils.encodePathSegment(key, "UTF-8");
    }
}
