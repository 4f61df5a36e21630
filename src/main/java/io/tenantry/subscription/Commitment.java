package io.tenantry.subscription;

import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * For how long a subscription is committed.
 *
 * @param term ISO 8601, such as P1Y; empty where the provider has none
 * @param endDate the last day that it is in force, once that is known
 * @param commitmentEnd last day of the term, as the provider tells it
 */
@Embeddable
record Commitment(
        String term,
        String billingPlan,
        LocalDate startDate,
        @Nullable LocalDate endDate,
        @Nullable LocalDate commitmentEnd,
        boolean autoRenew) {

    Commitment until(@Nullable LocalDate end, boolean renews) {
        return new Commitment(term, billingPlan, startDate, endDate, end == null ? commitmentEnd : end, renews);
    }

    /** Before anything of it has begun. */
    Commitment startingOn(LocalDate day) {
        return new Commitment(term, billingPlan, day, endDate, commitmentEnd, autoRenew);
    }

    Commitment renewing(boolean byItself) {
        return new Commitment(term, billingPlan, startDate, endDate, commitmentEnd, byItself);
    }

    /** From now on for another term; when that ends is the provider's to tell. */
    Commitment as(String otherTerm, String otherPlan) {
        return new Commitment(otherTerm, otherPlan, startDate, endDate, null, autoRenew);
    }

    /** After all: it has no last day yet. */
    Commitment goingOn() {
        return new Commitment(term, billingPlan, startDate, null, commitmentEnd, autoRenew);
    }

    /** A trial that is paid for from a day on. */
    Commitment paidForAs(NextTerm next, LocalDate from) {
        return as(next.term(), next.billingPlan()).until(Term.endOf(from, next.term()), autoRenew);
    }

    /** A trial that is paid for by nobody after all. */
    Commitment backTo(FormerTerm former) {
        return new Commitment(
                former.formerTerm(), former.formerBillingPlan(), startDate, endDate, former.formerTermEnd(), autoRenew);
    }

    boolean isFor(NextTerm next) {
        return term.equals(next.term()) && billingPlan.equals(next.billingPlan());
    }

    Commitment endedOn(LocalDate lastDay) {
        return new Commitment(term, billingPlan, startDate, lastDay, commitmentEnd, autoRenew);
    }

    Term renewals() {
        return Term.of(startDate, commitmentEnd, term);
    }
}
