package io.tenantry.sandbox.world;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Identifiers that look like the provider's: random ones, and ones derived from what they stand for. */
public final class Identifiers {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HexFormat HEX = HexFormat.of();

    private Identifiers() {}

    /** Random lower-case hexadecimal digits, two for each byte. */
    public static String random(int bytes) {
        var token = new byte[bytes];
        RANDOM.nextBytes(token);
        return HEX.formatHex(token);
    }

    /** The same digits for the same words, for ever. */
    public static String digest(String... words) {
        return HEX.formatHex(sha256(String.join("\u0000", words)));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
