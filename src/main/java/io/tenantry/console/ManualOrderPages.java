package io.tenantry.console;

import io.tenantry.subscription.ManualAnswer;
import io.tenantry.subscription.ManualOrders;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What waits to be done at a provider by hand; whoever did it says so here. */
@Controller
class ManualOrderPages {

    private final ManualOrders orders;

    ManualOrderPages(ManualOrders orders) {
        this.orders = orders;
    }

    @GetMapping("/manual-orders")
    String open(Model model) {
        model.addAttribute("orders", orders.open());
        return "manual-orders";
    }

    @PostMapping("/manual-orders/{change}")
    String answer(
            @PathVariable String change,
            @RequestParam boolean done,
            @RequestParam String reason,
            @RequestParam(required = false) @Nullable String providerSubscriptionId) {
        orders.answer(change, new ManualAnswer(done, reason, providerSubscriptionId, null));
        return "redirect:/manual-orders";
    }
}
