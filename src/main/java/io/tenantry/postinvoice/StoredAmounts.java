package io.tenantry.postinvoice;

import io.tenantry.invoicing.InvoiceView;
import java.math.BigDecimal;
import java.util.List;
import org.mustangproject.ZUGFeRD.IExportableTransaction;
import org.mustangproject.ZUGFeRD.TransactionCalculator;
import org.mustangproject.ZUGFeRD.VATAmount;

/**
 * Tells Mustang the amounts that were billed instead of letting it compute them: it rounds to two decimals, and a tax of
 * 31 JPY would become 30.60.
 */
final class StoredAmounts extends TransactionCalculator {

    private final InvoiceView invoice;

    StoredAmounts(IExportableTransaction transaction, InvoiceView invoice) {
        super(transaction);
        this.invoice = invoice;
    }

    /** BT-106; there are no allowances and charges beside the lines, so it is BT-109 too. */
    @Override
    protected BigDecimal getTotal() {
        return invoice.net().amount();
    }

    @Override
    public BigDecimal getTaxBasis() {
        return invoice.net().amount();
    }

    @Override
    public BigDecimal getGrandTotal() {
        return invoice.total().amount();
    }

    /** Nothing is paid when a document is issued, and a document does not change when it is. */
    @Override
    public BigDecimal getDuePayable() {
        return invoice.total().amount();
    }

    @Override
    protected List<VATAmount> getVATAmountList() {
        return invoice.taxes().stream().map(StoredAmounts::amount).toList();
    }

    private static VATAmount amount(InvoiceView.TaxGroup group) {
        return new VATAmount(group.net().amount(), group.tax().amount(), group.category(), null, group.rate())
                .setVatExemptionReasonText(group.exemptionReason());
    }
}
