package io.tenantry.connector.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tenantry.connector.ConnectorProperties;
import io.tenantry.connector.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.encrypt.TextEncryptor;

class ConsentEncryptionTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path directory;

    @Test
    void hidesASecretDifferentlyEachTimeAndShowsItAgain() {
        var encryptor = encryptor(Environment.PRODUCTION, KEY);

        var first = encryptor.encrypt("refresh token");

        assertThat(first).isNotEqualTo(encryptor.encrypt("refresh token")).doesNotContain("refresh");
        assertThat(encryptor(Environment.PRODUCTION, KEY).decrypt(first)).isEqualTo("refresh token");
    }

    @Test
    void noticesASecretThatSomebodyTouched() {
        var encryptor = encryptor(Environment.PRODUCTION, KEY);
        var secret = encryptor.encrypt("refresh token");
        var touched = secret.substring(0, secret.length() - 1) + (secret.endsWith("0") ? "1" : "0");

        assertThatIllegalStateException().isThrownBy(() -> encryptor.decrypt(touched));
        assertThatIllegalStateException()
                .isThrownBy(() -> encryptor(Environment.PRODUCTION, "x" + KEY).decrypt(secret));
    }

    @Test
    void productionDoesNotStartWithoutAKey() {
        assertThatIllegalStateException()
                .isThrownBy(() -> encryptor(Environment.PRODUCTION, ""))
                .withMessage(
                        "tenantry.environment is PRODUCTION and tenantry.secret-key is empty; set it to at least 32"
                                + " random characters (openssl rand -hex 32) and keep it safe");
        assertThat(keyFile()).doesNotExist();
    }

    @Test
    void nobodyStartsWithAShortKey() {
        assertThatIllegalStateException()
                .isThrownBy(() -> encryptor(Environment.SANDBOX, "secret"))
                .withMessageStartingWith("tenantry.secret-key has 6 characters");
    }

    @Test
    void aSandboxMakesItselfAKeyAndKeepsIt() throws Exception {
        var secret = encryptor(Environment.SANDBOX, "").encrypt("refresh token");

        assertThat(encryptor(Environment.SANDBOX, "").decrypt(secret)).isEqualTo("refresh token");
        assertThat(Files.readString(keyFile())).hasSize(64);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void aSandboxSaysThatItsKeyIsDamaged() throws Exception {
        Files.createDirectories(keyFile().getParent());
        Files.writeString(keyFile(), "half");

        assertThatIllegalStateException()
                .isThrownBy(() -> encryptor(Environment.SANDBOX, ""))
                .withMessageContaining(keyFile() + " has 4 characters");
    }

    private Path keyFile() {
        return directory.resolve("data/secret.key");
    }

    private TextEncryptor encryptor(Environment environment, String key) {
        return new ConsentEncryption()
                .consentEncryptor(
                        new ConnectorProperties(environment, key, keyFile().toString()));
    }
}
