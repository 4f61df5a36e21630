package io.tenantry.subscription;

import java.util.List;

/**
 * A license change with all that became of it.
 *
 * @param waitsFor names the change that must be settled first; empty where none is in the way
 */
public record LicenseChangeDetails(LicenseChangeView change, String waitsFor, List<StatusChangeView> history) {}
