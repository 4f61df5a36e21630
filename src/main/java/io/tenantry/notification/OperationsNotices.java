package io.tenantry.notification;

import io.tenantry.notification.NoticeLedger.State;
import io.tenantry.postinvoice.MailNotSent;
import io.tenantry.postinvoice.MailOutcomeUnknown;
import io.tenantry.postinvoice.Mailer;
import io.tenantry.postinvoice.Mailer.Message;
import io.tenantry.shared.PublicAddress;
import java.util.List;
import org.springframework.stereotype.Service;

/** The mails to the operations list. */
@Service
public class OperationsNotices {

    private final NoticeLedger ledger;
    private final Mailer mailer;
    private final OperationsProperties properties;
    private final PublicAddress address;

    OperationsNotices(NoticeLedger ledger, Mailer mailer, OperationsProperties properties, PublicAddress address) {
        this.ledger = ledger;
        this.mailer = mailer;
        this.properties = properties;
        this.address = address;
    }

    /**
     * Sends a notice once per key, whoever repeats it.
     *
     * @param key names what happened, such as {@code tenant-discovered:PA-000017}
     * @param page where a person looks and acts, such as {@code /cases/CASE-000017}; the mail ends with its whole address
     * @throws MailNotSent if the mail server did not take it; the next call sends it
     * @throws MailOutcomeUnknown if nobody knows, which is so too after a crash while sending; the next call, made by a
     *     person who has looked, sends it again with the same message id
     */
    public void send(String key, String subject, String text, String page) {
        var claimed = ledger.claim(key, subject);
        if (claimed.isPresent()) {
            var whole = text.stripTrailing() + "\n\n" + address.of(page) + "\n";
            handOver(key, new Message(claimed.get(), properties.recipients(), subject, whole, List.of()));
            return;
        }
        if (ledger.settle(key, State.UNKNOWN) == State.CLAIMED) {
            throw new MailOutcomeUnknown("Sending '" + subject + "' was interrupted, so it may have gone out; look for"
                    + " it in the operations list, then retry to send it again");
        }
    }

    private void handOver(String key, Message message) {
        try {
            mailer.send(message);
        } catch (MailNotSent notSent) {
            ledger.settle(key, State.NOT_SENT);
            throw notSent;
        } catch (MailOutcomeUnknown unknown) {
            ledger.settle(key, State.UNKNOWN);
            throw unknown;
        }
        ledger.settle(key, State.SENT);
    }
}
