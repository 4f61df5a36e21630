package io.tenantry.subscription;

import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The term that a trial had when somebody asked to pay for it.
 *
 * @param formerTermEnd its last day, where that was known
 */
@Embeddable
record FormerTerm(String formerTerm, String formerBillingPlan, @Nullable LocalDate formerTermEnd) {

    static FormerTerm of(Commitment commitment) {
        return new FormerTerm(commitment.term(), commitment.billingPlan(), commitment.commitmentEnd());
    }
}
