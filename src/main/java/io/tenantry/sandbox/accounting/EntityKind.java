package io.tenantry.sandbox.accounting;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of records that the books hold, each unique by a name of its own. */
enum EntityKind {
    CUSTOMER("Customer", "DisplayName"),
    INVOICE("Invoice", "DocNumber"),
    CREDIT_MEMO("CreditMemo", "DocNumber");

    private final String wireName;
    private final String uniqueField;

    EntityKind(String wireName, String uniqueField) {
        this.wireName = wireName;
        this.uniqueField = uniqueField;
    }

    String wireName() {
        return wireName;
    }

    String uniqueField() {
        return uniqueField;
    }

    boolean isDocument() {
        return this != CUSTOMER;
    }

    static Optional<EntityKind> of(String name) {
        return Stream.of(values())
                .filter(kind -> kind.wireName.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
