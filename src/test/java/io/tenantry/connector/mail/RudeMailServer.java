package io.tenantry.connector.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Takes one mail politely up to a certain line, and hangs up without a word instead of answering it. */
final class RudeMailServer implements AutoCloseable {

    private final ServerSocket door;
    private final String lastLine;

    RudeMailServer(String lastLine) {
        this.lastLine = lastLine;
        try {
            this.door = new ServerSocket(0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        var butler = new Thread(this::serve, "rude mail server");
        butler.setDaemon(true);
        butler.start();
    }

    int port() {
        return door.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void serve() {
        try (var guest = door.accept()) {
            converse(guest);
        } catch (IOException over) {
            // the guest or the test has gone
        }
    }

    private void converse(Socket guest) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(guest.getInputStream(), StandardCharsets.US_ASCII));
        say(guest, "220 rude");
        var inContent = false;
        for (var line = lines.readLine(); line != null && !line.startsWith(lastLine); line = lines.readLine()) {
            if (inContent) {
                continue;
            }
            inContent = line.startsWith("DATA");
            say(guest, inContent ? "354 go on" : "250 fine");
        }
    }

    private static void say(Socket guest, String words) throws IOException {
        guest.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
        guest.getOutputStream().flush();
    }
}
