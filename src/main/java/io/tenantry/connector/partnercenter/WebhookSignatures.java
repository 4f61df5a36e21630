package io.tenantry.connector.partnercenter;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Checks that an event was signed by Partner Center: rsa-sha256 over the body's bytes, before anything of it is read. */
@Component
class WebhookSignatures {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSignatures.class);
    private static final String SCHEME = "Signature ";

    private final WebhookTrust trust;
    private final WebhookCertificates certificates;

    WebhookSignatures(WebhookTrust trust, WebhookCertificates certificates) {
        this.trust = trust;
        this.certificates = certificates;
    }

    /**
     * What came with an event.
     *
     * @param signature as in {@code Authorization: Signature …} or {@code x-ms-signature}
     */
    record Signed(
            @Nullable String signature, @Nullable String certificateUrl, @Nullable String algorithm, byte[] body) {}

    /** Says only whether; why not is for the log, not for who knocks. */
    boolean isGenuine(Signed signed) {
        var objection = objection(signed);
        if (objection != null) {
            LOG.warn("An event at the webhook was not taken: {}", objection);
        }
        return objection == null;
    }

    private @Nullable String objection(Signed signed) {
        if (signed.signature() == null || signed.certificateUrl() == null) {
            return "it is not signed";
        }
        if (!"rsa-sha256".equalsIgnoreCase(signed.algorithm())) {
            return "its signature is of the algorithm " + signed.algorithm();
        }
        try {
            var url = URI.create(signed.certificateUrl());
            return trust.mayFetch(url)
                    ? objection(signed, url)
                    : "its certificate lies at " + url + ", from where none is fetched";
        } catch (IllegalArgumentException | IOException | GeneralSecurityException broken) {
            return "its signature cannot be checked: " + broken.getMessage();
        }
    }

    private @Nullable String objection(Signed signed, URI url) throws IOException, GeneralSecurityException {
        var chain = certificates.at(url);
        var untrusted = trust.objection(chain);
        if (untrusted != null) {
            return untrusted;
        }
        certificates.keep(url, chain);
        var check = Signature.getInstance("SHA256withRSA");
        check.initVerify(chain.get(0));
        check.update(signed.body());
        if (check.verify(Base64.getDecoder().decode(token(String.valueOf(signed.signature()))))) {
            return null;
        }
        certificates.doubt(url);
        return "its signature does not fit its body";
    }

    private static String token(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : header.strip();
    }
}
