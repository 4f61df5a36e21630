package io.tenantry.subscription;

import java.time.LocalDate;
import java.util.List;

/**
 * A day on which a term may end so that it ends together with others.
 *
 * @param lastDay of that term
 * @param monthEnd whether it is the last day of a calendar month
 * @param with numbers of the tenant's subscriptions whose terms end that day
 */
public record TermEnd(LocalDate lastDay, boolean monthEnd, List<String> with) {}
