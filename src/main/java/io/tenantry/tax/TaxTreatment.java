package io.tenantry.tax;

import io.tenantry.shared.Money;
import io.tenantry.shared.Percent;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How one line is taxed. Lines of the same treatment are one rate group of their invoice.
 *
 * @param code EN 16931's category, such as S or AE
 * @param rate in percent
 * @param name prints, such as VAT
 * @param exemptionReason prints; null for S and Z
 */
public record TaxTreatment(String code, BigDecimal rate, String name, @Nullable String exemptionReason) {

    private static final TaxTreatment NOT_SUBJECT = new TaxTreatment("O", BigDecimal.ZERO, "Tax", "Not subject to tax");
    private static final TaxTreatment OPEN = new TaxTreatment("Z", BigDecimal.ZERO, "Tax", null);
    private static final TaxTreatment NOT_TAXABLE = new TaxTreatment("E", BigDecimal.ZERO, "Tax", "Exempt from tax");

    /** Two that differ in trailing zeros alone are one group: 19 is 19.00. */
    public TaxTreatment {
        var shortest = rate.stripTrailingZeros();
        rate = shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    /** Of a rate that stands on the contract itself: above zero it is the standard rate, else the zero rate. */
    public static TaxTreatment direct(BigDecimal rate, String name) {
        return new TaxTreatment(rate.signum() == 0 ? "Z" : "S", rate, name, null);
    }

    /** Of a line whose treatment is still asked for. */
    public static TaxTreatment open() {
        return OPEN;
    }

    /** Whether both are one group of an invoice: same category, same rate. */
    public boolean isTaxedLike(TaxTreatment other) {
        return this == other || code.equals(other.code) && rate.compareTo(other.rate) == 0;
    }

    /**
     * The tax of the lines of one rate group: of their sum, rounded once. 19 % of 305.81 is 58.10.
     *
     * @param net the sum of the rounded lines
     */
    public Money taxOf(Money net) {
        return net.times(new Percent(rate)).rounded();
    }

    static TaxTreatment notSubject() {
        return NOT_SUBJECT;
    }

    /** Of what is never taxed, whatever its product. */
    public static TaxTreatment notTaxable() {
        return NOT_TAXABLE;
    }
}
