package io.tenantry.workflow.engine;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine's set-up, as far as it is not in {@code application.yaml}. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    /** Conditions know the domain, which may know the engine: so they are looked up when a task is completed. */
    @Bean
    static EngineRules engineRules(
            ListableBeanFactory beans, ObjectProvider<UserTaskCondition> conditions, ApplicationEventPublisher events) {
        return new EngineRules(new DiagramBeans(beans), conditions::stream, events::publishEvent);
    }
}
