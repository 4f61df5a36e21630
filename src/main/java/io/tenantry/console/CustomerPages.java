package io.tenantry.console;

import io.tenantry.contract.BillingContracts;
import io.tenantry.customer.Agreements;
import io.tenantry.customer.CreditHolds;
import io.tenantry.customer.Customers;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
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
    String hold(
            @PathVariable String number,
            @RequestParam boolean held,
            @RequestParam String reason,
            Model model,
            HttpServletResponse response) {
        return act(number, "credit", () -> credit.set(number, held, reason), model, response);
    }

    /** @param acceptedOn empty says that it is not accepted */
    @PostMapping("/agreements/{account}")
    String record(
            @PathVariable String number,
            @PathVariable String account,
            @RequestParam(required = false) @Nullable LocalDate acceptedOn,
            @RequestParam(defaultValue = "") String acceptedBy,
            @RequestParam String reason,
            Model model,
            HttpServletResponse response) {
        return act(
                number,
                account,
                () -> {
                    requireTenant(number, account);
                    agreements.record(account, acceptance(acceptedOn, acceptedBy), reason);
                },
                model,
                response);
    }

    private static Agreements.@Nullable Acceptance acceptance(@Nullable LocalDate on, String by) {
        return on == null ? null : new Agreements.Acceptance(on, TermPages.emptyToNull(by));
    }

    private void requireTenant(String number, String account) {
        if (!number.equals(accounts.get(account).customerNumber())) {
            throw new Refused("not-its-tenant", "Tenant " + account + " is not one of customer " + number);
        }
    }

    private String act(String number, String section, Runnable act, Model model, HttpServletResponse response) {
        try {
            act.run();
            return "redirect:/customers/" + UriUtils.encodePathSegment(number, "UTF-8");
        } catch (Refused refused) {
            model.addAttribute("refusal", refused.getMessage());
            model.addAttribute("refusedAt", section);
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return show(number, model);
        }
    }
}
