package io.tenantry.console;

import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.sync.Mismatches;
import io.tenantry.sync.Repair;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** What ledger and providers say differently, each with the one action that puts it right. */
@Controller
@RequestMapping("/mismatches")
class MismatchPages {

    private static final int PAGE = 50;

    private final Mismatches mismatches;

    MismatchPages(Mismatches mismatches) {
        this.mismatches = mismatches;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "OPEN") String status,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        model.addAttribute("mismatches", mismatches.list(status, new Paging(page, PAGE)));
        model.addAttribute("status", status);
        return "mismatches";
    }

    @GetMapping("/{number}")
    String show(@PathVariable String number, Model model) {
        model.addAttribute("mismatch", mismatches.get(number));
        return "mismatch";
    }

    @PostMapping("/{number}/repair")
    String repair(@PathVariable String number, Form form, Model model, HttpServletResponse response) {
        try {
            mismatches.repair(number, decision(form));
            return "redirect:/mismatches/" + UriUtils.encodePathSegment(number, "UTF-8");
        } catch (Refused refused) {
            model.addAttribute("typed", form.typed());
            PageFrame.refuse(refused, model, response);
            return show(number, model);
        }
    }

    private static Mismatches.Decision decision(Form form) {
        return new Mismatches.Decision(
                form.choice("repair", Repair.class),
                form.textOrEmpty("reason"),
                form.dayOrNone("from"),
                form.version());
    }
}
