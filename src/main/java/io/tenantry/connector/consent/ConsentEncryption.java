package io.tenantry.connector.consent;

import io.tenantry.connector.ConnectorProperties;
import io.tenantry.connector.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.encrypt.Encryptors;
import org.springframework.security.crypto.encrypt.TextEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * AES-256 in Galois/Counter Mode with a key of the installation's own. A sandbox makes itself a key and keeps it in a
 * file; production has to be given one, since a key that lies beside the database protects nothing.
 */
@Configuration
class ConsentEncryption {

    private static final int LEAST_LENGTH = 32;
    /** Derivation wants a salt; the secret is the key, which is random already. */
    private static final String SALT = "74656e616e747279";

    @Bean
    TextEncryptor consentEncryptor(ConnectorProperties settings) {
        return Encryptors.delux(keyOf(settings), SALT);
    }

    private static String keyOf(ConnectorProperties settings) {
        if (!settings.secretKey().isBlank()) {
            return strong(settings.secretKey(), "tenantry.secret-key");
        }
        if (settings.environment() == Environment.PRODUCTION) {
            throw new IllegalStateException(
                    "tenantry.environment is PRODUCTION and tenantry.secret-key is empty; set it to at least "
                            + LEAST_LENGTH + " random characters (openssl rand -hex 32) and keep it safe");
        }
        return ownKey(Path.of(settings.secretKeyFile()).toAbsolutePath());
    }

    private static String strong(String key, String source) {
        if (key.length() < LEAST_LENGTH) {
            throw new IllegalStateException(source + " has " + key.length() + " characters; give it at least "
                    + LEAST_LENGTH + " random ones (openssl rand -hex 32)");
        }
        return key;
    }

    private static String ownKey(Path file) {
        try {
            if (Files.notExists(file)) {
                create(file);
            }
            return strong(Files.readString(file).strip(), file.toString());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The sandbox's key cannot be kept in " + file, unreadable);
        }
    }

    private static void create(Path file) throws IOException {
        var directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        var key = KeyGenerators.string().generateKey()
                + KeyGenerators.string().generateKey()
                + KeyGenerators.string().generateKey()
                + KeyGenerators.string().generateKey();
        try {
            Files.writeString(file, key, StandardOpenOption.CREATE_NEW);
            onlyForTheOwner(file);
        } catch (FileAlreadyExistsException anotherNodeWasFirst) {
            // its key is the one to use
        }
    }

    private static void onlyForTheOwner(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
