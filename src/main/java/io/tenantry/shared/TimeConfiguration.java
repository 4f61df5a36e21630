package io.tenantry.shared;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The application's clock. Its offset is kept over a restart, and counts in a sandbox only. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    @Bean
    @DependsOnDatabaseInitialization
    TimeMachine clock(
            JdbcClient sql,
            ApplicationEventPublisher events,
            @Value("${tenantry.sandbox.enabled:true}") boolean movable) {
        var offset = movable ? keptOffset(sql) : Duration.ZERO;
        return new TimeMachine(Clock.systemUTC(), offset, events);
    }

    @Bean
    KeptOffset keptOffsetOfClock(JdbcClient sql) {
        return new KeptOffset(sql);
    }

    private static Duration keptOffset(JdbcClient sql) {
        return sql.sql("select seconds from clock_offset")
                .query(Long.class)
                .optional()
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO);
    }

    record KeptOffset(JdbcClient sql) {

        /** First, so that nobody follows a move that is not kept. */
        @EventListener
        @Order(0)
        void keep(TimeMachine.Moved moved) {
            sql.sql(
                            """
                            insert into clock_offset (seconds) values (:seconds)
                            on conflict (singleton) do update set seconds = excluded.seconds
                            """)
                    .param("seconds", moved.offset().toSeconds())
                    .update();
        }
    }
}
