package io.tenantry.demo;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.TimeMachine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The demo's clock; not there in production. */
@RestController
@RequestMapping("/api/v1/demo")
@ConditionalOnProperty(name = "tenantry.sandbox.enabled", matchIfMissing = true)
@Tag(name = "Demo", description = "The sandbox's clock and the demo story; not there in production")
class ClockController {

    record Time(@NotNull Instant now) {}

    private final TimeMachine clock;
    private final ApplicationEventPublisher events;

    ClockController(TimeMachine clock, ApplicationEventPublisher events) {
        this.clock = clock;
        this.events = events;
    }

    @GetMapping("/clock")
    @Operation(summary = "What time the application thinks it is")
    Time now() {
        return new Time(clock.instant());
    }

    @PutMapping("/clock")
    @Transactional
    @Operation(summary = "Move the clock of application, engine and sandbox forward; it never goes back")
    Time move(@Valid @RequestBody Time time) {
        clock.moveTo(time.now());
        events.publishEvent(
                AuditFact.of("clock", "clock-moved", Map.of("to", time.now().toString())));
        return new Time(clock.instant());
    }
}
