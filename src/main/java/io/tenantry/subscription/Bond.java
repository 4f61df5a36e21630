package io.tenantry.subscription;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a subscription hangs on its parent.
 *
 * @param parentRatio so many for each of the parent's: 5 for each of a parent of 5 are 25; null does not follow
 */
@Embeddable
record Bond(@Nullable UUID parentId, @Nullable Integer parentRatio, @Enumerated(EnumType.STRING) BillAt billAt) {

    static final Bond NONE = new Bond(null, null, BillAt.SELF);

    static Bond to(@Nullable UUID parent) {
        return new Bond(parent, null, BillAt.SELF);
    }

    /** Without a parent there is nobody to follow and no line to be billed on. */
    Bond with(@Nullable UUID parent, @Nullable Integer ratio) {
        return parent == null ? NONE : new Bond(parent, ratio, billAt);
    }

    Bond billed(BillAt where) {
        return new Bond(parentId, parentRatio, where);
    }
}
