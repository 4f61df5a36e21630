package io.tenantry.remediation;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is known around a case. What is not in it is unknown, or does not apply. */
public record EvidenceFacts(Map<Fact, Object> known) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private static final Map<String, Fact> BY_KEY =
            Arrays.stream(Fact.values()).collect(Collectors.toMap(Fact::key, fact -> fact));

    public EvidenceFacts {
        var ordered = new EnumMap<Fact, Object>(Fact.class);
        ordered.putAll(known);
        known = Collections.unmodifiableMap(ordered);
    }

    public static EvidenceFacts none() {
        return new EvidenceFacts(Map.of());
    }

    /** The table's inputs: every fact there is by its name, the unknown ones null. */
    public Map<String, @Nullable Object> variables() {
        var variables = new LinkedHashMap<String, @Nullable Object>();
        for (var fact : Fact.values()) {
            variables.put(fact.key(), known.get(fact));
        }
        return variables;
    }

    public @Nullable String text(Fact fact) {
        var value = known.get(fact);
        return value == null ? null : value.toString();
    }

    /** A sentence of the table with its placeholders filled; what is unknown is said to be. */
    String fill(String sentence) {
        return PLACEHOLDER.matcher(sentence).replaceAll(found -> {
            var fact = BY_KEY.get(found.group(1));
            var value = fact == null ? null : known.get(fact);
            return Matcher.quoteReplacement(value == null ? "(unknown)" : told(value));
        });
    }

    private static String told(Object value) {
        return value instanceof Boolean yes ? (yes ? "yes" : "no") : value.toString();
    }

    /** As it is stored: by the facts' names. */
    Map<String, Object> byKey() {
        var stored = new LinkedHashMap<String, Object>();
        known.forEach((fact, value) -> stored.put(fact.key(), value));
        return stored;
    }

    /** What was stored; a fact that no longer exists is left out. */
    static EvidenceFacts stored(Map<String, Object> byKey) {
        var facts = new EnumMap<Fact, Object>(Fact.class);
        byKey.forEach((key, value) -> {
            var fact = BY_KEY.get(key);
            if (fact != null) {
                facts.put(fact, value);
            }
        });
        return new EvidenceFacts(facts);
    }
}
