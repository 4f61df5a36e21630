package io.tenantry.subscription;

import java.time.Instant;

/** Who acts, and when. */
record Authorship(String actor, Instant at) {}
