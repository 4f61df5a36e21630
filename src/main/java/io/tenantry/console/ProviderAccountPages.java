package io.tenantry.console;

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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** The tenants, those first that belong to nobody; whose each may be, with reasons; and who said so when. */
@Controller
@RequestMapping("/provider-accounts")
class ProviderAccountPages {

    private static final int PAGE = 50;

    private final ProviderAccounts accounts;

    ProviderAccountPages(ProviderAccounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable Boolean mapped,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var shown = mapped == null && search.isBlank() ? Boolean.FALSE : mapped;
        model.addAttribute("accounts", accounts.search(search, shown, new Paging(page, PAGE)));
        model.addAttribute("search", search);
        model.addAttribute("unmappedOnly", Boolean.FALSE.equals(shown));
        return "provider-accounts";
    }

    @GetMapping("/{number}")
    String show(@PathVariable String number, Model model) {
        model.addAttribute("account", accounts.get(number));
        model.addAttribute("suggestions", accounts.suggestions(number));
        model.addAttribute("history", accounts.history(number));
        return "provider-account";
    }

    @PostMapping("/{number}/mapping")
    String map(@PathVariable String number, Form form, Model model, HttpServletResponse response) {
        try {
            accounts.remap(number, form.textOrEmpty("customer"), form.textOrEmpty("reason"), form.version());
            return "redirect:/provider-accounts/" + UriUtils.encodePathSegment(number, "UTF-8");
        } catch (Refused refused) {
            model.addAttribute("typed", form.typed());
            PageFrame.refuse(refused, model, response);
            return show(number, model);
        }
    }
}
