package io.tenantry.provider;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A customer's acceptance of the provider's own agreement (the Microsoft Customer Agreement), without which nothing can
 * be bought for it.
 *
 * @param acceptedOn null where the provider knows that it was accepted, but not when
 * @param acceptedBy the person who accepted, as the provider names them
 */
public record AgreementAcceptance(@Nullable LocalDate acceptedOn, String acceptedBy) {}
