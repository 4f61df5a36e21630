package io.tenantry.customer;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ProviderAccountRepository extends JpaRepository<ProviderAccount, UUID> {

    /** An account and its customer's number, null while it is unmapped. */
    record Owned(ProviderAccount account, @Nullable String customerNumber) {

        ProviderAccountView view() {
            return account.view(customerNumber);
        }
    }

    String OWNED =
            """
            select new io.tenantry.customer.ProviderAccountRepository$Owned(a, c.number)
            from ProviderAccount a left join Customer c on c.id = a.customerId
            """;

    String SEARCHED =
            """
            where (:mapped is null
                   or :mapped = true and a.customerId is not null
                   or :mapped = false and a.customerId is null)
              and (lower(a.name) like :pattern escape '\\' or a.domain like :pattern escape '\\'
                   or lower(a.number) like :pattern escape '\\' or a.tenantId like :pattern escape '\\')
            """;

    Optional<ProviderAccount> findByNumber(String number);

    @Query(OWNED + "where a.number = :number")
    Optional<Owned> owned(String number);

    @Query(OWNED + "where a.id = :id")
    Optional<Owned> owned(UUID id);

    @Query(OWNED + "where a.provider = :provider and a.tenantId = :tenantId")
    Optional<Owned> owned(String provider, String tenantId);

    @Query(OWNED + "where a.provider = :provider and a.tenantId in :tenantIds")
    List<Owned> owned(String provider, Collection<String> tenantIds);

    /** Lets one sync after the other work on a tenant, always in the same order; mere references are not held up. */
    @Query(
            nativeQuery = true,
            value =
                    """
                    select tenant_id from provider_account
                    where provider = :provider and tenant_id in :tenantIds
                    order by id for no key update""")
    List<String> lock(String provider, Collection<String> tenantIds);

    @Query(OWNED + "where a.provider = :provider and a.customerId is not null order by a.number")
    List<Owned> mapped(String provider);

    @Query(OWNED + "where a.customerId = :customerId order by a.number")
    List<Owned> ofCustomer(UUID customerId);

    @Query(
            value = OWNED + SEARCHED + "order by a.number",
            countQuery = "select count(a) from ProviderAccount a " + SEARCHED)
    Page<Owned> search(@Nullable Boolean mapped, String pattern, Pageable page);
}
