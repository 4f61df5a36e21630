package io.tenantry.console;

import io.tenantry.demo.DemoStory;
import io.tenantry.monitoring.Dashboards;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The home page: what waits, for whom, and where to go. */
@Controller
class HomeController {

    private final Dashboards dashboards;
    private final Optional<DemoStory> story;
    private final Clock clock;
    private final String environment;
    private final String sandbox;

    HomeController(
            Dashboards dashboards,
            ObjectProvider<DemoStory> story,
            Clock clock,
            @Value("${tenantry.environment:SANDBOX}") String environment,
            @Value("${tenantry.sandbox.url:}") String sandbox) {
        this.dashboards = dashboards;
        this.story = Optional.ofNullable(story.getIfAvailable());
        this.clock = clock;
        this.environment = environment;
        this.sandbox = sandbox;
    }

    @GetMapping("/")
    String home(Model model) {
        model.addAttribute("queues", dashboards.queues());
        model.addAttribute("incidents", dashboards.incidents());
        model.addAttribute("tasks", dashboards.tasks());
        model.addAttribute("environment", environment);
        model.addAttribute("sandbox", sandbox);
        model.addAttribute("now", clock.instant());
        model.addAttribute("story", story.map(DemoStory::progress).orElse(null));
        return "home";
    }

    @GetMapping("/views/{name}")
    String savedView(@PathVariable String name, Model model) {
        model.addAttribute("name", name);
        model.addAttribute("rows", dashboards.savedView(name));
        model.addAttribute("environment", environment);
        return "saved-view";
    }

    @PostMapping("/demo/story")
    String play() {
        story.ifPresent(DemoStory::play);
        return "redirect:/";
    }
}
