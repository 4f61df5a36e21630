package io.tenantry.demo;

import io.tenantry.shared.BusinessCalendar;
import io.tenantry.shared.TimeMachine;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.client.RestClient;

/** What is there only while the sandbox plays the outside world. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "tenantry.sandbox.enabled", matchIfMissing = true)
class DemoConfiguration {

    @Bean
    SandboxClock sandboxClock(Environment environment, TimeMachine clock) {
        return new SandboxClock(environment.getRequiredProperty("tenantry.sandbox.url"), clock);
    }

    @Bean
    DemoStory demoStory(Environment environment, TimeMachine clock, BusinessCalendar calendar) {
        var sandbox = RestClient.create(environment.getRequiredProperty("tenantry.sandbox.url"));
        return new DemoStory(() -> {
            var self = "http://localhost:" + environment.getProperty("local.server.port");
            var password = environment.getProperty("tenantry.demo-password", "demo");
            return new StoryPlot(
                    new StoryApi(self, "operator", password),
                    new StoryApi(self, "billing", password),
                    sandbox,
                    clock,
                    calendar);
        });
    }
}
