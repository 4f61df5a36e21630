package io.tenantry.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The business numbers in a sentence, as links to the pages of what they name. */
final class Mentions {

    private static final Pattern NUMBER = Pattern.compile("\\b([A-Z]{2,5})-\\d{6,}\\b");

    private static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry("SUB", "/subscriptions/"),
            Map.entry("LCL", "/license-changes/"),
            Map.entry("SLCL", "/scheduled-changes#"),
            Map.entry("BC", "/contracts/"),
            Map.entry("INV", "/invoices/"),
            Map.entry("CRN", "/invoices/"),
            Map.entry("DRAFT", "/invoices/"),
            Map.entry("MIS", "/mismatches/"),
            Map.entry("PA", "/provider-accounts/"),
            Map.entry("RUN", "/billing-runs/"),
            Map.entry("PLAN", "/billing-plans/"),
            Map.entry("CASE", "/cases/"));

    /** @param href null for what is no number, or has no page */
    record Part(String text, @Nullable String href) {}

    /** Everything that is said, in its order. Public, for templates see no other methods. */
    public List<Part> in(@Nullable Object words) {
        var text = words == null ? "" : words.toString();
        var parts = new ArrayList<Part>();
        var found = NUMBER.matcher(text);
        var said = 0;
        while (found.find()) {
            var page = PAGES.get(found.group(1));
            if (page != null) {
                parts.add(new Part(text.substring(said, found.start()), null));
                parts.add(new Part(found.group(), page + found.group()));
                said = found.end();
            }
        }
        parts.add(new Part(text.substring(said), null));
        return parts;
    }
}
