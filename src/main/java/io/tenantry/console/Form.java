package io.tenantry.console;

import io.tenantry.shared.Refused;
import io.tenantry.shared.web.SentForms;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * A form as it came: what was typed into its fields. A field is read as what it has to be, and refused in words that name
 * it; so a page can say so beside the form, with all that was typed still in it.
 */
final class Form {

    /** The hidden field of a form that creates something; see {@link SentForms}. */
    static final String KEY = "formKey";

    private final String path;
    private final MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();

    Form(HttpServletRequest request) {
        path = request.getRequestURI();
        request.getParameterMap().forEach((field, values) -> fields.put(field, List.of(values)));
    }

    /** What was typed, by field; of boxes with the same name the first. */
    Map<String, String> typed() {
        return fields.toSingleValueMap();
    }

    /** What was typed, boxes with the same name together. */
    MultiValueMap<String, String> all() {
        return fields;
    }

    /** To be acted upon once. */
    SentForms.Sent once() {
        var content = new TreeMap<>(fields);
        content.remove(KEY);
        return new SentForms.Sent(key(), path, content.toString());
    }

    private String key() {
        var key = textOrNone(KEY);
        if (key == null) {
            throw new Refused(
                    "form-key-missing", "The form came without its key; open its page again and send it from there");
        }
        return key;
    }

    String text(String field) {
        return require(field, textOrNone(field));
    }

    /** Without blanks around it; nothing if it was left empty. */
    @Nullable
    String textOrNone(String field) {
        var typed = fields.getFirst(field);
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    /** Empty if nothing was typed: what it may be is for the business to say. */
    String textOrEmpty(String field) {
        var typed = textOrNone(field);
        return typed == null ? "" : typed;
    }

    int number(String field) {
        return require(field, numberOrNone(field));
    }

    @Nullable
    Integer numberOrNone(String field) {
        var typed = textOrNone(field);
        return typed == null ? null : wholeNumber(field, typed);
    }

    private static int wholeNumber(String field, String typed) {
        try {
            return Integer.parseInt(typed);
        } catch (NumberFormatException malformed) {
            throw misfit(field, typed, "a number such as 20");
        }
    }

    /** Of the thing as its page showed it. */
    long version() {
        var typed = text("version");
        try {
            return Long.parseLong(typed);
        } catch (NumberFormatException malformed) {
            throw misfit("version", typed, "the one that its page showed");
        }
    }

    BigDecimal amount(String field) {
        return require(field, amountOrNone(field));
    }

    @Nullable
    BigDecimal amountOrNone(String field) {
        var typed = textOrNone(field);
        return typed == null ? null : TypedAmount.of(typed);
    }

    LocalDate day(String field) {
        return require(field, dayOrNone(field));
    }

    @Nullable
    LocalDate dayOrNone(String field) {
        var typed = textOrNone(field);
        try {
            return typed == null ? null : LocalDate.parse(typed);
        } catch (DateTimeParseException malformed) {
            throw misfit(field, typed, "a day such as 2026-01-31");
        }
    }

    /** A box that is not ticked is not sent. */
    boolean isTicked(String field) {
        return "true".equals(textOrNone(field));
    }

    /** The values of the boxes of one name that are ticked. */
    List<String> ticked(String field) {
        return fields.getOrDefault(field, List.of()).stream()
                .filter(value -> !value.isBlank())
                .distinct()
                .toList();
    }

    List<Integer> tickedNumbers(String field) {
        return ticked(field).stream().map(value -> wholeNumber(field, value)).toList();
    }

    /** Of two buttons that say true and false: which was pressed. Neither is guessed. */
    boolean isChosen(String field) {
        var typed = text(field);
        if (!typed.equals("true") && !typed.equals("false")) {
            throw misfit(field, typed, "true or false");
        }
        return Boolean.parseBoolean(typed);
    }

    <E extends Enum<E>> E choice(String field, Class<E> choices) {
        return require(field, choiceOrNone(field, choices));
    }

    <E extends Enum<E>> @Nullable E choiceOrNone(String field, Class<E> choices) {
        var typed = textOrNone(field);
        if (typed == null) {
            return null;
        }
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> choice.name().equals(typed))
                .findFirst()
                .orElseThrow(() -> misfit(field, typed, "one of " + Arrays.toString(choices.getEnumConstants())));
    }

    private static <T> T require(String field, @Nullable T typed) {
        if (typed == null) {
            throw new Refused("field-missing", "'" + words(field) + "' is empty; fill it in");
        }
        return typed;
    }

    private static Refused misfit(String field, @Nullable String typed, String wanted) {
        return new Refused("field-malformed", "'" + typed + "' does not fit '" + words(field) + "'; give " + wanted);
    }

    /** As people call it: startDate is the start date. */
    private static String words(String field) {
        return field.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
