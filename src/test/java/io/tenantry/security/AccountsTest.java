package io.tenantry.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tenantry.security.LogInSettings.User;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private static final String ENCODED = "{bcrypt}$2a$10$abcdefghijklmnopqrstuuJ0i7e3lXVxkTQ7LHc5OpHoZcMjL7bqW";

    @Test
    void bringsADemoLogInForEachRole() {
        var accounts = new Accounts(new LogInSettings(true, "demo", List.of()));

        assertThat(accounts.all())
                .containsExactly(
                        new Account("admin", Role.ADMINISTRATOR),
                        new Account("operator", Role.OPERATOR),
                        new Account("billing", Role.BILLING_MANAGER),
                        new Account("process", Role.PROCESS_OWNER),
                        new Account("auditor", Role.AUDITOR));
        assertThat(accounts.demoPassword()).contains("demo");
    }

    @Test
    void hasOnlyRealPeopleInProduction() {
        var accounts = production(new User("jo@example.com", ENCODED, Role.ADMINISTRATOR));

        assertThat(accounts.all()).containsExactly(new Account("jo@example.com", Role.ADMINISTRATOR));
        assertThat(accounts.demoPassword()).isEmpty();
    }

    @Test
    void refusesToStartWithNoWayIn() {
        assertThatIllegalStateException()
                .isThrownBy(() -> production(new User("jo", ENCODED, Role.AUDITOR)))
                .withMessageContaining("configure a log-in with role ADMINISTRATOR");
    }

    @Test
    void refusesAPasswordThatAnybodyCouldRead() {
        for (var password : new String[] {"secret", "{noop}secret", "{MD5}5ebe2294ecd0e0f08eab7690d2a6ee69"}) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> production(new User("jo", password, Role.ADMINISTRATOR)))
                    .withMessageContaining("'jo'")
                    .withMessageContaining("{bcrypt}")
                    .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(password));
        }
    }

    @Test
    void refusesWhatIsIncompleteDoubleOrUnusable() {
        assertThatIllegalStateException()
                .isThrownBy(() -> production(new User("jo", null, Role.ADMINISTRATOR)))
                .withMessageContaining("incomplete (name jo, role ADMINISTRATOR)");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        production(new User("jo", ENCODED, Role.ADMINISTRATOR), new User("jo", ENCODED, Role.AUDITOR)))
                .withMessageContaining("two log-ins 'jo'");
        assertThatIllegalStateException()
                .isThrownBy(() -> production(new User("*", ENCODED, Role.ADMINISTRATOR)))
                .withMessageContaining("'*'");
    }

    private static Accounts production(User... users) {
        return new Accounts(new LogInSettings(false, "demo", List.of(users)));
    }
}
