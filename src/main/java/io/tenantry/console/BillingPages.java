package io.tenantry.console;

import io.tenantry.invoicing.BillingPlans;
import io.tenantry.invoicing.BillingRuns;
import io.tenantry.invoicing.InvoiceFilter;
import io.tenantry.invoicing.Invoices;
import io.tenantry.monitoring.Dashboards;
import io.tenantry.monitoring.ProcessTrace;
import io.tenantry.shared.BusinessCalendar;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Percent;
import io.tenantry.shared.Refused;
import io.tenantry.shared.web.SentForms;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Runs and their progress, and previews of whole runs. */
@Controller
class BillingPages {

    private static final int PAGE = 50;
    private static final Paging SHORT = new Paging(0, 20);
    private static final Percent USUAL = Percent.of("20");

    private final BillingRuns runs;
    private final BillingPlans plans;
    private final Invoices invoices;
    private final Dashboards dashboards;
    private final BusinessCalendar calendar;
    private final SentForms sentForms;

    BillingPages(
            BillingRuns runs,
            BillingPlans plans,
            Invoices invoices,
            Dashboards dashboards,
            BusinessCalendar calendar,
            SentForms sentForms) {
        this.runs = runs;
        this.plans = plans;
        this.invoices = invoices;
        this.dashboards = dashboards;
        this.calendar = calendar;
        this.sentForms = sentForms;
    }

    @GetMapping("/billing")
    String billing(@RequestParam(defaultValue = "0") int page, Model model) {
        model.addAttribute("runs", runs.list(new Paging(page, SHORT.size())));
        model.addAttribute("plans", plans.list(SHORT));
        model.addAttribute("today", calendar.today());
        model.addAttribute("typed", Map.of());
        return "billing";
    }

    /** By the prefix of the number; what has none of ours is looked for among the invoices. */
    @GetMapping("/billing/find")
    String find(@RequestParam String number) {
        var wanted = number.strip();
        var places = List.of("RUN-", "/billing-runs/", "PLAN-", "/billing-plans/", "BC-", "/contracts/");
        for (var index = 0; index < places.size(); index += 2) {
            if (wanted.startsWith(places.get(index))) {
                return "redirect:" + places.get(index + 1) + encoded(wanted);
            }
        }
        return "redirect:/invoices/" + encoded(wanted);
    }

    @GetMapping("/billing-runs/{number}")
    String run(@PathVariable String number, @RequestParam(defaultValue = "0") int page, Model model) {
        var run = runs.get(number);
        model.addAttribute("run", run);
        model.addAttribute(
                "working",
                !run.status().equals("FINISHED") && (run.progress().pending() > 0 || isNotBegun(run.status())));
        model.addAttribute("incidents", dashboards.incidents(number));
        model.addAttribute("setAside", runs.items(number, "SET_ASIDE", new Paging(page, PAGE)));
        model.addAttribute("invoices", invoices.list(new InvoiceFilter(null, null, null, number, false), SHORT));
        model.addAttribute(
                "process",
                dashboards.processes(List.of(number)).stream()
                        .findFirst()
                        .map(ProcessTrace::processInstanceId)
                        .orElse(null));
        return "billing-run";
    }

    @PostMapping("/billing-plans")
    String request(Form form, Model model, HttpServletResponse response) {
        try {
            return "redirect:" + sentForms.once(form.once(), () -> "/billing-plans/" + requested(form));
        } catch (Refused refused) {
            var page = billing(0, model);
            model.addAttribute("typed", form.typed());
            PageFrame.refuse(refused, model, response);
            return page;
        }
    }

    private String requested(Form form) {
        var threshold = form.amountOrNone("threshold");
        return plans.request(form.day("asOf"), threshold == null ? USUAL : new Percent(threshold));
    }

    @GetMapping("/billing-plans/{number}")
    String plan(@PathVariable String number, @RequestParam(defaultValue = "0") int page, Model model) {
        model.addAttribute("plan", plans.get(number));
        model.addAttribute("incidents", dashboards.incidents(number));
        model.addAttribute("items", plans.items(number, null, new Paging(page, PAGE)));
        return "billing-plan";
    }

    @GetMapping("/billing-plans/{number}/{contract}")
    String planned(@PathVariable String number, @PathVariable String contract, Model model) {
        model.addAttribute("preview", plans.planned(number, contract));
        model.addAttribute("plan", number);
        return "contract-preview";
    }

    /** Exactly what the page showed is billed, by its fingerprint, and once. */
    @PostMapping("/billing-plans/{number}/commit")
    String commit(@PathVariable String number, Form form, Model model, HttpServletResponse response) {
        try {
            return "redirect:/billing-runs/" + plans.commit(number, form.text("sha256"));
        } catch (Refused refused) {
            PageFrame.refuse(refused, model, response);
            return plan(number, 0, model);
        }
    }

    private static boolean isNotBegun(String status) {
        return status.equals("REQUESTED");
    }

    private static String encoded(String number) {
        return org.springframework.web.util.UriUtils.encodePathSegment(number, java.nio.charset.StandardCharsets.UTF_8);
    }
}
