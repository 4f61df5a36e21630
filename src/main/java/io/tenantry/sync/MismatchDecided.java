package io.tenantry.sync;

/** Somebody has put a difference right, or lets it be. */
public record MismatchDecided(String number) {}
