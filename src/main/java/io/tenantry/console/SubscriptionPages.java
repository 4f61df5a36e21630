package io.tenantry.console;

import io.tenantry.console.SubscriptionPage.Sent;
import io.tenantry.shared.Refused;
import io.tenantry.subscription.ChangeCommand;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.ReductionPreviews;
import io.tenantry.subscription.ScheduledChangeEdit;
import io.tenantry.subscription.ScheduledLicenseChanges;
import io.tenantry.subscription.SubscriptionMoves;
import io.tenantry.subscription.SubscriptionView;
import io.tenantry.subscription.Subscriptions;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A subscription with its ledger: both statuses, who moved them and why, what each change waits for, what is scheduled, and
 * the windows in which a quantity may be reduced. A form carries the version that was shown.
 */
@Controller
@RequestMapping("/subscriptions/{number}")
class SubscriptionPages {

    private final SubscriptionPage page;
    private final Subscriptions subscriptions;
    private final LicenseChanges changes;
    private final ScheduledLicenseChanges scheduled;
    private final ReductionPreviews reductions;
    private final SubscriptionMoves moves;

    SubscriptionPages(
            SubscriptionPage page,
            Subscriptions subscriptions,
            LicenseChanges changes,
            ScheduledLicenseChanges scheduled,
            ReductionPreviews reductions,
            SubscriptionMoves moves) {
        this.page = page;
        this.subscriptions = subscriptions;
        this.changes = changes;
        this.scheduled = scheduled;
        this.reductions = reductions;
        this.moves = moves;
    }

    /**
     * A change as its form has it; what is left empty does not matter to its kind.
     *
     * @param effective IMMEDIATE, ON_DATE or ON_RENEWAL
     */
    record ChangeForm(
            long version,
            ChangeCommand.Kind kind,
            @Nullable Integer quantity,
            @Nullable BigDecimal unitPrice,
            @Nullable Boolean refund,
            ChangeCommand.Effective effective,
            @Nullable LocalDate effectiveDate,
            @Nullable LocalDate provisionOn,
            String reason) {

        ChangeCommand command(SubscriptionView subscription) {
            return new ChangeCommand(
                    subscription.number(),
                    kind,
                    quantity,
                    null,
                    TermPages.money(unitPrice, subscription),
                    null,
                    refund != null && refund,
                    effective,
                    effectiveDate,
                    provisionOn,
                    reason,
                    version);
        }
    }

    /** A scheduled change as its form has it; what is left empty stays. */
    record EditForm(
            long version,
            @Nullable Integer quantityDelta,
            @Nullable BigDecimal unitPrice,
            @Nullable LocalDate effectiveDate,
            @Nullable LocalDate provisionOn,
            String reason) {

        ScheduledChangeEdit edit(SubscriptionView subscription) {
            return new ScheduledChangeEdit(
                    quantityDelta,
                    TermPages.money(unitPrice, subscription),
                    effectiveDate,
                    provisionOn,
                    null,
                    reason,
                    version);
        }
    }

    /** @param quantity asks for the windows of a reduction to it, on the day that {@code on} says */
    @GetMapping
    String show(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable Integer quantity,
            @RequestParam(required = false) @Nullable LocalDate on,
            Model model) {
        var template = page.show(number, model);
        if (quantity == null) {
            return template;
        }
        try {
            model.addAttribute("preview", reductions.preview(number, quantity, on));
        } catch (Refused refused) {
            model.addAttribute("refusal", refused.getMessage());
            model.addAttribute("refusedAt", "page");
        }
        return template;
    }

    @PostMapping("/changes")
    String change(@PathVariable String number, ChangeForm form, Model model, HttpServletResponse response) {
        return act(number, () -> changes.request(form.command(subscriptions.get(number))), model, response);
    }

    @PostMapping("/requeue")
    String requeueAll(
            @PathVariable String number, @RequestParam String reason, Model model, HttpServletResponse response) {
        return act(number, () -> changes.requeueAll(number, reason), model, response);
    }

    @PostMapping("/changes/{change}/{act}")
    String move(
            @PathVariable String number,
            @PathVariable String change,
            @PathVariable String act,
            @RequestParam String reason,
            Model model,
            HttpServletResponse response) {
        return act(number, () -> move(number, change, act, reason), model, response);
    }

    @PostMapping("/scheduled/{change}/edit")
    String edit(
            @PathVariable String number,
            @PathVariable String change,
            EditForm form,
            Model model,
            HttpServletResponse response) {
        return act(number, () -> scheduled.edit(change, form.edit(subscriptions.get(number))), model, response);
    }

    @PostMapping("/scheduled/{change}/cancel")
    String cancel(
            @PathVariable String number,
            @PathVariable String change,
            @RequestParam String reason,
            Model model,
            HttpServletResponse response) {
        return act(number, () -> scheduled.cancel(change, reason), model, response);
    }

    @PostMapping("/scheduled/{change}/retry")
    String retry(
            @PathVariable String number,
            @PathVariable String change,
            @RequestParam String reason,
            Model model,
            HttpServletResponse response) {
        return act(number, () -> scheduled.retry(change, reason), model, response);
    }

    private void move(String number, String change, String act, String reason) {
        switch (act) {
            case "requeue" -> changes.requeue(change, reason);
            case "not-applicable" -> changes.notApplicable(change, reason);
            case "take-back" -> moves.takeBack(number, change, reason);
            case "archive" -> changes.archive(change, reason);
            case "unarchive" -> changes.unarchive(change, reason);
            default -> throw new Refused("unknown-act", "There is no act '" + act + "' on a license change");
        }
    }

    private String act(String number, Runnable act, Model model, HttpServletResponse response) {
        return page.act(Sent.of(number), act, model, response);
    }
}
