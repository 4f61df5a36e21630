package io.tenantry.console;

import io.tenantry.shared.Refused;
import io.tenantry.shared.web.SentForms;
import io.tenantry.subscription.ManualAnswer;
import io.tenantry.subscription.ManualOrders;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * What waits to be done at a provider by hand; whoever did it says so here. The same change may be put back and wait for a
 * person again: an answer that is sent twice answers what was asked then, and not what is asked by now.
 */
@Controller
class ManualOrderPages {

    private static final String PAGE = "/manual-orders";

    private final ManualOrders orders;
    private final SentForms sentForms;

    ManualOrderPages(ManualOrders orders, SentForms sentForms) {
        this.orders = orders;
        this.sentForms = sentForms;
    }

    @GetMapping(PAGE)
    String open(Model model) {
        model.addAttribute("orders", orders.open());
        model.addAttribute("refusedAt", "");
        model.addAttribute("typed", Map.of());
        return "manual-orders";
    }

    @PostMapping(PAGE + "/{change}")
    String answer(@PathVariable String change, Form form, Model model, HttpServletResponse response) {
        try {
            return "redirect:"
                    + sentForms.once(form.once(), () -> {
                        orders.answer(change, answer(form));
                        return PAGE;
                    });
        } catch (Refused refused) {
            var page = open(model);
            model.addAttribute("refusedAt", change);
            model.addAttribute("typed", form.typed());
            PageFrame.refuse(refused, model, response);
            return page;
        }
    }

    private static ManualAnswer answer(Form form) {
        return new ManualAnswer(
                form.isChosen("done"), form.textOrEmpty("reason"), form.textOrNone("providerSubscriptionId"), null);
    }
}
