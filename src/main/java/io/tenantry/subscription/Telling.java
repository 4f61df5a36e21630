package io.tenantry.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change that is being told to its provider.
 *
 * @param from how many seats the provider holds before it, by our ledger
 * @param repeated whether the provider may know it already under the same request id: its answer was lost, or there was
 *     none. What became of it is looked up before anything is sent again
 * @param hiddenUntil until when what came of an earlier try may be there without being listed; null if the provider's
 *     lists show all of it by now
 */
public record Telling(ProvisioningOrder order, int from, boolean repeated, @Nullable Instant hiddenUntil) {}
