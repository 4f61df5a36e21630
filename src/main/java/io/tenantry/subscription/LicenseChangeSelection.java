package io.tenantry.subscription;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several license changes at once: those of a list, or all of a filter.
 *
 * @param numbers null asks the filter
 * @param filter null takes the list
 */
public record LicenseChangeSelection(@Nullable List<String> numbers, @Nullable LicenseChangeFilter filter) {

    public static LicenseChangeSelection of(List<String> numbers) {
        return new LicenseChangeSelection(numbers, null);
    }

    public static LicenseChangeSelection of(LicenseChangeFilter filter) {
        return new LicenseChangeSelection(null, filter);
    }
}
