package io.tenantry.subscription;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ScheduledLicenseChangeRepository extends Repository<ScheduledLicenseChange, UUID> {

    ScheduledLicenseChange save(ScheduledLicenseChange change);

    @Query("select c from ScheduledLicenseChange c join fetch c.subscription where c.number = :number")
    Optional<ScheduledLicenseChange> findByNumber(String number);

    /** Those of a subscription whose merge failed for that cause, the one due first on top. */
    @Query(
            """
            select c from ScheduledLicenseChange c
            where c.subscription = :subscription and c.status = ScheduledStatus.MERGE_FAILED and c.cause = :cause
            order by c.mergeOn, c.number""")
    List<ScheduledLicenseChange> findFailed(Subscription subscription, MergeCause cause);

    /** Those of a subscription that are due before another one and not merged, though they were tried. */
    @Query(
            """
            select c from ScheduledLicenseChange c
            where c.subscription = :subscription and c.status = ScheduledStatus.MERGE_FAILED
              and c.mergeOn < :before
            order by c.mergeOn, c.number""")
    List<ScheduledLicenseChange> findFailedBefore(Subscription subscription, Instant before);

    /** What is not merged yet, in the order in which it was asked for. */
    @Query(
            """
            select c.number from ScheduledLicenseChange c
            where c.subscription.id = :subscriptionId and c.status in (ScheduledStatus.PENDING, ScheduledStatus.MERGE_FAILED)
            order by c.number""")
    List<String> findOpen(UUID subscriptionId);

    @Query("select c.subscription.number from ScheduledLicenseChange c where c.number = :number")
    Optional<String> findSubscriptionNumber(String number);
}
