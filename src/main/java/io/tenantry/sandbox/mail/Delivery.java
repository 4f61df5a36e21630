package io.tenantry.sandbox.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.fault.Fault;
import io.tenantry.sandbox.fault.FaultKind;
import io.tenantry.sandbox.fault.Faults;
import io.tenantry.sandbox.world.World;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

/**
 * One mail on its way in. Faults of the method {@code SMTP} and a path of a slash and the recipient's address strike it: a
 * STATUS is the SMTP reply, a time-out hangs up, before the mail is kept or after.
 */
final class Delivery implements MessageHandler {

    private static final int FAILED = 451;

    private final World world;
    private final Mails mails;
    private final Faults faults;
    private final List<String> recipients = new ArrayList<>();

    private String sender = "";
    private @Nullable Fault lostAnswer;

    Delivery(World world, Mails mails, Faults faults) {
        this.world = world;
        this.mails = mails;
        this.faults = faults;
    }

    @Override
    public void from(String from) {
        sender = from;
    }

    @Override
    public void recipient(String recipient) throws RejectException {
        var fault = strike(recipient);
        if (fault != null) {
            misbehave(fault);
        }
        recipients.add(recipient);
    }

    private @Nullable Fault strike(String recipient) throws RejectException {
        try {
            return faults.strike("SMTP", "/" + recipient).orElse(null);
        } catch (Exception e) {
            throw new RejectException(FAILED, "The sandbox failed: " + e.getMessage());
        }
    }

    private void misbehave(Fault fault) throws RejectException {
        if (fault.kind() == FaultKind.TIMEOUT_AFTER) {
            lostAnswer = fault;
            return;
        }
        hold(fault);
        if (fault.kind() == FaultKind.TIMEOUT_BEFORE) {
            throw new DropConnectionException("The sandbox was told to hang up");
        }
        if (fault.kind() == FaultKind.STATUS || fault.kind() == FaultKind.THROTTLE) {
            throw new RejectException(fault.status(), "The sandbox was told to refuse this recipient");
        }
    }

    private static void hold(Fault fault) {
        try {
            TimeUnit.SECONDS.sleep(fault.seconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public @Nullable String data(InputStream data) throws RejectException, IOException {
        var raw = data.readAllBytes();
        try {
            var mail = MimeReader.read(raw);
            world.alone(() -> keep(mail));
        } catch (MessagingException e) {
            throw new RejectException(554, "The mail cannot be read: " + e.getMessage());
        } catch (Exception e) {
            throw new RejectException(FAILED, "The sandbox failed: " + e.getMessage());
        }
        if (lostAnswer != null) {
            hold(lostAnswer);
            throw new DropConnectionException("The sandbox was told to hang up");
        }
        return null;
    }

    private ObjectNode keep(ObjectNode mail) {
        mail.put("from", sender);
        var to = mail.putArray("to");
        recipients.forEach(to::add);
        mails.add(mail);
        return mail;
    }

    @Override
    public void done() {
        recipients.clear();
        lostAnswer = null;
    }
}
