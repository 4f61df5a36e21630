package io.tenantry.postinvoice;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** One row per message, claimed in a transaction of its own before it is handed to the mail server. */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
class EmailClaims {

    /** @param state CLAIMED, SENT or UNKNOWN */
    record Claim(UUID invoiceId, String address, int sending, String messageId, String state) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    EmailClaims(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The last message to an address. */
    public Optional<Claim> last(UUID invoiceId, String address) {
        return jdbc.sql(
                        """
                        select invoice_id, address, sending, message_id, state from invoice_email
                        where invoice_id = :invoice and address = :address
                        order by sending desc
                        limit 1
                        """)
                .param("invoice", invoiceId)
                .param("address", address)
                .query(Claim.class)
                .optional();
    }

    /** Claims the next message to an address. Whoever comes second meets the primary key. */
    public Claim claim(UUID invoiceId, String address, int sending, String messageId) {
        jdbc.sql(
                        """
                        insert into invoice_email (invoice_id, address, sending, message_id, state, at)
                        values (:invoice, :address, :sending, :message, 'CLAIMED', :now)
                        """)
                .param("invoice", invoiceId)
                .param("address", address)
                .param("sending", sending)
                .param("message", messageId)
                .param("now", now())
                .update();
        return new Claim(invoiceId, address, sending, messageId, "CLAIMED");
    }

    public void release(Claim claim) {
        jdbc.sql("delete from invoice_email where message_id = :message and state = 'CLAIMED'")
                .param("message", claim.messageId())
                .update();
    }

    public void sent(Claim claim) {
        move(claim, "SENT");
    }

    public void unknown(Claim claim) {
        move(claim, "UNKNOWN");
    }

    private void move(Claim claim, String state) {
        jdbc.sql("update invoice_email set state = :state, at = :now where message_id = :message and state <> 'SENT'")
                .param("state", state)
                .param("now", now())
                .param("message", claim.messageId())
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
