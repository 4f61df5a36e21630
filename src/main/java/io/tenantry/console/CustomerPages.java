package io.tenantry.console;

import io.tenantry.contract.BillingContracts;
import io.tenantry.customer.Agreements;
import io.tenantry.customer.CreditHolds;
import io.tenantry.customer.Customers;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.UriUtils;

/** A customer: its tenants and contracts, and what may hold its changes, which is its credit or an agreement. */
@Controller
@RequestMapping("/customers/{number}")
class CustomerPages {

    private static final Paging MANY = new Paging(0, Paging.MAX_SIZE);

    private final Customers customers;
    private final ProviderAccounts accounts;
    private final BillingContracts contracts;
    private final CreditHolds credit;
    private final Agreements agreements;

    CustomerPages(
            Customers customers,
            ProviderAccounts accounts,
            BillingContracts contracts,
            CreditHolds credit,
            Agreements agreements) {
        this.customers = customers;
        this.accounts = accounts;
        this.contracts = contracts;
        this.credit = credit;
        this.agreements = agreements;
    }

    @GetMapping
    String show(@PathVariable String number, Model model) {
        var customer = customers.get(number);
        var tenants = accounts.of(customer.id());
        model.addAttribute("customer", customer);
        model.addAttribute("tenants", tenants);
        model.addAttribute("contracts", contracts.of(number, MANY).items());
        model.addAttribute("credit", credit.of(number));
        model.addAttribute(
                "agreements",
                tenants.stream().map(tenant -> agreements.of(tenant.number())).toList());
        return "customer";
    }

    @PostMapping("/credit-hold")
    String hold(@PathVariable String number, Form form, Model model, HttpServletResponse response) {
        return act(
                new Sent(number, "credit", form),
                () -> credit.set(number, form.isChosen("held"), form.textOrEmpty("reason")),
                model,
                response);
    }

    @PostMapping("/agreements/{account}")
    String record(
            @PathVariable String number,
            @PathVariable String account,
            Form form,
            Model model,
            HttpServletResponse response) {
        return act(
                new Sent(number, account, form),
                () -> {
                    requireTenant(number, account);
                    agreements.record(account, acceptance(form), form.textOrEmpty("reason"));
                },
                model,
                response);
    }

    /** No day says that it is not accepted; a name without one is left over from somewhere, and is not thrown away. */
    private static Agreements.@Nullable Acceptance acceptance(Form form) {
        var on = form.dayOrNone("acceptedOn");
        var by = form.textOrNone("acceptedBy");
        if (on == null && by != null) {
            throw new Refused(
                    "acceptance-without-day",
                    "Say on which day " + by + " accepted it, or leave the name empty if nobody has");
        }
        return on == null ? null : new Agreements.Acceptance(on, by);
    }

    private void requireTenant(String number, String account) {
        if (!number.equals(accounts.get(account).customerNumber())) {
            throw new Refused("not-its-tenant", "Tenant " + account + " is not one of customer " + number);
        }
    }

    private record Sent(String customer, String section, Form form) {}

    private String act(Sent sent, Runnable act, Model model, HttpServletResponse response) {
        try {
            act.run();
            return "redirect:/customers/" + UriUtils.encodePathSegment(sent.customer(), "UTF-8");
        } catch (Refused refused) {
            var page = show(sent.customer(), model);
            model.addAttribute("refusedAt", sent.section());
            model.addAttribute("typed", sent.form().typed());
            PageFrame.refuse(refused, model, response);
            return page;
        }
    }
}
