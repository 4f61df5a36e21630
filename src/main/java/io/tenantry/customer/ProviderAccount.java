package io.tenantry.customer;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant at a provider. Until it is mapped to a customer, nothing of it can be provisioned or billed. */
@Entity
class ProviderAccount {

    @Id
    private UUID id;

    private String number;
    private String provider;
    private String tenantId;
    private String name;
    private String domain;
    private Instant discoveredAt;
    private @Nullable Instant mappingDueAt;
    private @Nullable Instant overdueSince;
    private @Nullable UUID customerId;
    private @Nullable Instant mappedAt;
    private @Nullable String mappedBy;
    private @Nullable String mappingReason;

    @Version
    private long version;

    protected ProviderAccount() {}

    /** Why, by whom and when a tenant came to a customer. */
    record Mapping(String by, Instant at, String reason) {}

    void mapTo(UUID customer, Mapping mapping) {
        customerId = customer;
        mappedAt = mapping.at().truncatedTo(ChronoUnit.MICROS);
        mappedBy = mapping.by();
        mappingReason = mapping.reason();
    }

    /** @return whether it was not known to be late before */
    boolean isLateFrom(Instant moment) {
        if (customerId != null || overdueSince != null) {
            return false;
        }
        overdueSince = moment.truncatedTo(ChronoUnit.MICROS);
        return true;
    }

    UUID id() {
        return id;
    }

    String number() {
        return number;
    }

    String domain() {
        return domain;
    }

    long version() {
        return version;
    }

    @Nullable
    UUID customerId() {
        return customerId;
    }

    ProviderAccountView view(@Nullable String customerNumber) {
        return new ProviderAccountView(
                id,
                number,
                provider,
                tenantId,
                name,
                domain,
                discoveredAt,
                Objects.requireNonNull(mappingDueAt, "mappingDueAt"),
                overdueSince,
                customerId,
                customerNumber,
                mappedAt,
                mappedBy,
                mappingReason,
                version);
    }
}
