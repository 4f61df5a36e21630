package io.tenantry.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a lane goes on after a chunk.
 *
 * @param left whether there may be more for it to do
 * @param notBefore when; null at once
 */
public record ChunkOutcome(boolean left, @Nullable Instant notBefore) {

    static final ChunkOutcome DONE = new ChunkOutcome(false, null);
    static final ChunkOutcome MORE = new ChunkOutcome(true, null);

    static ChunkOutcome later(Instant moment) {
        return new ChunkOutcome(true, moment);
    }
}
