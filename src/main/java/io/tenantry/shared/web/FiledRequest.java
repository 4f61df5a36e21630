package io.tenantry.shared.web;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * An upload that was received to its end, onto disk, before anything is done with it: a slow sender holds no database
 * connection, and the file's size costs no memory. It can be read again and again.
 */
final class FiledRequest extends HttpServletRequestWrapper implements AutoCloseable {

    private final Path file;

    private FiledRequest(HttpServletRequest request, Path file) {
        super(request);
        this.file = file;
    }

    static FiledRequest receive(HttpServletRequest request) throws IOException {
        var file = Files.createTempFile("tenantry-upload-", ".csv");
        try (var in = request.getInputStream()) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return new FiledRequest(request, file);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new StoredInput(Files.newInputStream(file));
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
