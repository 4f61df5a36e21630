package io.tenantry.subscription;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface LicenseChangeRepository extends Repository<LicenseChange, UUID> {

    LicenseChange save(LicenseChange change);

    @Query("select c from LicenseChange c join fetch c.subscription where c.number = :number")
    Optional<LicenseChange> findByNumber(String number);

    /** Only whose change it is, so that the subscription can be locked before the change is read. */
    @Query("select c.subscription.number from LicenseChange c where c.number = :number")
    Optional<String> findSubscriptionNumber(String number);

    @Query("select c from LicenseChange c where c.subscription = :subscription order by c.sequence")
    List<LicenseChange> ledgerOf(Subscription subscription);

    @Query("select c from LicenseChange c where c.subscription = :subscription and c.sequence = 1")
    Optional<LicenseChange> creationOf(Subscription subscription);

    /** The parent's change that provisions a linked one. */
    @Query("select c from LicenseChange c join fetch c.subscription where c.pushedById = :changeId")
    Optional<LicenseChange> findPushedBy(UUID changeId);

    @Query(
            """
            select c from LicenseChange c join fetch c.subscription s
            where s.atProvider.provider = :provider
              and c.provisioningStatus = ProvisioningStatus.AWAITING_PROVISIONING""")
    List<LicenseChange> findAwaitingAt(String provider);

    /** The tenant that a change is for. */
    @Query("select c.subscription.atProvider.providerAccountId from LicenseChange c where c.number = :number")
    Optional<UUID> findAccount(String number);

    /** Number of the linked change that a parent's change provisions. */
    @Query(
            """
            select child.number from LicenseChange child, LicenseChange parent
            where parent.number = :parentChange and parent.pushedById = child.id""")
    Optional<String> findPusherOf(String parentChange);

    /**
     * Which of them have an order that may have reached the provider: an order is prepared, and kept, before it is placed.
     * Seats that move are ordered by what takes them out of the old subscription.
     */
    @Query(
            """
            select distinct c.subscription.id from LicenseChange c
            where c.subscription.id in :subscriptionIds
              and c.provisioningStatus = ProvisioningStatus.AWAITING_PROVISIONING
              and (c.preparedOrder is not null or c.subscription.atProvider.providerOrderId is not null
                   or c.sequence = 1 and c.followsId is not null)""")
    List<UUID> findSent(Collection<UUID> subscriptionIds);

    /** Which of them have a change that the provider has yet to confirm. */
    @Query(
            """
            select distinct c.subscription.id from LicenseChange c
            where c.subscription.id in :subscriptionIds
              and c.provisioningStatus in (ProvisioningStatus.AWAITING_PROVISIONING, ProvisioningStatus.FAILED_PROVISIONING)""")
    List<UUID> findMidFlight(Collection<UUID> subscriptionIds);

    @Query(
            """
            select c from LicenseChange c join fetch c.subscription
            where c.provisioningStatus = ProvisioningStatus.AWAITING_PROVISIONING
            order by c.number""")
    List<LicenseChange> findAwaiting();

    @Query(
            """
            select c from LicenseChange c join fetch c.subscription s
            where c.provisioningStatus = ProvisioningStatus.AWAITING_PROVISIONING and s.owner.customerId = :customerId
            order by c.number""")
    List<LicenseChange> findAwaitingOfCustomer(UUID customerId);

    @Query(
            """
            select c from LicenseChange c join fetch c.subscription s
            where c.provisioningStatus = ProvisioningStatus.AWAITING_PROVISIONING
              and s.atProvider.providerAccountId = :accountId
            order by c.number""")
    List<LicenseChange> findAwaitingOfAccount(UUID accountId);

    @Query("select c from LicenseChange c join fetch c.subscription where c.id = :id")
    Optional<LicenseChange> findById(UUID id);

    /** The change that took another one back. */
    @Query("select c.number from LicenseChange c where c.undoesId = :id")
    Optional<String> findUndoing(UUID id);

    /** The changes of children that a change caused. */
    @Query("select c from LicenseChange c join fetch c.subscription where c.followsId = :id order by c.number")
    List<LicenseChange> findFollowing(UUID id);

    @Query("select c.subscription.id from LicenseChange c where c.followsId in :ids order by c.subscription.id")
    List<UUID> findFollowingSubscriptions(Collection<UUID> ids);

    /** What was made anew in the place of a change. */
    @Query("select c from LicenseChange c join fetch c.subscription where c.anewForId = :id")
    Optional<LicenseChange> findAnewFor(UUID id);

    /** In whose place a change was made anew. */
    @Query("select c.anewForId from LicenseChange c where c.id = :id and c.anewForId is not null")
    Optional<UUID> findReplaced(UUID id);

    /** The subscription of the change that caused a change. */
    @Query(
            """
            select cause.subscription.id from LicenseChange c join LicenseChange cause on cause.id = c.followsId
            where c.number = :number""")
    Optional<UUID> findCauseSubscription(String number);
}
