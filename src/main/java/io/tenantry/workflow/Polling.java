package io.tenantry.workflow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How often a provider is asked for what it accepted and has not made yet: often at first, then more and more seldom,
 * without end. What takes too long is told to people. Two processes do so.
 *
 * <p>With one minute and one hour: after 5 minutes it is asked again in 1 minute, after 5 hours in 30 minutes, after 20
 * hours in 1 hour.
 */
@Component
public class Polling {

    private static final int TENTH = 10;

    private final Clock clock;
    private final Duration shortest;
    private final Duration longest;
    private final Duration overdueAfter;

    public Polling(
            Clock clock,
            @Value("${tenantry.polling.shortest:PT1M}") Duration shortest,
            @Value("${tenantry.polling.longest:PT1H}") Duration longest,
            @Value("${tenantry.polling.overdue-after:PT24H}") Duration overdueAfter) {
        this.clock = clock;
        this.shortest = shortest;
        this.longest = longest;
        this.overdueAfter = overdueAfter;
    }

    /** @param overdue whether it has taken so long that people should know */
    public record Look(Instant next, boolean overdue) {}

    public Instant now() {
        return clock.instant();
    }

    /** When to look next at what the provider has been at since {@code since}. */
    public Look after(Instant since) {
        var taken = Duration.between(since, now());
        var pause = Collections.min(List.of(longest, Collections.max(List.of(shortest, taken.dividedBy(TENTH)))));
        return new Look(now().plus(pause), taken.compareTo(overdueAfter) >= 0);
    }
}
