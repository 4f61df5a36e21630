package io.tenantry.postinvoice;

/** The JVM dies here: nothing catches it, nothing after it happens. */
final class Crash extends Error {}
