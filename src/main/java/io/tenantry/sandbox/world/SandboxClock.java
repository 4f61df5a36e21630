package io.tenantry.sandbox.world;

import com.fasterxml.jackson.databind.node.LongNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The outside world's own time: it runs like any clock and can be moved forward, never back. */
public final class SandboxClock extends Clock {

    private static final String OFFSET = "offsetMillis";

    /** Who keeps a clock in step with this one is behind by as much as a call takes: that is not going back. */
    private static final Duration IN_STEP = Duration.ofSeconds(5);

    private final Clock running;
    private final Documents settings;
    private volatile Duration offset;
    private long lastOrdinal;

    public SandboxClock(World world, Clock running) {
        this.running = running;
        this.settings = world.documents("clock");
        this.offset = remembered();
        world.afterClear(this::forget);
    }

    private synchronized void forget() {
        offset = Duration.ZERO;
        lastOrdinal = 0;
    }

    private Duration remembered() {
        return settings.find(OFFSET)
                .map(document -> Duration.ofMillis(document.get(OFFSET).longValue()))
                .orElse(Duration.ZERO);
    }

    /** Where it stands at that time already, or a few seconds later, it stays: it never goes back. */
    public void moveTo(Instant now) {
        var present = instant();
        if (now.isBefore(present.minus(IN_STEP))) {
            throw new IllegalArgumentException(
                    "The sandbox's clock stands at " + present + " and cannot go back to " + now);
        }
        if (!now.isAfter(present)) {
            return;
        }
        offset = Duration.between(running.instant(), now);
        var document = Json.object();
        document.set(OFFSET, LongNode.valueOf(offset.toMillis()));
        settings.put(OFFSET, document);
    }

    /** The present as milliseconds, but never the same twice: what is kept under it stays in the order of its coming. */
    public synchronized long ordinal() {
        lastOrdinal = Math.max(lastOrdinal + 1, millis());
        return lastOrdinal;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(instant(), ZoneOffset.UTC);
    }

    @Override
    public Instant instant() {
        return running.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The sandbox lives in UTC, as Partner Center does");
    }
}
