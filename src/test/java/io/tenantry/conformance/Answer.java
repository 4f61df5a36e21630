package io.tenantry.conformance;

import java.math.BigDecimal;

/**
 * What the product says to a case.
 *
 * @param tolerance by how much the expected figure may differ
 * @param workings how it came about
 */
record Answer(BigDecimal amount, BigDecimal tolerance, String workings) {

    static Answer exactly(BigDecimal amount, String workings) {
        return new Answer(amount, BigDecimal.ZERO, workings);
    }

    boolean agreesWith(BigDecimal expected) {
        return amount.subtract(expected).abs().compareTo(tolerance) <= 0;
    }
}
