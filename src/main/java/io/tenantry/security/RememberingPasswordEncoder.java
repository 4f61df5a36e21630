package io.tenantry.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Checks a password the slow way once, and remembers that it was right. HTTP basic sends it with each request, and a
 * hash that is slow on purpose would otherwise cost each of them some 70 ms of processor time. A wrong password is slow
 * each time.
 *
 * <p>What is remembered is a keyed digest whose key is made anew with each start and never leaves the memory.
 */
class RememberingPasswordEncoder implements PasswordEncoder {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int REMEMBERED = 1_000;

    private final PasswordEncoder encoder;
    private final SecretKeySpec key;
    private final Set<String> right = Collections.synchronizedSet(Collections.newSetFromMap(bounded()));

    RememberingPasswordEncoder(PasswordEncoder encoder) {
        this.encoder = encoder;
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    @Override
    public String encode(CharSequence password) {
        return encoder.encode(password);
    }

    @Override
    public boolean matches(CharSequence password, String encoded) {
        var digest = digest(encoded + "\n" + password);
        if (right.contains(digest)) {
            return true;
        }
        var matches = encoder.matches(password, encoded);
        if (matches) {
            right.add(digest);
        }
        return matches;
    }

    private String digest(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, missing);
        }
    }

    private static Map<String, Boolean> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
