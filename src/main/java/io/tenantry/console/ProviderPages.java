package io.tenantry.console;

import io.tenantry.provider.Providers;
import io.tenantry.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

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
    String verify(@PathVariable String name, Form form, Model model, HttpServletResponse response) {
        return act(new Sent(name, form), () -> providers.verifyConnectivity(name), model, response);
    }

    @PostMapping("/providers/{name}/webhook-registrations")
    String registerWebhook(@PathVariable String name, Form form, Model model, HttpServletResponse response) {
        return act(
                new Sent(name, form),
                () -> providers.registerHints(name, form.isTicked("replaceOther")),
                model,
                response);
    }

    @PostMapping("/providers/{name}/deactivation")
    String deactivate(@PathVariable String name, Form form, Model model, HttpServletResponse response) {
        return act(new Sent(name, form), () -> providers.deactivate(name, form.textOrEmpty("reason")), model, response);
    }

    @PostMapping("/providers/{name}/activation")
    String activate(@PathVariable String name, Form form, Model model, HttpServletResponse response) {
        return act(
                new Sent(name, form),
                () -> {
                    providers.activate(name, form.textOrEmpty("reason"));
                    providers.ensureHints(name);
                },
                model,
                response);
    }

    private record Sent(String provider, Form form) {}

    private String act(Sent sent, Runnable act, Model model, HttpServletResponse response) {
        try {
            act.run();
            return "redirect:/providers";
        } catch (Refused refused) {
            model.addAttribute("refusedAt", sent.provider());
            model.addAttribute("typed", sent.form().typed());
            PageFrame.refuse(refused, model, response);
            return providers(model);
        }
    }
}
