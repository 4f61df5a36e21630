package io.tenantry.sandbox.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Dialect;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.http.WireError;
import io.tenantry.sandbox.world.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The mails: as pages for people, as JSON for tests. */
@SandboxEndpoint
public final class MailEndpoint {

    private static final int SHOWN = 200;
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";
    private static final String BODY_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private final Mails mails;

    public MailEndpoint(Mails mails) {
        this.mails = mails;
    }

    @GetMapping("/mail")
    ResponseEntity<byte[]> page() {
        return html(MailPage.list(mails.newest(SHOWN)), PAGE_POLICY);
    }

    @GetMapping("/mail/{id}")
    ResponseEntity<byte[]> page(@PathVariable String id) {
        return html(MailPage.one(find(id)), PAGE_POLICY);
    }

    @GetMapping("/mail/{id}/html")
    ResponseEntity<byte[]> body(@PathVariable String id) {
        return html(find(id).path("html").asText(), BODY_POLICY);
    }

    private static ResponseEntity<byte[]> html(String text, String policy) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", policy)
                .header("X-Content-Type-Options", "nosniff")
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Always a download, never shown in this origin, whatever it claims to be. */
    @GetMapping({"/mail/{id}/attachments/{number}", "/sandbox/mail/{id}/attachments/{number}"})
    ResponseEntity<byte[]> attachment(@PathVariable String id, @PathVariable int number) {
        var attachment = find(id).path("attachments").path(number);
        if (attachment.isMissingNode()) {
            throw notFound("Mail " + id + " has no attachment " + number);
        }
        var disposition = ContentDisposition.attachment()
                .filename(attachment.path("name").asText(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .header("Content-Type", attachment.path("contentType").asText())
                .header("Content-Disposition", disposition.toString())
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .body(Base64.getDecoder().decode(attachment.path("content").asText()));
    }

    @GetMapping("/sandbox/mail")
    ArrayNode list(@RequestParam("to") Optional<String> to, @RequestParam("subject") Optional<String> subject) {
        var list = Json.array();
        mails.newest(Integer.MAX_VALUE).stream()
                .filter(mail ->
                        to.map(address -> recipients(mail).contains(address)).orElse(true))
                .filter(mail -> subject.map(
                                part -> mail.path("subject").asText().contains(part))
                        .orElse(true))
                .map(MailEndpoint::summary)
                .forEach(list::add);
        return list;
    }

    private static List<String> recipients(ObjectNode mail) {
        return StreamSupport.stream(mail.path("to").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static ObjectNode summary(ObjectNode mail) {
        var number = 0;
        for (var attachment : mail.path("attachments")) {
            var url = "/sandbox/mail/" + mail.path("id").asText() + "/attachments/" + number;
            ((ObjectNode) attachment).put("url", url).remove("content");
            number++;
        }
        return mail;
    }

    @DeleteMapping("/sandbox/mail")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear() {
        mails.clear();
    }

    private ObjectNode find(String id) {
        return mails.find(id).orElseThrow(() -> notFound("There is no mail " + id));
    }

    private static WireError notFound(String message) {
        return Dialect.SANDBOX.error(404, "404", message);
    }
}
