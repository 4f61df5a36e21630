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
 * the windows in which a quantity may be reduced. A form carries the version that was shown; one that is refused comes back
 * with what was typed.
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

    @PostMapping("/price-changes")
    String changePrice(@PathVariable String number, Form form, Model model, HttpServletResponse response) {
        return act(
                new Sent(number, "price", form.typed()),
                () -> request(number, ChangeCommand.Kind.PRICE, form),
                model,
                response);
    }

    /** An order of fewer or more, or the end of it; whatever is refused can be corrected in the form on the page. */
    @PostMapping("/changes")
    String change(@PathVariable String number, Form form, Model model, HttpServletResponse response) {
        return act(
                new Sent(number, "change", form.typed()),
                () -> request(number, form.choice("kind", ChangeCommand.Kind.class), form),
                model,
                response);
    }

    private void request(String number, ChangeCommand.Kind kind, Form form) {
        changes.request(new ChangeCommand(
                number,
                kind,
                form.numberOrNone("quantity"),
                null,
                TermPages.money(form.amountOrNone("unitPrice"), subscriptions.get(number)),
                null,
                form.isTicked("refund"),
                form.choice("effective", ChangeCommand.Effective.class),
                form.dayOrNone("effectiveDate"),
                form.dayOrNone("provisionOn"),
                form.textOrEmpty("reason"),
                form.version()));
    }

    @PostMapping("/requeue")
    String requeueAll(@PathVariable String number, Form form, Model model, HttpServletResponse response) {
        return act(
                new Sent(number, "ledger", form.typed()),
                () -> changes.requeueAll(number, form.textOrEmpty("reason")),
                model,
                response);
    }

    @PostMapping("/changes/{change}/archive")
    String archive(
            @PathVariable String number,
            @PathVariable String change,
            Form form,
            Model model,
            HttpServletResponse response) {
        return act(
                new Sent(number, change, form.typed()),
                () -> changes.archive(change, form.textOrEmpty("reason")),
                model,
                response);
    }

    @PostMapping("/changes/{change}/unarchive")
    String unarchive(
            @PathVariable String number,
            @PathVariable String change,
            Form form,
            Model model,
            HttpServletResponse response) {
        return act(
                new Sent(number, change, form.typed()),
                () -> changes.unarchive(change, form.textOrEmpty("reason")),
                model,
                response);
    }

    @PostMapping("/changes/{change}/{act}")
    String move(
            @PathVariable String number,
            @PathVariable String change,
            @PathVariable String act,
            Form form,
            Model model,
            HttpServletResponse response) {
        return act(
                new Sent(number, change, form.typed()),
                () -> move(number, change, act, form.textOrEmpty("reason")),
                model,
                response);
    }

    @PostMapping("/scheduled/{change}/edit")
    String edit(
            @PathVariable String number,
            @PathVariable String change,
            Form form,
            Model model,
            HttpServletResponse response) {
        return act(
                new Sent(number, change, form.typed()),
                () -> scheduled.edit(change, edit(subscriptions.get(number), form)),
                model,
                response);
    }

    /** What is left empty stays. */
    private static ScheduledChangeEdit edit(SubscriptionView subscription, Form form) {
        return new ScheduledChangeEdit(
                form.numberOrNone("quantityDelta"),
                TermPages.money(form.amountOrNone("unitPrice"), subscription),
                form.dayOrNone("effectiveDate"),
                form.dayOrNone("provisionOn"),
                null,
                form.textOrEmpty("reason"),
                form.version());
    }

    @PostMapping("/scheduled/{change}/cancel")
    String cancel(
            @PathVariable String number,
            @PathVariable String change,
            Form form,
            Model model,
            HttpServletResponse response) {
        return act(
                new Sent(number, change, form.typed()),
                () -> scheduled.cancel(change, form.textOrEmpty("reason")),
                model,
                response);
    }

    @PostMapping("/scheduled/{change}/retry")
    String retry(
            @PathVariable String number,
            @PathVariable String change,
            Form form,
            Model model,
            HttpServletResponse response) {
        return act(
                new Sent(number, change, form.typed()),
                () -> scheduled.retry(change, form.textOrEmpty("reason")),
                model,
                response);
    }

    private void move(String number, String change, String act, String reason) {
        switch (act) {
            case "requeue" -> changes.requeue(change, reason);
            case "not-applicable" -> changes.notApplicable(change, reason);
            case "take-back" -> moves.takeBack(number, change, reason);
            default -> throw new Refused("unknown-act", "There is no act '" + act + "' on a license change");
        }
    }

    private String act(Sent sent, Runnable act, Model model, HttpServletResponse response) {
        return page.act(sent, act, model, response);
    }
}
