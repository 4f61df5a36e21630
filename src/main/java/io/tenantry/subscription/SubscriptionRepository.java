package io.tenantry.subscription;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface SubscriptionRepository extends Repository<Subscription, UUID> {

    Subscription save(Subscription subscription);

    Optional<Subscription> findById(UUID id);

    Optional<Subscription> findByNumber(String number);

    List<Subscription> findByIdIn(Collection<UUID> ids);

    /** Waits for whoever changes it right now. All that moves the ledger of a subscription starts here. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Subscription s where s.number = :number")
    Optional<Subscription> lock(String number);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Subscription s where s.number in :numbers order by s.id")
    List<Subscription> lockInOrder(Collection<String> numbers);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Subscription s where s.id = :id")
    Optional<Subscription> lock(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query(
            """
            select s from Subscription s
            where s.atProvider.provider = :provider and s.atProvider.providerSubscriptionId in :ids
            order by s.id""")
    List<Subscription> lockKnownAtProvider(String provider, Collection<String> ids);

    @Query(
            """
            select s.atProvider.providerSubscriptionId from Subscription s
            where s.atProvider.provider = :provider and s.atProvider.providerSubscriptionId in :ids""")
    Set<String> findIdsKnownAtProvider(String provider, Collection<String> ids);

    /** Those ordered here whose id at the provider is not known yet. What has ended here is not what somebody buys there. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query(
            """
            select s from Subscription s
            where s.atProvider.providerAccountId in :accountIds and s.atProvider.providerSubscriptionId is null
              and s.status in (SubscriptionStatus.AWAITING_PROVISIONING, SubscriptionStatus.ACTIVE,
                               SubscriptionStatus.SUSPENDED)
            order by s.id""")
    List<Subscription> lockUnknownAtProvider(Collection<UUID> accountIds);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query(
            """
            select s from Subscription s
            where s.owner.customerId = :customerId and s.owner.billingContractId is null
            order by s.id""")
    List<Subscription> lockWithoutContract(UUID customerId);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query(
            """
            select s from Subscription s
            where s.owner.billingContractId = :contractId
              and s.status in (
                  SubscriptionStatus.AWAITING_PROVISIONING, SubscriptionStatus.ACTIVE, SubscriptionStatus.SUSPENDED)
            order by s.id""")
    List<Subscription> lockInForceOn(UUID contractId);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query(
            """
            select s from Subscription s
            where s.atProvider.providerAccountId = :accountId and s.owner.customerId is null
            order by s.id""")
    List<Subscription> lockWithoutCustomer(UUID accountId);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query(
            """
            select s from Subscription s
            where s.atProvider.providerAccountId = :accountId and s.owner.customerId = :customerId
            order by s.id""")
    List<Subscription> lockOfAccount(UUID accountId, UUID customerId);

    /** Its children that are in force, in the order in which all lock them. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query(
            """
            select s from Subscription s
            where s.bond.parentId = :parentId
              and s.status in (
                  SubscriptionStatus.AWAITING_PROVISIONING, SubscriptionStatus.ACTIVE, SubscriptionStatus.SUSPENDED)
            order by s.id""")
    List<Subscription> lockInForceUnder(UUID parentId);

    List<Subscription> findByBondParentIdOrderByNumber(UUID parentId);

    /** The whole tree of base subscription, add-ons and their add-ons that one of them belongs to, itself included. */
    @Query(
            nativeQuery = true,
            value =
                    """
                    with recursive
                    above (id, parent_id) as (
                        select id, parent_id from subscription where id = :id
                        union
                        select s.id, s.parent_id from subscription s join above a on s.id = a.parent_id
                    ),
                    tree (id) as (
                        select id from above where parent_id is null
                        union
                        select s.id from subscription s join tree t on s.parent_id = t.id
                    )
                    select id from tree""")
    List<UUID> treeOf(UUID id);

    /** A subscription and all that hangs below it. */
    @Query(
            nativeQuery = true,
            value =
                    """
                    with recursive tree (id) as (
                        select cast(:id as uuid)
                        union
                        select s.id from subscription s join tree t on s.parent_id = t.id
                    )
                    select id from tree""")
    Set<UUID> below(UUID id);

    /** Numbers of a tenant's subscriptions of some products that are in force. */
    @Query(
            """
            select s.number from Subscription s
            where s.atProvider.providerAccountId = :accountId and s.productId in :productIds
              and s.status in (SubscriptionStatus.AWAITING_PROVISIONING, SubscriptionStatus.ACTIVE)
            order by s.number""")
    List<String> findInForceOf(UUID accountId, Collection<UUID> productIds);

    void flush();

    @Query(
            """
            select s from Subscription s
            where s.atProvider.providerAccountId = :accountId and s.status = SubscriptionStatus.ACTIVE
            order by s.number""")
    List<Subscription> findInForceAt(UUID accountId);
}
