package io.tenantry.sandbox.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.web.util.HtmlUtils;

/** The pages that show mails, drawn on the server; whatever a mail says is escaped, and its HTML lives in a sealed frame. */
final class MailPage {

    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private static final String STYLE =
            """
            :root { color-scheme: light dark; --line: #8884; --soft: #8882; --accent: #2563eb; }
            body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 2rem 1rem; }
            h1 { font-size: 1.4rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
            a { color: var(--accent); text-decoration: none; } a:hover { text-decoration: underline; }
            table { border-collapse: collapse; width: 100%; }
            th, td { border-bottom: 1px solid var(--line); overflow-wrap: anywhere; padding: .5rem .75rem .5rem 0;
                     text-align: left; vertical-align: top; }
            th { font-weight: 600; white-space: nowrap; } time { white-space: nowrap; }
            pre { background: var(--soft); border-radius: .5rem; overflow: auto; padding: 1rem; white-space: pre-wrap; }
            iframe { background: #fff; border: 1px solid var(--line); border-radius: .5rem; height: 32rem; width: 100%; }
            summary { cursor: pointer; margin: 1rem 0 .5rem; } .quiet { opacity: .7; }
            """;

    private MailPage() {}

    static String list(List<ObjectNode> mails) {
        var rows = mails.stream().map(MailPage::row).collect(Collectors.joining());
        var table = "<table><thead><tr><th>Received</th><th>To</th><th>Subject</th><th>Files</th></tr></thead><tbody>"
                + rows + "</tbody></table>";
        var body = mails.isEmpty() ? "<p class=\"quiet\">No mail has arrived yet.</p>" : table;
        return page("Mails of the sandbox", body);
    }

    private static String row(ObjectNode mail) {
        return "<tr><td>%s</td><td>%s</td><td><a href=\"/mail/%s\">%s</a></td><td>%d</td></tr>"
                .formatted(
                        received(mail),
                        escape(recipients(mail)),
                        text(mail, "id"),
                        subject(mail),
                        mail.path("attachments").size());
    }

    static String one(ObjectNode mail) {
        var id = text(mail, "id");
        var envelope = "<table><tr><th>From</th><td>%s</td></tr><tr><th>To</th><td>%s</td></tr>"
                        .formatted(text(mail, "from"), escape(recipients(mail)))
                + "<tr><th>Received</th><td>%s</td></tr><tr><th>Files</th><td>%s</td></tr></table>"
                        .formatted(received(mail), attachments(mail, id));
        var html = mail.has("html")
                ? "<h2>HTML</h2><iframe sandbox title=\"The mail's HTML\" src=\"/mail/%s/html\"></iframe>".formatted(id)
                : "";
        var plain = mail.has("text") ? "<h2>Text</h2><pre>%s</pre>".formatted(text(mail, "text")) : "";
        var headers = StreamSupport.stream(mail.path("headers").spliterator(), false)
                .map(header -> "<tr><th>%s</th><td>%s</td></tr>".formatted(text(header, "name"), text(header, "value")))
                .collect(Collectors.joining());
        var body = "<p><a href=\"/mail\">All mails</a></p>" + envelope + html + plain
                + "<details><summary>Headers</summary><table>" + headers + "</table></details>";
        return page(subjectText(mail), body);
    }

    private static String attachments(ObjectNode mail, String id) {
        var links = new StringBuilder();
        var attachments = mail.path("attachments");
        for (var i = 0; i < attachments.size(); i++) {
            var attachment = attachments.get(i);
            links.append("<a href=\"/mail/%s/attachments/%d\">%s</a> <span class=\"quiet\">(%s, %d bytes)</span><br>"
                    .formatted(
                            id,
                            i,
                            text(attachment, "name"),
                            text(attachment, "contentType"),
                            attachment.path("size").intValue()));
        }
        return links.isEmpty() ? "<span class=\"quiet\">none</span>" : links.toString();
    }

    private static String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%1$s</title><style>%2$s</style></head>
                <body><h1>%1$s</h1>%3$s</body>
                </html>
                """
                .formatted(escape(title), STYLE, body);
    }

    /** To the second, with its zone. */
    private static String received(ObjectNode mail) {
        var at = Instant.parse(mail.path("receivedAt").asText());
        return "<time datetime=\"%s\">%s</time>".formatted(at, TO_THE_SECOND.format(at));
    }

    private static String subject(ObjectNode mail) {
        return escape(subjectText(mail));
    }

    private static String subjectText(ObjectNode mail) {
        var subject = mail.path("subject").asText();
        return subject.isBlank() ? "(no subject)" : subject;
    }

    private static String recipients(ObjectNode mail) {
        return StreamSupport.stream(mail.path("to").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }

    private static String text(JsonNode node, String field) {
        return escape(node.path(field).asText());
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
