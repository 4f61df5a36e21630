package io.tenantry.console;

import io.tenantry.console.SubscriptionPage.Sent;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import io.tenantry.subscription.Instruction;
import io.tenantry.subscription.MoveCommand;
import io.tenantry.subscription.NextTerm;
import io.tenantry.subscription.SubscriptionMoves;
import io.tenantry.subscription.SubscriptionView;
import io.tenantry.subscription.Subscriptions;
import io.tenantry.subscription.TermChanges;
import io.tenantry.subscription.TermCommand;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What can be done with the term of a subscription: forms on its page. */
@Controller
@RequestMapping("/subscriptions/{number}")
class TermPages {

    private final SubscriptionPage page;
    private final Subscriptions subscriptions;
    private final TermChanges terms;
    private final SubscriptionMoves moves;

    TermPages(SubscriptionPage page, Subscriptions subscriptions, TermChanges terms, SubscriptionMoves moves) {
        this.page = page;
        this.subscriptions = subscriptions;
        this.terms = terms;
        this.moves = moves;
    }

    @PostMapping("/term-changes")
    String change(@PathVariable String number, Form form, Model model, HttpServletResponse response) {
        var section = form.textOrNone("section");
        return page.act(
                new Sent(number, section == null ? "term" : section, form.typed()),
                () -> terms.request(command(subscriptions.get(number), form)),
                model,
                response);
    }

    private static TermCommand command(SubscriptionView present, Form form) {
        var instruction = form.choice("instruction", Instruction.class);
        var goesOn = instruction == Instruction.NEXT_TERM || instruction == Instruction.TRIAL_TO_PAID;
        return new TermCommand(
                present.number(),
                instruction,
                goesOn ? next(present, form) : null,
                money(form.amountOrNone("unitPrice"), present),
                form.isTicked("refund"),
                form.textOrEmpty("reason"),
                form.version());
    }

    /** As what it goes on; what is left empty is as it is now. */
    private static NextTerm next(SubscriptionView present, Form form) {
        var quantity = form.numberOrNone("quantity");
        return new NextTerm(
                Objects.requireNonNullElse(form.textOrNone("partNumber"), present.partNumber()),
                quantity == null ? present.quantity() : quantity,
                Objects.requireNonNullElse(form.textOrNone("term"), present.term()),
                Objects.requireNonNullElse(form.textOrNone("billingPlan"), present.billingPlan()),
                form.dayOrNone("termEnd"));
    }

    @PostMapping("/moves")
    String move(@PathVariable String number, Form form, Model model, HttpServletResponse response) {
        return page.act(
                new Sent(number, "move", form.typed()),
                () -> moves.move(move(subscriptions.get(number), form)),
                model,
                response);
    }

    private static MoveCommand move(SubscriptionView present, Form form) {
        var next = next(present, form);
        return new MoveCommand(
                present.number(),
                next.partNumber(),
                form.numberOrNone("quantity"),
                next.term(),
                next.billingPlan(),
                form.textOrNone("contractNumber"),
                form.textOrNone("salesUnit"),
                money(form.amountOrNone("unitPrice"), present),
                form.textOrEmpty("reason"),
                form.version());
    }

    @PostMapping("/moves/{change}/reversal")
    String takeBack(
            @PathVariable String number,
            @PathVariable String change,
            Form form,
            Model model,
            HttpServletResponse response) {
        return page.act(
                new Sent(number, change + "-reversal", form.typed()),
                () -> moves.takeBack(number, change, form.textOrEmpty("reason")),
                model,
                response);
    }

    /** In the currency that the subscription has a price in. */
    static @Nullable Money money(@Nullable BigDecimal amount, SubscriptionView subscription) {
        var price = subscription.unitPrice();
        if (amount == null) {
            return null;
        }
        if (price == null) {
            throw new Refused("price-missing", subscription.number() + " has no price yet; correct it first");
        }
        return new Money(amount, price.currency());
    }
}
