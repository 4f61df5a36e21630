package io.tenantry.invoicing;

import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invoice with its lines.
 *
 * @param reference our own reference, from the draft on
 * @param number the legal number; null while it is a draft
 * @param kind INVOICE or CREDIT_NOTE; a credit note's amounts are negative, as they change what the customer owes
 * @param correctsInvoice the number of the invoice that a credit note takes back; null if there is none, as for one that
 *     came out of a run because credits exceeded charges
 * @param correctionReason why that invoice was corrected
 */
public record InvoiceView(
        UUID id,
        String reference,
        @Nullable String number,
        String kind,
        String status,
        UUID customerId,
        String customerNumber,
        UUID contractId,
        String contractNumber,
        Period period,
        @Nullable LocalDate issuedOn,
        @Nullable LocalDate dueOn,
        String language,
        List<Line> lines,
        List<TaxGroup> taxes,
        Money net,
        Money tax,
        Money total,
        Money paid,
        Balance balance,
        @Nullable String reviewReason,
        @Nullable String correctsInvoice,
        @Nullable String correctionReason,
        long version) {

    /**
     * One line. {@code unitPrice} is per month; {@code share} the months it is charged for, such as {@code 79/31}.
     *
     * @param kind FULL_CYCLE, MID_CYCLE, NON_RECURRING, WRITE_IN, USAGE or DISCOUNT
     * @param taxCategory as in {@link TaxGroup}; with the rate it names the line's group
     * @param rolledInto position of the line that it prints in; null prints on its own
     */
    public record Line(
            int position,
            String kind,
            @Nullable String subscriptionNumber,
            @Nullable String changeNumber,
            String description,
            String sku,
            Period servicePeriod,
            int quantity,
            Money unitPrice,
            String share,
            Money amount,
            BigDecimal taxRate,
            String taxCategory,
            @Nullable Integer rolledInto) {

        /** One that prints on its own. */
        public Line(
                int position,
                String kind,
                @Nullable String subscriptionNumber,
                @Nullable String changeNumber,
                String description,
                String sku,
                Period servicePeriod,
                int quantity,
                Money unitPrice,
                String share,
                Money amount,
                BigDecimal taxRate,
                String taxCategory) {
            this(
                    position,
                    kind,
                    subscriptionNumber,
                    changeNumber,
                    description,
                    sku,
                    servicePeriod,
                    quantity,
                    unitPrice,
                    share,
                    amount,
                    taxRate,
                    taxCategory,
                    null);
        }
    }

    /** As its documents print it: add-ons that are billed at their parent are within the parent's line. */
    public InvoiceView rolledUp() {
        return new InvoiceView(
                id,
                reference,
                number,
                kind,
                status,
                customerId,
                customerNumber,
                contractId,
                contractNumber,
                period,
                issuedOn,
                dueOn,
                language,
                new RolledUp(lines).printed(),
                taxes,
                net,
                tax,
                total,
                paid,
                balance,
                reviewReason,
                correctsInvoice,
                correctionReason,
                version);
    }

    /**
     * What is taxed alike.
     *
     * @param category of EN 16931: S standard rate, Z zero rate, E exempt, AE reverse charge, K intra-community supply, G
     *     export outside the EU, O not subject to tax
     * @param exemptionReason why nothing is taxed; none for S and Z
     */
    public record TaxGroup(
            BigDecimal rate, String name, Money net, Money tax, String category, @Nullable String exemptionReason) {}

    /**
     * What is left of an invoice after payments and credits. Of 678.30 that were paid and 66.34 that were credited
     * afterwards, 66.34 are to be given back; of 678.30 that nobody paid and 66.34 credited, 611.96 are open.
     *
     * @param credited what credit notes gave back of it
     * @param toRefund what was paid beyond what is owed, be it too much or credited later
     * @param creditNotes the numbers of its credit notes
     */
    public record Balance(Money credited, Money open, Money toRefund, List<String> creditNotes) {

        static Balance of(Money total, Money paid, Money credited, List<String> creditNotes) {
            var left = total.minus(credited).minus(paid);
            var none = Money.zero(total.currency()).rounded();
            return new Balance(
                    credited,
                    left.isPositive() ? left : none,
                    left.isNegative() ? left.negated() : none,
                    List.copyOf(creditNotes));
        }

        /** Of a credit note: what it gives back shows at the invoice that it corrects, or is given back itself. */
        static Balance ofCreditNote(Money total, boolean corrects) {
            var none = Money.zero(total.currency()).rounded();
            return new Balance(none, none, corrects ? none : total.negated(), List.of());
        }
    }
}
