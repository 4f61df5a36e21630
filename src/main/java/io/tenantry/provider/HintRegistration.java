package io.tenantry.provider;

import java.util.List;

/**
 * Where a provider tells of changes, and of which.
 *
 * @param events the provider's own words, such as {@code subscription-updated}
 */
public record HintRegistration(String address, List<String> events) {

    public HintRegistration {
        events = List.copyOf(events);
    }
}
