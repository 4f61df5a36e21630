package io.tenantry.scenario;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Uploads a CSV file of one line, in chunks and without saying how long it is, and listens while it sends, as few
 * clients do: so it gets to hear a refusal that comes before the end.
 */
final class EndlessLine {

    private static final byte[] CHUNK = new byte[1 << 16];

    static {
        Arrays.fill(CHUNK, (byte) 'x');
    }

    private final int port;
    private final String credentials;
    private final AtomicLong sent = new AtomicLong();

    EndlessLine(int port, String credentials) {
        this.port = port;
        this.credentials = credentials;
    }

    long sent() {
        return sent.get();
    }

    /** Sends until it has sent {@code length} bytes or is answered; returns the answer. */
    String post(String path, long length) throws Exception {
        try (var socket = new Socket("localhost", port)) {
            var answer = CompletableFuture.supplyAsync(() -> answerOn(socket));
            try {
                send(socket, path, length, answer);
            } catch (IOException hungUp) {
                answer.completeOnTimeout("Nothing; it hung up: " + hungUp, 10, TimeUnit.SECONDS);
            }
            return answer.get(60, TimeUnit.SECONDS);
        }
    }

    private void send(Socket socket, String path, long length, CompletableFuture<String> answer) throws IOException {
        var out = socket.getOutputStream();
        var authorization = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        out.write(ascii("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + authorization
                + "\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"));
        while (sent.get() < length && !answer.isDone()) {
            out.write(ascii(Integer.toHexString(CHUNK.length) + "\r\n"));
            out.write(CHUNK);
            out.write(ascii("\r\n"));
            sent.addAndGet(CHUNK.length);
        }
        if (!answer.isDone()) {
            out.write(ascii("0\r\n\r\n"));
        }
    }

    /** What comes first, which is the whole of a short answer. */
    private static String answerOn(Socket socket) {
        var buffer = new byte[8192];
        try {
            var length = socket.getInputStream().read(buffer);
            return length < 0 ? "" : new String(buffer, 0, length, StandardCharsets.UTF_8);
        } catch (IOException broken) {
            return broken.toString();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
