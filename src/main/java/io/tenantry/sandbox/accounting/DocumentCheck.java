package io.tenantry.sandbox.accounting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What the books ask of an invoice or credit memo before they take it, and the totals that they work out themselves. */
final class DocumentCheck {

    private static final int LONGEST_DOC_NUMBER = 21;

    private final Books books;

    DocumentCheck(Books books) {
        this.books = books;
    }

    void check(String realm, ObjectNode document) {
        var lines = document.path("Line");
        if (!lines.isArray() || lines.isEmpty()) {
            throw AccountingFault.missing("Line");
        }
        var customer = document.path("CustomerRef").path("value").asText();
        if (customer.isBlank()) {
            throw AccountingFault.missing("CustomerRef");
        }
        if (books.find(realm, EntityKind.CUSTOMER, customer).isEmpty()) {
            throw AccountingFault.unknownReference("CustomerRef", customer);
        }
        if (document.path("DocNumber").asText().length() > LONGEST_DOC_NUMBER) {
            throw AccountingFault.validation(
                    6000,
                    "A business validation error has occurred",
                    "DocNumber is longer than 21 characters",
                    "DocNumber");
        }
        lines.forEach(DocumentCheck::checkLine);
    }

    private static void checkLine(JsonNode line) {
        if (line.path("DetailType").asText().isBlank()) {
            throw AccountingFault.missing("DetailType");
        }
        if (!line.path("Amount").isNumber()) {
            throw AccountingFault.missing("Amount");
        }
        var detail = line.path("SalesItemLineDetail");
        if (!detail.path("UnitPrice").isNumber() || !detail.path("Qty").isNumber()) {
            return;
        }
        var product = detail.path("UnitPrice")
                .decimalValue()
                .multiply(detail.path("Qty").decimalValue());
        var amount = line.path("Amount").decimalValue();
        if (product.setScale(2, RoundingMode.HALF_UP).compareTo(amount.setScale(2, RoundingMode.HALF_UP)) != 0) {
            throw AccountingFault.validation(
                    6070,
                    "Amount calculation incorrect in the request",
                    "Amount is not equal to UnitPrice * Qty. Supplied value: " + amount + ", expected: " + product,
                    "");
        }
    }

    /** 150.00 of lines and 28.50 of tax make a total, and an open balance, of 178.50. */
    static void total(ObjectNode document) {
        var total = BigDecimal.ZERO;
        for (var line : document.path("Line")) {
            if (!line.path("DetailType").asText().equals("SubTotalLineDetail")) {
                total = total.add(line.path("Amount").decimalValue());
            }
        }
        var tax = document.path("TxnTaxDetail").path("TotalTax");
        var withTax = tax.isNumber() ? total.add(tax.decimalValue()) : total;
        document.set("TotalAmt", DecimalNode.valueOf(withTax));
        document.set("Balance", DecimalNode.valueOf(withTax));
    }
}
