package io.tenantry.provider;

import java.time.LocalDate;
import java.util.List;

/**
 * A last day that the provider offers for a term that is to end together with others.
 *
 * @param subscriptionIds the provider's ids of the subscriptions that end on that day; empty for the end of a calendar
 *     month
 */
public record CustomTermEnd(LocalDate day, List<String> subscriptionIds) {}
