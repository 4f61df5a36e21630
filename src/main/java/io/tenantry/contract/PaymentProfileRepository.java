package io.tenantry.contract;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface PaymentProfileRepository extends JpaRepository<PaymentProfile, UUID> {

    Optional<PaymentProfile> findByNumber(String number);

    List<PaymentProfile> findByCustomerIdOrderByNumber(UUID customerId);

    @Query("select p from PaymentProfile p where p.customerId = :customerId and p.isDefault")
    Optional<PaymentProfile> defaultOf(UUID customerId);
}
