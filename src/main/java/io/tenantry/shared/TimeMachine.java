package io.tenantry.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The application's one clock. It runs in UTC and, while the sandbox is on, can be moved forward, so that a year of
 * billing plays in a minute. Whoever keeps a clock of its own (the engine, the sandbox) follows {@link Moved}.
 */
public final class TimeMachine extends Clock {

    /** The clock now runs {@code offset} ahead of the wall clock. */
    public record Moved(Duration offset) {}

    private final Clock wall;
    private volatile Duration offset;
    private final ApplicationEventPublisher events;

    public TimeMachine(Clock wall, Duration offset, ApplicationEventPublisher events) {
        this.wall = wall;
        this.offset = offset;
        this.events = events;
    }

    /** Moves to {@code instant}; from there time goes on as usual. Time never runs backwards. */
    public void moveTo(Instant instant) {
        if (instant.isBefore(instant())) {
            throw new Refused(
                    "time-runs-forward", "The clock stands at " + instant() + "; it cannot go back to " + instant);
        }
        offset = Duration.between(wall.instant(), instant);
        events.publishEvent(new Moved(offset));
    }

    public void moveBy(Duration duration) {
        moveTo(instant().plus(duration));
    }

    public Duration offset() {
        return offset;
    }

    @Override
    public Instant instant() {
        return wall.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new InZone(this, zone);
    }

    private static final class InZone extends Clock {

        private final Clock clock;
        private final ZoneId zone;

        private InZone(Clock clock, ZoneId zone) {
            this.clock = clock;
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new InZone(clock, other);
        }
    }
}
