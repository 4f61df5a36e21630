package io.tenantry.provider;

/**
 * Whether we can work with a provider right now.
 *
 * @param message what was seen, or what to do, for an administrator
 */
public record Connectivity(boolean connected, String message) {}
