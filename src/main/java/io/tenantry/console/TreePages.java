package io.tenantry.console;

import io.tenantry.console.SubscriptionPage.Sent;
import io.tenantry.shared.web.SentForms;
import io.tenantry.subscription.AddOns;
import io.tenantry.subscription.BillAt;
import io.tenantry.subscription.NewSubscription;
import io.tenantry.subscription.Placement;
import io.tenantry.subscription.SubscriptionView;
import io.tenantry.subscription.Subscriptions;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What can be done with the place of a subscription in its tree: forms on its page. */
@Controller
@RequestMapping("/subscriptions/{number}")
class TreePages {

    private final SubscriptionPage page;
    private final Subscriptions subscriptions;
    private final AddOns addOns;
    private final SentForms sentForms;

    TreePages(SubscriptionPage page, Subscriptions subscriptions, AddOns addOns, SentForms sentForms) {
        this.page = page;
        this.subscriptions = subscriptions;
        this.addOns = addOns;
        this.sentForms = sentForms;
    }

    /** An empty parent takes it off its parent. */
    @PostMapping("/parent")
    String hang(@PathVariable String number, Form form, Model model, HttpServletResponse response) {
        return page.act(
                new Sent(number, "parent", form.typed()),
                () -> addOns.hang(number, form.textOrNone("parentNumber"), form.numberOrNone("ratio"), act(form)),
                model,
                response);
    }

    @PostMapping("/visibility")
    String show(@PathVariable String number, Form form, Model model, HttpServletResponse response) {
        return page.act(
                new Sent(number, "visibility", form.typed()),
                () -> addOns.show(number, visibility(form), act(form)),
                model,
                response);
    }

    /** What is ordered may be with the provider for a year: the form does it once. */
    @PostMapping("/add-ons")
    String add(@PathVariable String number, Form form, Model model, HttpServletResponse response) {
        return page.act(
                new Sent(number, "add-on", form.typed()),
                () -> sentForms.once(form.once(), () -> ordered(number, form)),
                model,
                response);
    }

    private String ordered(String parent, Form form) {
        var placement = new Placement(null, form.numberOrNone("ratio"), BillAt.SELF);
        var addOn = subscriptions.create(order(subscriptions.get(parent), form), placement);
        return "/subscriptions/" + addOn.number();
    }

    /** An add-on below the subscription, for the same tenant and contract, with the subscription's term. */
    private static NewSubscription order(SubscriptionView parent, Form form) {
        return new NewSubscription(
                parent.providerAccountNumber(),
                form.text("partNumber"),
                null,
                parent.contractNumber(),
                form.number("quantity"),
                form.text("salesUnit"),
                parent.term(),
                parent.billingPlan(),
                TermPages.money(form.amountOrNone("unitPrice"), parent),
                form.day("startDate"),
                parent.autoRenew(),
                parent.number(),
                form.isTicked("billable"),
                form.isTicked("showOnInvoice"),
                form.isTicked("displayOnPortal"));
    }

    private static AddOns.Visibility visibility(Form form) {
        return new AddOns.Visibility(
                form.isTicked("showOnInvoice"), form.isTicked("displayOnPortal"), form.choice("billAt", BillAt.class));
    }

    private static AddOns.Act act(Form form) {
        return new AddOns.Act(form.textOrEmpty("reason"), form.version());
    }
}
