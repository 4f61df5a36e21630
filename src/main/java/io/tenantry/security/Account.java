package io.tenantry.security;

/** A log-in: somebody's name and what they are here for. */
public record Account(String name, Role role) {}
