package io.tenantry.security;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/**
 * The rules at the edge. HTTP basic, and nothing is kept between requests: each is checked on its own. Everybody who
 * logs in may read; who may write is said in {@link WriteRules}, and what is closed in the engine's web applications in
 * {@link EnginePaths}.
 */
@Configuration
class SecurityConfiguration {

    @Bean
    SecurityFilterChain edge(HttpSecurity http, EdgeProblems problems) throws Exception {
        return http.authorizeHttpRequests(SecurityConfiguration::rules)
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                .exceptionHandling(
                        refusal -> refusal.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .sessionManagement(SecurityConfiguration::leaveSessionsToTheEngine)
                .addFilterBefore(new SameOriginFilter(problems), BasicAuthenticationFilter.class)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.frameOptions(FrameOptionsConfig::sameOrigin))
                .build();
    }

    /**
     * Sessions are the engine's web applications' alone: they keep who is logged in there. A new session id with each
     * checked request would overtake the pages' parallel requests and log everybody out.
     */
    private static void leaveSessionsToTheEngine(SessionManagementConfigurer<HttpSecurity> sessions) {
        sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS)
                .sessionFixation(SessionManagementConfigurer.SessionFixationConfigurer::none);
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules) {
        rules.dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers("/actuator/health/**")
                .permitAll()
                // Signed by the provider, and checked by who reads it.
                .requestMatchers(HttpMethod.POST, "/webhooks/partner-center")
                .permitAll();
        engineRules(rules);
        rules.requestMatchers(HttpMethod.GET).authenticated();
        rules.requestMatchers(HttpMethod.HEAD).authenticated();
        WriteRules.TABLE.forEach(row -> row.methods()
                .forEach(method -> rules.requestMatchers(method, row.path()).hasAnyRole(row.roleNames())));
        rules.anyRequest().hasRole(Role.ADMINISTRATOR.name());
    }

    private static void engineRules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules) {
        rules.requestMatchers(EnginePaths.CLOSED).denyAll();
        for (var method : WriteRules.WRITES) {
            rules.requestMatchers(method, EnginePaths.READ_ONLY).denyAll();
        }
        rules.requestMatchers(HttpMethod.DELETE, EnginePaths.JOB)
                .denyAll()
                .requestMatchers(HttpMethod.DELETE, EnginePaths.PROCESS_INSTANCE)
                .hasRole(Role.ADMINISTRATOR.name())
                .requestMatchers("/camunda/**")
                .authenticated();
    }

    @Bean
    UserDetailsService logIns(Accounts accounts) {
        return new InMemoryUserDetailsManager(accounts.credentials().stream()
                .map(each -> User.withUsername(each.account().name())
                        .password(each.encodedPassword())
                        .roles(each.account().role().name())
                        .build())
                .toList());
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new RememberingPasswordEncoder(PasswordEncoderFactories.createDelegatingPasswordEncoder());
    }
}
