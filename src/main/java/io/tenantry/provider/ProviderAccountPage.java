package io.tenantry.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of tenants; {@code continuation} is null on the last one. */
public record ProviderAccountPage(List<ProviderAccountData> accounts, @Nullable String continuation) {}
