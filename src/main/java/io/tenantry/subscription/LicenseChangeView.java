package io.tenantry.subscription;

import io.tenantry.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A license change (LCL).
 *
 * @param sequence its place among the changes of the subscription
 * @param quantityAfter running sum of the quantity
 * @param partNumber of the product after the change
 * @param unitPrice after the change, for one sales unit
 * @param monthlyUnitPrice after the change (MUSP)
 * @param refund whether a negative contribution may be credited
 * @param providerMessage the provider's words to a failed one
 * @param waiting what it waits for while it awaits provisioning; null where nothing is known to be in its way
 * @param halfOfMove whether it takes seats out of a subscription that go on in another, or brings them in there
 */
public record LicenseChangeView(
        String number,
        String subscriptionNumber,
        String subscriptionName,
        int sequence,
        SubscriptionEvent event,
        int quantityDelta,
        int quantityAfter,
        @Nullable String partNumber,
        @Nullable String salesUnit,
        @Nullable Money unitPrice,
        @Nullable Money monthlyUnitPrice,
        LocalDate effectiveDate,
        ChangeSource source,
        String actor,
        String reason,
        Instant createdAt,
        boolean refund,
        ProvisioningStatus provisioningStatus,
        BillingStatus billingStatus,
        @Nullable String providerMessage,
        @Nullable Instant provisionedAt,
        @Nullable WaitView waiting,
        boolean halfOfMove,
        long version) {}
