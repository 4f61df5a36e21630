package io.tenantry.provider;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription turns into when its present term ends: the provider's scheduled change. It holds for a
 * subscription that is active and renews by itself, and any change in the middle of the term deletes it there.
 *
 * @param partNumber {@code productId:skuId}
 * @param term ISO 8601, such as {@code P1Y}
 * @param billingPlan {@code MONTHLY}, {@code ANNUAL} or {@code TRIENNIAL}
 * @param customTermEnd last day of the next term, to end together with others; null for a full term
 */
public record NextTerm(
        String partNumber, int quantity, String term, String billingPlan, @Nullable LocalDate customTermEnd) {

    /** Takes a scheduled change back: the next term is like the present one. */
    public static final NextTerm AS_NOW = new NextTerm("", 0, "", "", null);
}
