package io.tenantry.pricing;

/** From which currency into which is converted. */
public record CurrencyPair(String from, String to) {

    @Override
    public String toString() {
        return from + "→" + to;
    }
}
