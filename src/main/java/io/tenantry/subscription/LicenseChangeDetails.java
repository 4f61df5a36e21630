package io.tenantry.subscription;

import java.util.List;

/**
 * A license change with all that became of it.
 *
 * @param waitsFor names what is in the way and what to do; empty where nothing is
 */
public record LicenseChangeDetails(LicenseChangeView change, String waitsFor, List<StatusChangeView> history) {}
