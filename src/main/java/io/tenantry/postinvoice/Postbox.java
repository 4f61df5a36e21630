package io.tenantry.postinvoice;

import io.tenantry.postinvoice.EmailClaims.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands the messages of an invoice to the mail server, each claimed before and settled after. */
@Component
class Postbox {

    private final Mailer mailer;
    private final EmailClaims claims;
    private final InvoiceLetters letters;

    Postbox(Mailer mailer, EmailClaims claims, InvoiceLetters letters) {
        this.mailer = mailer;
        this.claims = claims;
        this.letters = letters;
    }

    /** Each address gets its message, whatever becomes of the others; then the first failure is told. */
    void deliver(Billed invoice, List<String> addresses) {
        eachOf(addresses, address -> deliver(invoice, address));
    }

    void deliverAgain(Billed invoice, List<String> addresses) {
        eachOf(addresses, address -> {
            var sending = claims.last(invoice.id(), address).map(Claim::sending).orElse(0) + 1;
            hand(invoice, address, sending);
        });
    }

    /** The addresses of which nobody knows that they have the invoice. */
    List<String> notServed(Billed invoice, List<String> addresses) {
        return addresses.stream()
                .filter(address -> claims.last(invoice.id(), address)
                        .filter(claim -> claim.state().equals("SENT"))
                        .isEmpty())
                .toList();
    }

    /** @return the Message-IDs that were in doubt */
    List<String> confirm(Billed invoice, List<String> addresses) {
        var confirmed = new ArrayList<String>();
        for (var address : addresses) {
            claims.last(invoice.id(), address)
                    .filter(claim -> !claim.state().equals("SENT"))
                    .ifPresent(claim -> {
                        claims.sent(claim);
                        confirmed.add(claim.messageId());
                    });
        }
        return confirmed;
    }

    private void deliver(Billed invoice, String address) {
        var last = claims.last(invoice.id(), address);
        if (last.isEmpty()) {
            hand(invoice, address, 1);
            return;
        }
        if (!last.get().state().equals("SENT")) {
            claims.unknown(last.get());
            throw inDoubt(invoice, last.get(), null);
        }
    }

    private void hand(Billed invoice, String address, int sending) {
        var letter = letters.letter(invoice, address);
        var claim = claims.claim(invoice.id(), address, sending, letter.messageId());
        try {
            mailer.send(letter);
        } catch (MailNotSent notSent) {
            claims.release(claim);
            throw notSent;
        } catch (RuntimeException unclear) {
            claims.unknown(claim);
            throw inDoubt(invoice, claim, unclear);
        }
        claims.sent(claim);
    }

    private static MailOutcomeUnknown inDoubt(Billed invoice, Claim claim, @Nullable RuntimeException cause) {
        var message = "Nobody knows whether invoice " + invoice.number() + " reached " + claim.address()
                + ". Look for Message-ID <" + claim.messageId() + "> in the mail server's log: if it went out, POST "
                + "/api/v1/invoices/" + invoice.number() + "/emails/confirm, if not, POST /api/v1/invoices/"
                + invoice.number() + "/emails/resend; then retry";
        return cause == null ? new MailOutcomeUnknown(message) : new MailOutcomeUnknown(message, cause);
    }

    private static void eachOf(List<String> addresses, Consumer<String> act) {
        RuntimeException first = null;
        for (var address : addresses) {
            try {
                act.accept(address);
            } catch (MailNotSent | MailOutcomeUnknown failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
