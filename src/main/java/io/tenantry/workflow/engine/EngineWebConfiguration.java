package io.tenantry.workflow.engine;

import io.tenantry.security.EdgeProblems;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What stands between the security filters and the engine's web applications, in this order. */
@Configuration
class EngineWebConfiguration implements WebMvcConfigurer {

    private static final int AFTER_SECURITY = 0;

    private final ActorInEngine actorInEngine;

    EngineWebConfiguration(ActorInEngine actorInEngine) {
        this.actorInEngine = actorInEngine;
    }

    @Bean
    static FilterRegistrationBean<NoExpressionsFilter> noExpressions(EdgeProblems problems) {
        var filter = new FilterRegistrationBean<>(new NoExpressionsFilter(problems));
        filter.addUrlPatterns("/camunda/api/*");
        filter.setOrder(AFTER_SECURITY);
        return filter;
    }

    @Bean
    static FilterRegistrationBean<SingleSignOnFilter> singleSignOn() {
        var filter = new FilterRegistrationBean<>(new SingleSignOnFilter());
        filter.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        filter.setOrder(AFTER_SECURITY + 1);
        return filter;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(actorInEngine);
    }
}
