package io.tenantry.invoicing;

import io.tenantry.shared.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads what is left of an invoice after payments and credits. */
final class InvoiceBalances {

    private InvoiceBalances() {}

    static InvoiceView.Balance of(ResultSet row, String currency) throws SQLException {
        var total = Money.of(row.getBigDecimal("total"), currency).rounded();
        if (row.getString("kind").equals("CREDIT_NOTE")) {
            return InvoiceView.Balance.ofCreditNote(total, row.getString("corrects_invoice") != null);
        }
        return InvoiceView.Balance.of(
                total,
                Money.of(row.getBigDecimal("paid"), currency).rounded(),
                Money.of(row.getBigDecimal("credited"), currency).rounded(),
                List.of((String[]) row.getArray("credit_notes").getArray()));
    }
}
