package io.tenantry.console;

import io.tenantry.invoicing.DraftReviews;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
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
    String bill(
            @PathVariable String contract,
            @RequestParam long version,
            @RequestParam(required = false) @Nullable Set<String> draft,
            Model model,
            HttpServletResponse response) {
        var decision = decide(() -> reviews.bill(contract, version, chosen(draft)));
        return answer(contract, decision, model, response);
    }

    @PostMapping("/{contract}/void")
    String voidDrafts(
            @PathVariable String contract,
            @RequestParam long version,
            @RequestParam(required = false) @Nullable Set<String> draft,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        var decision = decide(() -> reviews.voidDrafts(contract, version, reason, chosen(draft)));
        return answer(contract, decision, model, response);
    }

    @PostMapping("/{contract}/next-invoice-date")
    String moveNextInvoiceDate(
            @PathVariable String contract,
            @RequestParam long version,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        var decision = decide(() -> {
            if (date == null) {
                throw new Refused("date-missing", "Say to which day the next invoice date is moved");
            }
            reviews.moveNextInvoiceDate(contract, version, date, reason);
        });
        return answer(contract, decision, model, response);
    }

    /** No box ticked means none, not all. */
    private static Set<String> chosen(@Nullable Set<String> drafts) {
        return drafts == null ? Set.of() : drafts;
    }

    /** Why it was refused; null if it was not. */
    private static @Nullable String decide(Runnable decision) {
        try {
            decision.run();
            return null;
        } catch (Refused refused) {
            return refused.getMessage();
        }
    }

    private String answer(String contract, @Nullable String refusal, Model model, HttpServletResponse response) {
        if (refusal == null) {
            return "redirect:/draft-reviews/" + UriUtils.encodePathSegment(contract, "UTF-8");
        }
        model.addAttribute("refusal", refusal);
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return show(contract, model);
    }
}
