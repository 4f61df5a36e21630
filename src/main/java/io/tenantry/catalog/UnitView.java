package io.tenantry.catalog;

/** A mapped sales unit: {@code ANNUAL} covers 12 months. */
public record UnitView(String unit, int months, long version) {}
