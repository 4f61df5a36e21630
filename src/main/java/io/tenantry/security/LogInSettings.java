package io.tenantry.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The log-ins as configured.
 *
 * @param demoUsers whether there is a log-in for each role that anybody can read about in the README
 * @param demoPassword of all of them
 * @param users real people
 */
@ConfigurationProperties("tenantry")
record LogInSettings(
        @DefaultValue("false") boolean demoUsers,
        @DefaultValue("demo") String demoPassword,
        @DefaultValue List<User> users) {

    /** @param password encoded: {@code {bcrypt}...} */
    record User(@Nullable String name, @Nullable String password, @Nullable Role role) {}
}
