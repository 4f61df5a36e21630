package io.tenantry.console;

import io.tenantry.diagnosis.Symptom;
import io.tenantry.invoicing.CreditNotes;
import io.tenantry.invoicing.Invoices;
import io.tenantry.invoicing.Proofs;
import io.tenantry.monitoring.Dashboards;
import io.tenantry.postinvoice.InvoiceDocuments;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.UriUtils;

/**
 * Invoices, why each line is there, and what is done to one that is billed: it is credited, and it is paid. A credit
 * note carries the version that was shown, so that a form sent twice credits once; a payment is booked once by its
 * reference.
 */
@Controller
@RequestMapping("/invoices/{key}")
class InvoicePages {

    private final Invoices invoices;
    private final CreditNotes creditNotes;
    private final Proofs proofs;
    private final InvoiceDocuments documents;
    private final Dashboards dashboards;

    InvoicePages(
            Invoices invoices,
            CreditNotes creditNotes,
            Proofs proofs,
            InvoiceDocuments documents,
            Dashboards dashboards) {
        this.invoices = invoices;
        this.creditNotes = creditNotes;
        this.proofs = proofs;
        this.documents = documents;
        this.dashboards = dashboards;
    }

    /** All that is left of an invoice, or the lines that are ticked. */
    enum Part {
        ALL,
        TICKED
    }

    @GetMapping
    String show(@PathVariable String key, Model model) {
        var invoice = invoices.get(key);
        model.addAttribute("invoice", invoice);
        model.addAttribute("documents", documents.kinds(invoice.id()));
        model.addAttribute("symptoms", Symptom.values());
        model.addAttribute("refusedAt", "");
        model.addAttribute("typed", new LinkedMultiValueMap<String, String>());
        return "invoice";
    }

    @PostMapping("/credit-notes")
    String credit(@PathVariable String key, Form form, Model model, HttpServletResponse response) {
        return act(
                new Sent(key, "credit", form),
                () -> pageOf(String.valueOf(
                        creditNotes.issue(key, form.version(), wanted(form)).number())),
                model,
                response);
    }

    /** Nothing is guessed: it is money that is given back. */
    private static CreditNotes.Wanted wanted(Form form) {
        var afterwards = form.choiceOrNone("afterwards", CreditNotes.Afterwards.class);
        if (afterwards == null) {
            throw new Refused("afterwards-missing", "Choose whether it is billed again or waived");
        }
        return new CreditNotes.Wanted(form.textOrEmpty("reason"), positions(form), afterwards);
    }

    private static @Nullable Set<Integer> positions(Form form) {
        var part = form.choiceOrNone("part", Part.class);
        var ticked = new TreeSet<>(form.tickedNumbers("lines"));
        if (part == Part.ALL && !ticked.isEmpty()) {
            throw new Refused(
                    "lines-contradict",
                    "All that is left was chosen, but lines " + ticked
                            + " are ticked; choose the ticked lines, or tick none");
        }
        if (part != Part.ALL && ticked.isEmpty()) {
            throw new Refused("no-line-ticked", "No line is ticked; tick what is credited, or choose all");
        }
        return part == Part.ALL ? null : ticked;
    }

    @PostMapping("/payments")
    String pay(@PathVariable String key, Form form, Model model, HttpServletResponse response) {
        return act(
                new Sent(key, "payment", form),
                () -> {
                    var currency = invoices.get(key).total().currency();
                    invoices.recordPayment(key, new Money(form.amount("amount"), currency), reference(form));
                    return pageOf(key);
                },
                model,
                response);
    }

    @GetMapping("/lines/{position}")
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

    private record Sent(String key, String section, Form form) {}

    private String act(Sent sent, Supplier<String> act, Model model, HttpServletResponse response) {
        try {
            return act.get();
        } catch (Refused refused) {
            var page = show(sent.key(), model);
            model.addAttribute("refusedAt", sent.section());
            model.addAttribute("typed", sent.form().all());
            PageFrame.refuse(refused, model, response);
            return page;
        }
    }

    /** Without it the same payment could be booked again. */
    private static String reference(Form form) {
        var reference = form.textOrNone("reference");
        if (reference == null) {
            throw new Refused(
                    "reference-missing", "Give the bank's reference of the payment; it is booked once by that");
        }
        return reference;
    }

    private static String pageOf(String key) {
        return "redirect:/invoices/" + UriUtils.encodePathSegment(key, "UTF-8");
    }
}
