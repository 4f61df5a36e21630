package io.tenantry.diagnosis;

import java.util.List;

/**
 * A known cause that applies.
 *
 * @param sentence what it is in this case
 * @param evidence business numbers and days that it is seen by
 * @param fix what a person can do
 */
public record Finding(Cause cause, String sentence, List<String> evidence, String fix) {}
