package io.tenantry.diagnosis;

import com.fasterxml.jackson.annotation.JsonValue;
import io.tenantry.shared.NotFound;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What people say when an invoice is not as they expect it. Provisioning best practices §11. */
public enum Symptom {
    INVOICE_SHOWS_A_WRITE_IN("Invoice shows a write-in"),
    LOOKS_DOUBLE_BILLED("Looks double billed"),
    LINE_OR_CREDIT_IS_MISSING("Line or credit is missing"),
    NOT_GENERATED("Invoice was not generated"),
    WRONG_PRICE("Wrong price");

    private final String title;

    Symptom(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** As addresses and answers write it, such as {@code looks-double-billed}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws NotFound if there is none of that code; the message lists them */
    public static Symptom of(String code) {
        return Arrays.stream(values())
                .filter(symptom -> symptom.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        "Symptom",
                        "'" + code + "' (known are "
                                + Arrays.stream(values()).map(Symptom::code).collect(Collectors.joining(", ")) + ")"));
    }
}
