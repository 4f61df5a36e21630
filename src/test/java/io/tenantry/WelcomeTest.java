package io.tenantry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.tenantry.security.Account;
import io.tenantry.security.Accounts;
import io.tenantry.security.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class WelcomeTest {

    private final MockEnvironment environment = new MockEnvironment().withProperty("local.server.port", "8081");
    private final Accounts accounts = mock();

    @Test
    void showsTheWayInToADemo() {
        environment.setProperty("tenantry.sandbox.url", "http://localhost:8090");
        given(accounts.all())
                .willReturn(List.of(new Account("admin", Role.ADMINISTRATOR), new Account("auditor", Role.AUDITOR)));
        given(accounts.demoPassword()).willReturn(Optional.of("demo"));

        assertThat(new Welcome(environment, accounts).text())
                .isEqualTo(
                        """
                        Tenantry is ready.

                          Home      http://localhost:8081/
                          Cockpit   http://localhost:8081/camunda/app/cockpit/default/
                          Tasklist  http://localhost:8081/camunda/app/tasklist/default/
                          API       http://localhost:8081/swagger-ui.html
                          Mails     http://localhost:8090/mail
                          Sandbox   http://localhost:8090 (Partner Center, accounting, payments)

                          Log in as admin, auditor; the password of each is demo.
                        """);
    }

    @Test
    void tellsNobodysNameInProduction() {
        given(accounts.demoPassword()).willReturn(Optional.empty());

        assertThat(new Welcome(environment, accounts).text())
                .contains("Home      http://localhost:8081/")
                .doesNotContain("Log in as", "Sandbox", "Mails");
    }
}
