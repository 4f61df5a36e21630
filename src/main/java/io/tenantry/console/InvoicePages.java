package io.tenantry.console;

import io.tenantry.contract.BillingContracts;
import io.tenantry.contract.ProrationRules;
import io.tenantry.diagnosis.Diagnoses;
import io.tenantry.diagnosis.Question;
import io.tenantry.diagnosis.Symptom;
import io.tenantry.invoicing.Invoices;
import io.tenantry.invoicing.Previews;
import io.tenantry.invoicing.Proofs;
import io.tenantry.monitoring.Dashboards;
import io.tenantry.postinvoice.InvoiceDocuments;
import io.tenantry.shared.BusinessCalendar;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Contracts and what they will be billed, invoices and why each line is there, and what is wrong with them. */
@Controller
class InvoicePages {

    private final BillingContracts contracts;
    private final ProrationRules rules;
    private final Previews previews;
    private final Invoices invoices;
    private final Proofs proofs;
    private final InvoiceDocuments documents;
    private final Diagnoses diagnoses;
    private final Dashboards dashboards;
    private final BusinessCalendar calendar;

    InvoicePages(
            BillingContracts contracts,
            ProrationRules rules,
            Previews previews,
            Invoices invoices,
            Proofs proofs,
            InvoiceDocuments documents,
            Diagnoses diagnoses,
            Dashboards dashboards,
            BusinessCalendar calendar) {
        this.contracts = contracts;
        this.rules = rules;
        this.previews = previews;
        this.invoices = invoices;
        this.proofs = proofs;
        this.documents = documents;
        this.diagnoses = diagnoses;
        this.dashboards = dashboards;
        this.calendar = calendar;
    }

    @GetMapping("/contracts/{number}")
    String contract(@PathVariable String number, Model model) {
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

    @GetMapping("/contracts/{number}/preview")
    String preview(@PathVariable String number, @RequestParam(required = false) @Nullable LocalDate asOf, Model model) {
        model.addAttribute("preview", previews.preview(number, asOf == null ? calendar.today() : asOf));
        model.addAttribute("plan", null);
        return "contract-preview";
    }

    @GetMapping("/invoices/{key}")
    String invoice(@PathVariable String key, Model model) {
        var invoice = invoices.get(key);
        model.addAttribute("invoice", invoice);
        model.addAttribute("documents", documents.kinds(invoice.id()));
        model.addAttribute("symptoms", Symptom.values());
        return "invoice";
    }

    @GetMapping("/invoices/{key}/lines/{position}")
    String line(@PathVariable String key, @PathVariable int position, Model model) {
        var proof = proofs.get(key, position);
        model.addAttribute("key", key);
        model.addAttribute("proof", proof);
        model.addAttribute("check", proofs.check(key, position));
        var words = new ProofWords(proof.proof(), proof.line().amount().currency());
        model.addAttribute("cycle", words.cycle());
        model.addAttribute("inForce", words.inForce());
        model.addAttribute("exact", words.exact());
        model.addAttribute("days", words.days());
        model.addAttribute("decisions", words.decisions());
        model.addAttribute("processes", dashboards.processes(proof.businessKeys()));
        return "invoice-line";
    }

    @GetMapping("/diagnoses")
    String diagnose(
            @RequestParam(defaultValue = "") String symptom,
            @RequestParam(defaultValue = "") String invoice,
            @RequestParam(defaultValue = "") String contract,
            @RequestParam(defaultValue = "") String subscription,
            @RequestParam(required = false) @Nullable LocalDate date,
            Model model) {
        var asked = new Question(given(invoice), given(contract), given(subscription), date);
        model.addAttribute("symptoms", Symptom.values());
        model.addAttribute("symptom", symptom);
        model.addAttribute("asked", asked);
        model.addAttribute("diagnosis", symptom.isEmpty() ? null : diagnoses.diagnose(Symptom.of(symptom), asked));
        return "diagnosis";
    }

    private static @Nullable String given(String value) {
        return value.isBlank() ? null : value.strip();
    }
}
