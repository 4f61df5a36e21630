package io.tenantry.subscription;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ScheduledLicenseChangeRepository extends Repository<ScheduledLicenseChange, UUID> {

    ScheduledLicenseChange save(ScheduledLicenseChange change);

    @Query("select c from ScheduledLicenseChange c join fetch c.subscription where c.number = :number")
    Optional<ScheduledLicenseChange> findByNumber(String number);

    @Query("select c.subscription.number from ScheduledLicenseChange c where c.number = :number")
    Optional<String> findSubscriptionNumber(String number);
}
