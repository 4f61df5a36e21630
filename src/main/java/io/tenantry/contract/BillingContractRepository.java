package io.tenantry.contract;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface BillingContractRepository extends JpaRepository<BillingContract, UUID> {

    Optional<BillingContract> findByNumber(String number);

    /** Locked until the transaction ends: no run bills it meanwhile. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from BillingContract c where c.number = :number")
    Optional<BillingContract> lockByNumber(String number);

    @Query("select c from BillingContract c where c.customerId = :customerId and c.isDefault and c.status = 'ACTIVE'")
    List<BillingContract> defaultsOf(UUID customerId);

    Page<BillingContract> findByCustomerIdOrderByNumber(UUID customerId, Pageable page);

    Page<BillingContract> findAllByOrderByNumber(Pageable page);
}
