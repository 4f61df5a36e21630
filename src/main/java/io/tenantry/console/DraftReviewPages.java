package io.tenantry.console;

import io.tenantry.invoicing.DraftReviews;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.UriUtils;

/**
 * The drafts that wait for a person, their service periods side by side, with what can be decided on them. A form carries
 * the version that was shown, so nobody decides on what has changed since.
 */
@Controller
@RequestMapping("/draft-reviews")
class DraftReviewPages {

    private final DraftReviews reviews;

    DraftReviewPages(DraftReviews reviews) {
        this.reviews = reviews;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute(
                "reviews", reviews.list(new Paging(0, Paging.MAX_SIZE)).items());
        return "draft-reviews";
    }

    @GetMapping("/{contract}")
    String show(@PathVariable String contract, Model model) {
        model.addAttribute("review", reviews.get(contract));
        return "draft-review";
    }

    @PostMapping("/{contract}/bill")
    String bill(@PathVariable String contract, Form form, Model model, HttpServletResponse response) {
        return decide(
                new Sent(contract, form), () -> reviews.bill(contract, form.version(), chosen(form)), model, response);
    }

    @PostMapping("/{contract}/void")
    String voidDrafts(@PathVariable String contract, Form form, Model model, HttpServletResponse response) {
        return decide(
                new Sent(contract, form),
                () -> reviews.voidDrafts(contract, form.version(), form.textOrEmpty("reason"), chosen(form)),
                model,
                response);
    }

    @PostMapping("/{contract}/next-invoice-date")
    String moveNextInvoiceDate(@PathVariable String contract, Form form, Model model, HttpServletResponse response) {
        return decide(
                new Sent(contract, form),
                () -> reviews.moveNextInvoiceDate(contract, form.version(), day(form), form.textOrEmpty("reason")),
                model,
                response);
    }

    private static LocalDate day(Form form) {
        var day = form.dayOrNone("date");
        if (day == null) {
            throw new Refused("date-missing", "Say to which day the next invoice date is moved");
        }
        return day;
    }

    /** No box ticked means none, not all. */
    private static Set<String> chosen(Form form) {
        return Set.copyOf(form.ticked("draft"));
    }

    private record Sent(String contract, Form form) {}

    private String decide(Sent sent, Runnable decision, Model model, HttpServletResponse response) {
        try {
            decision.run();
            return "redirect:/draft-reviews/" + UriUtils.encodePathSegment(sent.contract(), "UTF-8");
        } catch (Refused refused) {
            model.addAttribute("typed", sent.form().all());
            PageFrame.refuse(refused, model, response);
            return show(sent.contract(), model);
        }
    }
}
