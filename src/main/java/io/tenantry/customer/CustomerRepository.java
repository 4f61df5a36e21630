package io.tenantry.customer;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface CustomerRepository extends JpaRepository<Customer, UUID> {

    Optional<Customer> findByNumber(String number);

    Optional<Customer> findByDomain(String domain);

    @Query(
            """
            select c from Customer c
            where lower(c.name) like :pattern escape '\\' or c.domain like :pattern escape '\\'
               or lower(c.number) like :pattern escape '\\'
            order by c.number""")
    Page<Customer> search(String pattern, Pageable page);

    /** Whose domain it is, or who has a contact there; two are enough to know that it is not one. */
    @Query(
            nativeQuery = true,
            value =
                    """
                    select id from customer where domain = :domain
                    union
                    select customer_id from contact where lower(substring(email from '[^@]+$')) = :domain
                    limit 2""")
    List<UUID> ofDomain(String domain);
}
