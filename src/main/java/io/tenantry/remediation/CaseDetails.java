package io.tenantry.remediation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case with what is known and what became of it.
 *
 * @param evidence what is known, in the order in which {@link Fact} tells it; what is unknown is left out
 * @param evidenceAt when that was looked up; null until it was
 * @param history the oldest first
 */
public record CaseDetails(
        CaseView remediation, List<Known> evidence, @Nullable Instant evidenceAt, List<Step> history) {

    /** @param value a text, a number or a boolean */
    public record Known(String fact, String meaning, Object value) {}

    /** @param kind OPENED, DECIDED, ACTED, REFUSED, ESCALATED or CLOSED */
    public record Step(
            String kind,
            @Nullable String cause,
            @Nullable String fix,
            @Nullable Integer tableVersion,
            @Nullable String tableRow,
            String words,
            String actor,
            Instant at) {}
}
