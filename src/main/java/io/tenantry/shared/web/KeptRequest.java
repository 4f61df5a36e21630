package io.tenantry.shared.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/**
 * A request whose body was read once to know its fingerprint, and can be read again. A file is kept on disk meanwhile,
 * so that its size costs no memory; anything else is small.
 */
final class KeptRequest extends HttpServletRequestWrapper implements AutoCloseable {

    private final MessageDigest digest;
    private byte[] body = {};
    private @Nullable Path file;

    private KeptRequest(HttpServletRequest request) {
        super(request);
        this.digest = sha256();
    }

    static KeptRequest of(HttpServletRequest request) throws IOException, ServletException {
        var kept = new KeptRequest(request);
        try {
            kept.digest(request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString());
            kept.keep(request);
            return kept;
        } catch (IOException | ServletException | RuntimeException failed) {
            kept.close();
            throw failed;
        }
    }

    /** The same for the same call, whoever makes it. */
    String fingerprint() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void keep(HttpServletRequest request) throws IOException, ServletException {
        if (BodyLimitFilter.isOf(MediaType.MULTIPART_FORM_DATA, request)) {
            digestParts(request);
            return;
        }
        try (var in = new DigestInputStream(request.getInputStream(), digest)) {
            if (BodyLimitFilter.isOf(MediaTypes.CSV, request)) {
                file = Files.createTempFile("tenantry-upload-", ".csv");
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                return;
            }
            body = in.readAllBytes();
        }
    }

    /** The container keeps the parts by itself, and gives them out again. */
    private void digestParts(HttpServletRequest request) throws IOException, ServletException {
        for (var part : parts(request)) {
            digest(part.getName() + "/" + part.getSubmittedFileName() + "/" + part.getSize());
            try (var in = new DigestInputStream(part.getInputStream(), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private static Collection<Part> parts(HttpServletRequest request) throws IOException, ServletException {
        try {
            return request.getParts();
        } catch (IllegalStateException tooLarge) {
            throw new MaxUploadSizeExceededException(-1, tooLarge);
        }
    }

    private void digest(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new KeptInput(file == null ? new ByteArrayInputStream(body) : Files.newInputStream(file));
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private static final class KeptInput extends ServletInputStream {

        private final InputStream in;
        private boolean finished;

        private KeptInput(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var value = in.read();
            finished = value < 0;
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var count = in.read(target, offset, length);
            finished = count < 0;
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The API reads without listeners");
        }
    }
}
