package io.tenantry.shared;

/** A currency code that ISO 4217 does not know. */
public class UnknownCurrency extends Refused {

    public UnknownCurrency(String code) {
        super("unknown-currency", "Currency '" + code + "' is not an ISO 4217 code; use three capitals such as EUR");
    }
}
