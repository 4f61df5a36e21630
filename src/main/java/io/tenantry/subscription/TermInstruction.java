package io.tenantry.subscription;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An instruction with what it is about.
 *
 * @param nextPartNumber {@code productId:skuId} that it goes on as; given together with quantity, term and billing plan
 * @param nextTermEnd last day of the next term where it is not a whole one (co-termination)
 */
@Embeddable
public record TermInstruction(
        @Enumerated(EnumType.STRING) Instruction instruction,
        @Nullable String nextPartNumber,
        @Nullable Integer nextQuantity,
        @Nullable String nextTerm,
        @Nullable String nextBillingPlan,
        @Nullable LocalDate nextTermEnd) {

    public static TermInstruction of(Instruction instruction) {
        return new TermInstruction(instruction, null, null, null, null, null);
    }

    public static TermInstruction of(Instruction instruction, NextTerm next) {
        return new TermInstruction(
                instruction, next.partNumber(), next.quantity(), next.term(), next.billingPlan(), next.termEnd());
    }

    /** What it goes on as; null for an instruction that says nothing of that. */
    public @Nullable NextTerm next() {
        return nextPartNumber == null || nextQuantity == null || nextTerm == null || nextBillingPlan == null
                ? null
                : new NextTerm(nextPartNumber, nextQuantity, nextTerm, nextBillingPlan, nextTermEnd);
    }
}
