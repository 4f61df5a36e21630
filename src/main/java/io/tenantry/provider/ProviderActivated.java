package io.tenantry.provider;

/** A provider may be told of changes again, or can do more than before. What waited for that looks again. */
public record ProviderActivated(String provider) {}
