package io.tenantry.sandbox.partnercenter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.Base64;

/**
 * Signs events as Microsoft does: SHA-256 with RSA over the body's bytes. The key belongs to a certificate authority of
 * the sandbox's own, which nobody but a sandbox must trust.
 */
public final class WebhookSignature {

    private static final String STORE = "/sandbox/webhook.p12";
    private static final char[] PASSWORD = "sandbox".toCharArray();
    private static final String ALIAS = "dispatch";
    private static final int PEM_LINE = 64;

    private final PrivateKey key;
    private final Certificate certificate;

    public WebhookSignature() {
        try (var store = WebhookSignature.class.getResourceAsStream(STORE)) {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(store, PASSWORD);
            this.key = (PrivateKey) keys.getKey(ALIAS, PASSWORD);
            this.certificate = keys.getCertificate(ALIAS);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The sandbox's key store " + STORE + " cannot be read", unreadable);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("The sandbox's key store " + STORE + " is of no use", broken);
        }
    }

    String of(String body) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(body.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("The sandbox cannot sign its events", broken);
        }
    }

    /** The certificate whose key signs, for who wants to check. */
    public String pem() {
        try {
            var lines = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("The sandbox's certificate cannot be written", broken);
        }
    }
}
