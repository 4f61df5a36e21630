package io.tenantry.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an awaiting change waits for.
 *
 * @param words names what is in the way and what to do
 * @param on number of what is in the way, where it has one
 */
public record WaitView(WaitingFor reason, String words, @Nullable String on, Instant since) {}
