package io.tenantry.sandbox.mail;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.world.Json;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Takes a mail apart: headers, text, HTML, attachments. */
final class MimeReader {

    private MimeReader() {}

    static ObjectNode read(byte[] raw) throws MessagingException, IOException {
        var message = new MimeMessage(null, new ByteArrayInputStream(raw));
        var mail = Json.object().put("subject", decoded(message.getSubject()));
        var headers = mail.putArray("headers");
        for (Header header : Collections.list(message.getAllHeaders())) {
            headers.addObject().put("name", header.getName()).put("value", decoded(header.getValue()));
        }
        mail.put("size", raw.length);
        mail.putArray("attachments");
        collect(message, mail);
        return mail;
    }

    private static void collect(Part part, ObjectNode mail) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                collect(inner, mail);
            }
            return;
        }
        var attached = part.getFileName() != null || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        if (!attached && part.isMimeType("text/html") && !mail.has("html")) {
            mail.put("html", part.getContent().toString());
        } else if (!attached && part.isMimeType("text/*") && !mail.has("text")) {
            mail.put("text", part.getContent().toString());
        } else {
            attach(part, (ArrayNode) mail.get("attachments"));
        }
    }

    private static void attach(Part part, ArrayNode attachments) throws MessagingException, IOException {
        var content = part.getInputStream().readAllBytes();
        var name = part.getFileName() == null ? "part-" + (attachments.size() + 1) : decoded(part.getFileName());
        attachments
                .addObject()
                .put("name", name)
                .put("contentType", part.getContentType().split(";", 2)[0].trim())
                .put("size", content.length)
                .put("content", Base64.getEncoder().encodeToString(content));
    }

    private static String decoded(@Nullable String text) throws IOException {
        return text == null ? "" : MimeUtility.decodeText(MimeUtility.unfold(text));
    }
}
