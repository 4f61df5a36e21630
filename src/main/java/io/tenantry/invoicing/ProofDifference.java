package io.tenantry.invoicing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What differs between the proof that was written and the one of now, in words. */
final class ProofDifference {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("rule", "proration rule"),
            Map.entry("ruleVersion", "version of the proration rule"),
            Map.entry("changesKnown", "number of the last license change"),
            Map.entry("entriesKnown", "last entry of the ledger"),
            Map.entry("leftOut", "archived changes"),
            Map.entry("exact", "amount before rounding"),
            Map.entry("policy", "billing policy"),
            Map.entry("unitPrice", "price"),
            Map.entry("unitMonths", "months of the sales unit"),
            Map.entry("quantityDelta", "seats"),
            Map.entry("monthly", "monthly value"),
            Map.entry("workings", "days"),
            Map.entry("effective", "effective date"),
            Map.entry("version", "version of the proof"),
            Map.entry("verdict", "verdict on the price"),
            Map.entry("decisions", "versions of the decision tables"),
            Map.entry("priceListItem", "price list item"),
            Map.entry("priceFrom", "first day of the list price"),
            Map.entry("source", "source of the rate"),
            Map.entry("validFrom", "first day of the rate"));

    /** What may be otherwise today though money, changes, shares and days are the same. */
    private static final Set<String> CONTEXT = Set.of(
            "version",
            "entriesKnown",
            "leftOut",
            "policy",
            "verdict",
            "decisions",
            "priceListItem",
            "priceFrom",
            "source",
            "validFrom");

    private final List<String> words = new ArrayList<>();
    private final Findings findings;

    private ProofDifference(Findings findings) {
        this.findings = findings;
    }

    /** @return whether more than the context differs */
    static boolean between(JsonNode written, JsonNode now, Findings findings) {
        var difference = new ProofDifference(findings);
        difference.changes(written.path("changes"), now.path("changes"));
        difference.fields("", written, now);
        findings.differ(difference.words);
        return !difference.words.isEmpty();
    }

    private void changes(JsonNode written, JsonNode now) {
        var before = byNumber(written);
        var after = byNumber(now);
        before.forEach((number, change) -> {
            var other = after.get(number);
            if (other == null) {
                words.add(number + " is not billed any more: it was archived, or moves nothing any more");
            } else {
                fields(number + ": ", change, other);
            }
        });
        after.forEach((number, change) -> {
            if (!before.containsKey(number)) {
                words.add(number + " is billed now and was not part of the line's proof");
            }
        });
    }

    private void fields(String where, JsonNode written, JsonNode now) {
        var names = new TreeSet<String>();
        written.fieldNames().forEachRemaining(names::add);
        now.fieldNames().forEachRemaining(names::add);
        names.remove("changes");
        for (var name : names) {
            compare(where, name, written.path(name), now.path(name));
        }
    }

    private void compare(String where, String name, JsonNode written, JsonNode now) {
        if (written.equals(now)) {
            return;
        }
        if (written.isObject() && now.isObject()) {
            fields(where + named(name) + " ", written, now);
            return;
        }
        if (written.isArray() && now.isArray() && written.size() == now.size()) {
            for (var index = 0; index < written.size(); index++) {
                fields(where, written.path(index), now.path(index));
            }
            return;
        }
        var said = where + named(name) + " was " + said(written) + " and is " + said(now) + " now";
        if (CONTEXT.contains(name)) {
            findings.contextDiffers(said);
        } else {
            words.add(said);
        }
    }

    private static String named(String name) {
        return WORDS.getOrDefault(name, name);
    }

    private static String said(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "not there";
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static Map<String, JsonNode> byNumber(JsonNode changes) {
        var byNumber = new LinkedHashMap<String, JsonNode>();
        changes.forEach(change -> byNumber.put(change.path("number").asText(), change));
        return byNumber;
    }
}
