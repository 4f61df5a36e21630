package io.tenantry.sandbox.mail;

import io.tenantry.sandbox.fault.Faults;
import io.tenantry.sandbox.world.World;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.context.SmartLifecycle;
import org.subethamail.smtp.server.SMTPServer;

/** The SMTP port; it opens before the HTTP one and closes after it. */
public final class MailServer implements SmartLifecycle {

    private static final int LARGEST_MAIL = 25 * 1024 * 1024;

    private final SMTPServer server;

    public MailServer(String address, int port, World world, Mails mails, Faults faults) throws UnknownHostException {
        this.server = SMTPServer.port(port)
                .bindAddress(InetAddress.getByName(address))
                .hostName("sandbox")
                .softwareName("Tenantry sandbox")
                .maxMessageSize(LARGEST_MAIL)
                .messageHandlerFactory(context -> new Delivery(world, mails, faults))
                .build();
    }

    public int port() {
        return server.getPortAllocated();
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public boolean isRunning() {
        return server.isRunning();
    }
}
