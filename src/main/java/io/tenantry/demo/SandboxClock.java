package io.tenantry.demo;

import io.tenantry.shared.TimeMachine;
import java.time.Instant;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** Keeps the sandbox's clock with the application's, at the start and whenever it is moved. */
class SandboxClock {

    private final RestClient sandbox;
    private final TimeMachine clock;

    SandboxClock(String sandboxUrl, TimeMachine clock) {
        this.sandbox = RestClient.create(sandboxUrl);
        this.clock = clock;
    }

    @EventListener
    void follow(TimeMachine.Moved moved) {
        move(clock.instant());
    }

    @EventListener(ApplicationReadyEvent.class)
    void catchUp() {
        if (!clock.offset().isZero()) {
            move(clock.instant());
        }
    }

    private void move(Instant now) {
        sandbox.put()
                .uri("/sandbox/clock")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("now", now.toString()))
                .retrieve()
                .toBodilessEntity();
    }
}
