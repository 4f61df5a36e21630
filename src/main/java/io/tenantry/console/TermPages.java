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
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

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

    /** As what it goes on; what is left empty is as it is now. */
    record Goal(
            @Nullable String partNumber,
            @Nullable Integer quantity,
            @Nullable String term,
            @Nullable String billingPlan,
            @Nullable LocalDate termEnd) {

        NextTerm next(SubscriptionView present) {
            return new NextTerm(
                    orElse(partNumber, present.partNumber()),
                    quantity == null ? present.quantity() : quantity,
                    orElse(term, present.term()),
                    orElse(billingPlan, present.billingPlan()),
                    termEnd);
        }
    }

    /** A change of the term as its form has it. */
    record TermForm(
            long version,
            Instruction instruction,
            @Nullable BigDecimal unitPrice,
            @Nullable Boolean refund,
            String reason) {

        TermCommand command(SubscriptionView present, Goal goal) {
            var goesOn = instruction == Instruction.NEXT_TERM || instruction == Instruction.TRIAL_TO_PAID;
            return new TermCommand(
                    present.number(),
                    instruction,
                    goesOn ? goal.next(present) : null,
                    money(unitPrice, present),
                    refund != null && refund,
                    reason.strip(),
                    version);
        }
    }

    /** A move as its form has it. */
    record MoveForm(
            long version,
            @Nullable String contractNumber,
            @Nullable String salesUnit,
            @Nullable BigDecimal unitPrice,
            String reason) {

        MoveCommand command(SubscriptionView present, Goal goal) {
            var next = goal.next(present);
            return new MoveCommand(
                    present.number(),
                    next.partNumber(),
                    goal.quantity(),
                    next.term(),
                    next.billingPlan(),
                    emptyToNull(contractNumber),
                    emptyToNull(salesUnit),
                    money(unitPrice, present),
                    reason.strip(),
                    version);
        }
    }

    @PostMapping("/term-changes")
    String change(
            @PathVariable String number,
            @RequestParam Map<String, String> typed,
            TermForm form,
            Goal goal,
            Model model,
            HttpServletResponse response) {
        var sent = new Sent(number, typed.getOrDefault("section", "term"), typed);
        return page.act(sent, () -> terms.request(form.command(subscriptions.get(number), goal)), model, response);
    }

    @PostMapping("/moves")
    String move(
            @PathVariable String number,
            @RequestParam Map<String, String> typed,
            MoveForm form,
            Goal goal,
            Model model,
            HttpServletResponse response) {
        return page.act(
                new Sent(number, "move", typed),
                () -> moves.move(form.command(subscriptions.get(number), goal)),
                model,
                response);
    }

    @PostMapping("/moves/{change}/reversal")
    String takeBack(
            @PathVariable String number,
            @PathVariable String change,
            @RequestParam String reason,
            Model model,
            HttpServletResponse response) {
        return page.act(
                new Sent(number, "term", Map.of()), () -> moves.takeBack(number, change, reason), model, response);
    }

    static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
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

    private static String orElse(@Nullable String text, String otherwise) {
        return Objects.requireNonNullElse(emptyToNull(text), otherwise);
    }
}
