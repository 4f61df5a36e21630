package io.tenantry.connector.partnercenter;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where Partner Center tells us of changes. Who knocks needs no log-in but a signature. An event is stored before it is
 * answered and nothing else is done here, so the answer is quick; what cannot be used is answered like what can, for a
 * refusal would only have it sent again.
 */
@RestController
@Hidden
class WebhookController {

    private static final int LONGEST = 64 * 1024;

    private final WebhookSignatures signatures;
    private final WebhookEvents reading;
    private final ApplicationEventPublisher events;

    WebhookController(WebhookSignatures signatures, WebhookEvents reading, ApplicationEventPublisher events) {
        this.signatures = signatures;
        this.reading = reading;
        this.events = events;
    }

    @PostMapping("/webhooks/partner-center")
    ResponseEntity<Void> take(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestHeader(name = "x-ms-signature", required = false) @Nullable String signature,
            @RequestHeader(name = "X-MS-Certificate-Url", required = false) @Nullable String certificateUrl,
            @RequestHeader(name = "X-MS-Signature-Algorithm", required = false) @Nullable String algorithm,
            InputStream content)
            throws IOException {
        var body = content.readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            return ResponseEntity.status(413).build();
        }
        var token = signature == null ? authorization : signature;
        if (!signatures.isGenuine(new WebhookSignatures.Signed(token, certificateUrl, algorithm, body))) {
            return ResponseEntity.status(401).build();
        }
        reading.hint(body).ifPresent(events::publishEvent);
        return ResponseEntity.ok().build();
    }
}
