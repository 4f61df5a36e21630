package io.tenantry.shared.web;

import io.tenantry.shared.Sha256;
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
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import org.springframework.http.MediaType;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/**
 * A request whose body was read once to know its fingerprint, and can be read again. Files are on disk already
 * ({@link FiledRequest}, or the container's parts); anything else is small and kept in memory.
 */
final class KeptRequest extends HttpServletRequestWrapper {

    private final String fingerprint;
    private final byte[] body;
    private final boolean inMemory;

    KeptRequest(HttpServletRequest request) throws IOException, ServletException {
        super(request);
        var digest = Sha256.digest();
        digest(digest, request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString());
        var form = BodyLimitFilter.isOf(MediaType.MULTIPART_FORM_DATA, request);
        this.inMemory = !form && !(request instanceof FiledRequest);
        if (form) {
            digestParts(digest, request);
        }
        this.body = inMemory ? request.getInputStream().readAllBytes() : new byte[0];
        if (!form) {
            digest(digest, getInputStream());
        }
        this.fingerprint = HexFormat.of().formatHex(digest.digest());
    }

    /** The same for the same call, whoever makes it. */
    String fingerprint() {
        return fingerprint;
    }

    /** The container keeps the parts by itself, and gives them out again. */
    private static void digestParts(MessageDigest digest, HttpServletRequest request)
            throws IOException, ServletException {
        for (var part : parts(request)) {
            digest(digest, part.getName() + "/" + part.getSubmittedFileName() + "/" + part.getSize());
            digest(digest, part.getInputStream());
        }
    }

    private static Collection<Part> parts(HttpServletRequest request) throws IOException, ServletException {
        try {
            return request.getParts();
        } catch (IllegalStateException tooLarge) {
            throw new MaxUploadSizeExceededException(-1, tooLarge);
        }
    }

    private static void digest(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static void digest(MessageDigest digest, InputStream content) throws IOException {
        try (var in = new DigestInputStream(content, digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return inMemory ? new StoredInput(new ByteArrayInputStream(body)) : super.getInputStream();
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
}
