package io.tenantry.sync;

import java.util.List;

/** A look at a provider found differences that it had not found before. */
public record MismatchesOpened(List<String> numbers) {}
