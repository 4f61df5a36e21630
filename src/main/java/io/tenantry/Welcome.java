package io.tenantry;

import io.tenantry.security.Account;
import io.tenantry.security.Accounts;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells whoever started the application where to go and how to get in. */
@Component
class Welcome {

    private static final Logger log = LoggerFactory.getLogger(Welcome.class);

    private final Environment environment;
    private final Accounts accounts;

    Welcome(Environment environment, Accounts accounts) {
        this.environment = environment;
        this.accounts = accounts;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void say() {
        log.info("{}", text());
    }

    String text() {
        var home = "http://localhost:" + environment.getProperty("local.server.port", "8080");
        return """
                Tenantry is ready.

                  Home      %1$s/
                  Cockpit   %1$s/camunda/app/cockpit/default/
                  Tasklist  %1$s/camunda/app/tasklist/default/
                  API       %1$s/swagger-ui.html
                """
                        .formatted(home)
                + sandbox()
                + logIns();
    }

    private String sandbox() {
        var url = environment.getProperty("tenantry.sandbox.url", "");
        return url.isEmpty()
                ? ""
                : "  Mails     %1$s/mail\n  Sandbox   %1$s (Partner Center, accounting, payments)\n".formatted(url);
    }

    private String logIns() {
        return accounts.demoPassword()
                .map(password -> "\n  Log in as %s; the password of each is %s.\n"
                        .formatted(
                                accounts.all().stream().map(Account::name).collect(Collectors.joining(", ")), password))
                .orElse("");
    }
}
