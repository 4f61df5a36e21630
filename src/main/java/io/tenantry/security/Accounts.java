package io.tenantry.security;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** All log-ins of this installation. Refuses to start with one that is incomplete, unsafe or double, or with no way in. */
@Component
public class Accounts {

    /** What the engine accepts as the id of a user, too. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+([._@-][A-Za-z0-9]+)*");

    private static final Map<Role, String> DEMO_NAMES = Map.of(
            Role.ADMINISTRATOR, "admin",
            Role.OPERATOR, "operator",
            Role.BILLING_MANAGER, "billing",
            Role.PROCESS_OWNER, "process",
            Role.AUDITOR, "auditor");

    /** A log-in with the password it is checked against, encoded as Spring Security does. */
    record Credentials(Account account, String encodedPassword) {}

    private final List<Credentials> credentials;
    private final Optional<String> demoPassword;

    Accounts(LogInSettings settings) {
        var all = new ArrayList<Credentials>();
        settings.users().forEach(user -> all.add(checked(user)));
        if (settings.demoUsers()) {
            for (var role : Role.values()) {
                all.add(new Credentials(
                        new Account(DEMO_NAMES.getOrDefault(role, role.group()), role),
                        "{noop}" + settings.demoPassword()));
            }
        }
        requireUniqueNames(all);
        requireAdministrator(all);
        this.credentials = List.copyOf(all);
        this.demoPassword = settings.demoUsers() ? Optional.of(settings.demoPassword()) : Optional.empty();
    }

    public List<Account> all() {
        return credentials.stream().map(Credentials::account).toList();
    }

    /** The password of the demo log-ins, for those who show the way in; empty where there are none. */
    public Optional<String> demoPassword() {
        return demoPassword;
    }

    List<Credentials> credentials() {
        return credentials;
    }

    private static Credentials checked(LogInSettings.User user) {
        var name = user.name();
        var password = user.password();
        var role = user.role();
        if (name == null || password == null || role == null) {
            throw new IllegalStateException(
                    "A log-in of tenantry.users is incomplete (name %s, role %s); give it a name, a password and a role"
                            .formatted(name, role));
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalStateException(
                    "Log-in '%s' of tenantry.users has a name that cannot be used; take letters and digits, with . _ @ - in between"
                            .formatted(name));
        }
        if (!password.startsWith("{bcrypt}")) {
            throw new IllegalStateException(
                    "Log-in '%s' of tenantry.users has a password that is not encoded; write it as {bcrypt}$2a$10$..."
                                    .formatted(name)
                            + " (made with: htpasswd -nbBC 10 '' <password>)");
        }
        return new Credentials(new Account(name, role), password);
    }

    private static void requireUniqueNames(List<Credentials> all) {
        var names = new HashSet<String>();
        for (var each : all) {
            if (!names.add(each.account().name())) {
                throw new IllegalStateException(
                        "There are two log-ins '%s'; rename one in tenantry.users, or switch the demo log-ins off with tenantry.demo-users=false"
                                .formatted(each.account().name()));
            }
        }
    }

    private static void requireAdministrator(List<Credentials> all) {
        if (all.stream().noneMatch(each -> each.account().role() == Role.ADMINISTRATOR)) {
            throw new IllegalStateException(
                    "Nobody could administer this installation; configure a log-in with role ADMINISTRATOR"
                            + " (TENANTRY_USERS_0_NAME, TENANTRY_USERS_0_PASSWORD, TENANTRY_USERS_0_ROLE)");
        }
    }
}
