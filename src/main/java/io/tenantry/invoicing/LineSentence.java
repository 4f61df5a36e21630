package io.tenantry.invoicing;

import com.fasterxml.jackson.databind.JsonNode;

/** A line's amount as a sum that a person can follow: {@code 10 × 12.00 EUR × (17/31 + 2) months = 305.81 EUR}. */
final class LineSentence {

    private LineSentence() {}

    static String of(InvoiceView.Line line, JsonNode proof) {
        var parts = parts(proof);
        if (parts > 1 && line.quantity() == 1 && line.share().equals("1")) {
            return "the sum of " + parts + " movements = " + line.amount();
        }
        return line.quantity() + " × " + line.unitPrice().plain() + months(line, proof) + " = " + line.amount();
    }

    private static int parts(JsonNode proof) {
        var parts = 0;
        for (var change : proof.path("changes")) {
            parts += change.path("parts").size();
        }
        return parts;
    }

    /** Where the proof knows the days, as days of a month; a line that no cycle is behind has none. */
    private static String months(InvoiceView.Line line, JsonNode proof) {
        if (!proof.hasNonNull("cycle")) {
            return line.share().equals("1") ? "" : " × " + line.share();
        }
        var part = proof.at("/changes/0/parts/0");
        var how = part.path("months").asText().equals(line.share())
                ? part.path("workings").asText()
                : line.share();
        return " × " + (how.contains(" ") ? "(" + how + ")" : how) + (how.equals("1") ? " month" : " months");
    }
}
