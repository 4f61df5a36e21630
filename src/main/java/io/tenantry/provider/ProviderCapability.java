package io.tenantry.provider;

/** What a provider can do for us. What it cannot do is refused here, before anything is sent. */
public enum ProviderCapability {
    ACCOUNTS("list its tenants"),
    SUBSCRIPTIONS("list a tenant's subscriptions"),
    ORDERS("take orders for new subscriptions"),
    ADD_ONS("take orders for add-ons"),
    QUANTITY_CHANGES("change a quantity"),
    CANCELLATIONS("cancel a subscription"),
    PRODUCT_CHANGES("move a subscription to another product"),
    TERM_CHANGES("change auto-renewal, standing or next term"),
    AGREEMENTS("tell who accepted its customer agreement"),
    PRICE_SHEETS("hand out price sheets");

    private final String words;

    ProviderCapability(String words) {
        this.words = words;
    }

    /** The act itself, to end the sentence "Provider … cannot …". */
    public String words() {
        return words;
    }
}
