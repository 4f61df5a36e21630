package io.tenantry.console;

import io.tenantry.provider.Providers;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who provisions: kinds, capabilities, and whether each connection worked when somebody last looked. */
@Controller
class ProviderPages {

    private final Providers providers;

    ProviderPages(Providers providers) {
        this.providers = providers;
    }

    @GetMapping("/providers")
    String providers(Model model) {
        model.addAttribute("providers", providers.all());
        return "providers";
    }

    @PostMapping("/providers/{name}/connectivity-checks")
    String verify(@PathVariable String name) {
        providers.verifyConnectivity(name);
        return "redirect:/providers";
    }

    @PostMapping("/providers/{name}/webhook-registrations")
    String registerWebhook(@PathVariable String name, @RequestParam(defaultValue = "false") boolean replaceOther) {
        providers.registerHints(name, replaceOther);
        return "redirect:/providers";
    }

    @PostMapping("/providers/{name}/deactivation")
    String deactivate(@PathVariable String name, @RequestParam String reason) {
        providers.deactivate(name, reason);
        return "redirect:/providers";
    }

    @PostMapping("/providers/{name}/activation")
    String activate(@PathVariable String name, @RequestParam String reason) {
        providers.activate(name, reason);
        providers.ensureHints(name);
        return "redirect:/providers";
    }
}
