package io.tenantry.tax;

import java.util.List;

/**
 * Another company's engine that knows how each line is taxed, such as Avalara. It is asked before anything is written,
 * so what it says may depend on nothing but the question: to ask again is harmless.
 */
public interface TaxEngine {

    /**
     * @param reference names the question in both systems' logs
     * @param currency ISO 4217
     */
    record Question(String reference, TaxedCustomer customer, String currency, List<Line> lines) {}

    /** @param amount net and rounded, as plain text with the currency's decimals */
    record Line(TaxableLine line, String sku, String amount) {}

    /**
     * One treatment for each line, in their order.
     *
     * @throws TaxEngineFailed if it gives no answer, or refuses the question
     */
    List<TaxTreatment> treat(Question question);
}
