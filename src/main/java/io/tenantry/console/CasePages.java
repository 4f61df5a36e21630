package io.tenantry.console;

import io.tenantry.monitoring.Dashboards;
import io.tenantry.remediation.CaseFilter;
import io.tenantry.remediation.Cases;
import io.tenantry.remediation.Fix;
import io.tenantry.remediation.Symptom;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
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
 * What is stuck, why, since when and what to do: the list of cases, and each with its evidence in plain words and its fix as
 * a button. A form carries the version that was shown, so nobody acts on what has changed since.
 */
@Controller
@RequestMapping("/cases")
class CasePages {

    private static final String INPUT = "input.";
    private static final Mentions MENTIONS = new Mentions();

    private final Cases cases;
    private final Dashboards dashboards;

    CasePages(Cases cases, Dashboards dashboards) {
        this.cases = cases;
        this.dashboards = dashboards;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable Symptom symptom,
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(defaultValue = "true") boolean open,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        model.addAttribute("mentions", MENTIONS);
        model.addAttribute("askedAbout", Symptom.askedAbout());
        model.addAttribute(
                "stopped",
                dashboards.incidents().stream()
                        .filter(incident -> incident.process().equals("remediation"))
                        .toList());
        model.addAttribute("symptoms", Symptom.values());
        model.addAttribute("symptom", symptom);
        model.addAttribute("role", role);
        model.addAttribute("open", open);
        model.addAttribute(
                "cases",
                cases.all(
                        new CaseFilter(symptom, wish(cause), wish(subject), wish(role), open),
                        new Paging(page, Paging.DEFAULT_SIZE)));
        return "cases";
    }

    /** Somebody met what the system cannot see by itself, and asks why. */
    @PostMapping
    String ask(Form form, Model model, HttpServletResponse response) {
        try {
            var symptom = form.choice("symptom", Symptom.class);
            return pageOf(cases.open(symptom, form.textOrEmpty("about"), form.textOrEmpty("seen"))
                    .remediation()
                    .number());
        } catch (Refused refused) {
            model.addAttribute("asked", form.textOrNone("symptom"));
            model.addAttribute("about", form.textOrNone("about"));
            model.addAttribute("seen", form.textOrNone("seen"));
            PageFrame.refuse(refused, model, response);
            return list(null, null, null, null, true, 0, model);
        }
    }

    @GetMapping("/{number}")
    String show(@PathVariable String number, Model model, HttpServletRequest request) {
        var details = cases.get(number);
        var shown = details.remediation();
        model.addAttribute("mentions", MENTIONS);
        model.addAttribute("details", details);
        model.addAttribute("incidents", dashboards.incidents(number));
        model.addAttribute(
                "mayAct",
                shown.isOpen() && shown.role() != null && roles(request).test(shown.role()));
        return "case";
    }

    @PostMapping("/{number}/fixes")
    String fix(
            @PathVariable String number,
            Form form,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(
                new Sent(number, form, request), () -> cases.act(fix(number, form), roles(request)), model, response);
    }

    private static Cases.FixRequest fix(String number, Form form) {
        return new Cases.FixRequest(
                number,
                form.choice("fix", Fix.class),
                inputs(form.typed()),
                form.textOrEmpty("reason"),
                form.version());
    }

    @PostMapping("/{number}/close")
    String close(
            @PathVariable String number,
            Form form,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(
                new Sent(number, form, request),
                () -> cases.close(number, form.textOrEmpty("reason"), form.version(), roles(request)),
                model,
                response);
    }

    @PostMapping("/{number}/look")
    String look(
            @PathVariable String number,
            Form form,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(new Sent(number, form, request), () -> cases.lookAgain(number), model, response);
    }

    /** A field that was left empty asks for all. */
    private static @Nullable String wish(@Nullable String field) {
        return field == null || field.isBlank() ? null : field.strip();
    }

    private static Map<String, String> inputs(Map<String, String> form) {
        var inputs = new HashMap<String, String>();
        form.forEach((name, value) -> {
            if (name.startsWith(INPUT)) {
                inputs.put(name.substring(INPUT.length()), value);
            }
        });
        return inputs;
    }

    private static Predicate<String> roles(HttpServletRequest request) {
        return role -> request.isUserInRole("ADMINISTRATOR")
                || request.isUserInRole(role.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private record Sent(String number, Form form, HttpServletRequest request) {}

    private String act(Sent sent, Runnable act, Model model, HttpServletResponse response) {
        try {
            act.run();
            return pageOf(sent.number());
        } catch (Refused refused) {
            model.addAttribute("typed", sent.form().typed());
            PageFrame.refuse(refused, model, response);
            return show(sent.number(), model, sent.request());
        }
    }

    private static String pageOf(String number) {
        return "redirect:/cases/" + UriUtils.encodePathSegment(number, "UTF-8");
    }
}
