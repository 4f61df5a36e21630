package io.tenantry.postinvoice;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The request ids of postings, each kept in a transaction of its own so that a crash after the act cannot lose it. */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
class PostingClaims {

    /** @param externalId null until the accounting system confirmed the posting */
    record Claim(String requestId, @Nullable String externalId) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    PostingClaims(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Claim claim(UUID invoiceId) {
        jdbc.sql(
                        """
                        insert into accounting_posting (invoice_id, request_id, claimed_at)
                        values (:invoice, :request, :now)
                        on conflict (invoice_id) do nothing
                        """)
                .param("invoice", invoiceId)
                .param("request", UUID.randomUUID().toString())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return jdbc.sql("select request_id, external_id from accounting_posting where invoice_id = :invoice")
                .param("invoice", invoiceId)
                .query(Claim.class)
                .single();
    }

    public void posted(UUID invoiceId, String externalId) {
        jdbc.sql(
                        """
                        update accounting_posting set external_id = :external, posted_at = :now
                        where invoice_id = :invoice and external_id is null
                        """)
                .param("external", externalId)
                .param("now", Timestamp.from(clock.instant()))
                .param("invoice", invoiceId)
                .update();
    }

    /** After a definite no the next posting is a new request. */
    public void renew(UUID invoiceId) {
        jdbc.sql(
                        """
                        update accounting_posting set request_id = :request, claimed_at = :now
                        where invoice_id = :invoice and external_id is null
                        """)
                .param("request", UUID.randomUUID().toString())
                .param("now", Timestamp.from(clock.instant()))
                .param("invoice", invoiceId)
                .update();
    }
}
