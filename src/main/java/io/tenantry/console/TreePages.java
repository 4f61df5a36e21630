package io.tenantry.console;

import io.tenantry.console.SubscriptionPage.Sent;
import io.tenantry.subscription.AddOns;
import io.tenantry.subscription.BillAt;
import io.tenantry.subscription.NewSubscription;
import io.tenantry.subscription.Placement;
import io.tenantry.subscription.SubscriptionView;
import io.tenantry.subscription.Subscriptions;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What can be done with the place of a subscription in its tree: forms on its page. */
@Controller
@RequestMapping("/subscriptions/{number}")
class TreePages {

    private final SubscriptionPage page;
    private final Subscriptions subscriptions;
    private final AddOns addOns;

    TreePages(SubscriptionPage page, Subscriptions subscriptions, AddOns addOns) {
        this.page = page;
        this.subscriptions = subscriptions;
        this.addOns = addOns;
    }

    /** @param parentNumber empty takes it off its parent */
    record ParentForm(long version, @Nullable String parentNumber, @Nullable Integer ratio, String reason) {}

    /** Boxes that are not ticked are not sent. */
    record VisibilityForm(
            long version,
            @Nullable Boolean showOnInvoice,
            @Nullable Boolean displayOnPortal,
            BillAt billAt,
            String reason) {}

    /** An add-on below the subscription, for the same tenant and contract, with the subscription's term. */
    record AddOnForm(
            String partNumber,
            int quantity,
            @Nullable Integer ratio,
            String salesUnit,
            @Nullable BigDecimal unitPrice,
            LocalDate startDate,
            @Nullable Boolean billable,
            @Nullable Boolean showOnInvoice,
            @Nullable Boolean displayOnPortal) {

        NewSubscription order(SubscriptionView parent) {
            return new NewSubscription(
                    parent.providerAccountNumber(),
                    partNumber.strip(),
                    null,
                    parent.contractNumber(),
                    quantity,
                    salesUnit,
                    parent.term(),
                    parent.billingPlan(),
                    TermPages.money(unitPrice, parent),
                    startDate,
                    parent.autoRenew(),
                    parent.number(),
                    isTicked(billable),
                    isTicked(showOnInvoice),
                    isTicked(displayOnPortal));
        }
    }

    @PostMapping("/parent")
    String hang(
            @PathVariable String number,
            @RequestParam Map<String, String> typed,
            ParentForm form,
            Model model,
            HttpServletResponse response) {
        var act = new AddOns.Act(form.reason().strip(), form.version());
        var parent = TermPages.emptyToNull(form.parentNumber());
        return page.act(
                new Sent(number, "parent", typed),
                () -> addOns.hang(number, parent, form.ratio(), act),
                model,
                response);
    }

    @PostMapping("/visibility")
    String show(
            @PathVariable String number,
            @RequestParam Map<String, String> typed,
            VisibilityForm form,
            Model model,
            HttpServletResponse response) {
        var visibility =
                new AddOns.Visibility(isTicked(form.showOnInvoice()), isTicked(form.displayOnPortal()), form.billAt());
        var act = new AddOns.Act(form.reason().strip(), form.version());
        return page.act(
                new Sent(number, "visibility", typed), () -> addOns.show(number, visibility, act), model, response);
    }

    @PostMapping("/add-ons")
    String add(
            @PathVariable String number,
            @RequestParam Map<String, String> typed,
            AddOnForm form,
            Model model,
            HttpServletResponse response) {
        var placement = new Placement(null, form.ratio(), BillAt.SELF);
        return page.act(
                new Sent(number, "add-on", typed),
                () -> subscriptions.create(form.order(subscriptions.get(number)), placement),
                model,
                response);
    }

    private static boolean isTicked(@Nullable Boolean box) {
        return box != null && box;
    }
}
