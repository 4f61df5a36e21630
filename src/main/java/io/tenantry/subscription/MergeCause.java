package io.tenantry.subscription;

import java.util.Map;

/** Why a scheduled change could not be merged, for whoever mends it. Provisioning best practices §3. */
public enum MergeCause {
    EARLIER_CHANGE_OPEN(
            "An earlier change is open", "Settle the earlier change; the merge is then tried again by itself"),
    INVALID_DATES("The dates do not fit", "Correct the effective date or Provision On, then retry"),
    NOT_ACTIVE("The subscription is not active", "Activate the subscription, then retry"),
    OUTSIDE_WINDOW("Outside of the reduction window", "Move the effective date into the window, then retry"),
    PRODUCT_MISMATCH("The product is not sold", "Load the price sheet or cancel the change and choose another product"),
    PRICE_LIST_MISMATCH("The price list has no price", "Add a price list item or attach a contract, then retry"),
    CURRENCY_MISMATCH("The currencies do not fit", "Align price and contract currency, then retry"),
    SALES_UNIT_MISMATCH("The sales unit does not fit", "Align the sales unit, then retry"),
    PRICE_MISMATCH("The price does not fit", "Correct the price, then retry"),
    QUANTITY_IMPOSSIBLE("The quantity is not possible any more", "Correct the quantity, then retry"),
    NO_REFUNDS("The contract allows no refunds", "Take the refund off the change or allow refunds, then retry"),
    UNMAPPED("The account is not mapped", "Map the provider account, then retry"),
    OTHER("Another reason", "Read the message, mend it and retry");

    private static final Map<String, MergeCause> BY_REFUSAL = Map.ofEntries(
            Map.entry("out-of-order", INVALID_DATES),
            Map.entry("invalid-effective-date", INVALID_DATES),
            Map.entry("not-changeable", NOT_ACTIVE),
            Map.entry("reduction-refused", OUTSIDE_WINDOW),
            Map.entry("product-unknown", PRODUCT_MISMATCH),
            Map.entry("product-retired", PRODUCT_MISMATCH),
            Map.entry("price-missing", PRICE_LIST_MISMATCH),
            Map.entry("contract-missing", PRICE_LIST_MISMATCH),
            Map.entry("currency-rejected", CURRENCY_MISMATCH),
            Map.entry("unit-rejected", SALES_UNIT_MISMATCH),
            Map.entry("invalid-price", PRICE_MISMATCH),
            Map.entry("invalid-quantity", QUANTITY_IMPOSSIBLE),
            Map.entry("refund-not-allowed", NO_REFUNDS),
            Map.entry("account-unmapped", UNMAPPED));

    private final String label;
    private final String fix;

    MergeCause(String label, String fix) {
        this.label = label;
        this.fix = fix;
    }

    /** @param type of the refusal, such as {@code reduction-refused} */
    static MergeCause of(String type) {
        return BY_REFUSAL.getOrDefault(type, OTHER);
    }

    /** As people say it. */
    public String label() {
        return label;
    }

    /** What a person does about it. */
    public String fix() {
        return fix;
    }
}
