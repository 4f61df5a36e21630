package io.tenantry.connector.accounting;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.postinvoice.AccountingSystem.Entry;
import io.tenantry.postinvoice.AccountingSystem.Party;
import io.tenantry.postinvoice.AccountingSystem.Posting;
import io.tenantry.postinvoice.PostingRejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuickBooksAccountingTest extends QuickBooksTest {

    @Test
    void postsAnInvoiceThatAddsUp() throws Exception {
        var posting = accounting.post(entry(CONTOSO));

        var request = posted(INVOICE).get(0);
        assertThat(posting).isEqualTo(new Posting("239", "INV-000001"));
        assertThat(request.getUrl()).isEqualTo(INVOICE + "?requestid=post-INV-000001&minorversion=73");
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer sandbox");
        assertThat(json(request.getBodyAsString()))
                .isEqualTo(
                        json(
                                """
                {"DocNumber": "INV-000001", "TxnDate": "2026-12-01", "DueDate": "2026-12-31",
                 "CustomerRef": {"value": "58"}, "CurrencyRef": {"value": "EUR"},
                 "BillEmail": {"Address": "ap@contoso.example"},
                 "Line": [
                  {"Amount": 60.00, "Description": "CFQ7:0001 Microsoft 365 E5", "DetailType": "SalesItemLineDetail",
                   "SalesItemLineDetail": {"ItemRef": {"value": "1"}, "UnitPrice": 30.00, "Qty": 2}},
                  {"Amount": 42.00, "DetailType": "SalesItemLineDetail",
                   "Description": "CFQ7:0002 Teams Phone (2 × 31.00 EUR, prorated)",
                   "SalesItemLineDetail": {"ItemRef": {"value": "1"}}},
                  {"Amount": 19.38, "Description": "Tax", "DetailType": "SalesItemLineDetail",
                   "SalesItemLineDetail": {"ItemRef": {"value": "2"}}}]}
                """));
    }

    @Test
    void createsTheCustomerThatQuickBooksDoesNotKnow() throws Exception {
        finds("Customer", text("nothing-found.json"));
        answers(CUSTOMER, 200, text("customer-created.json"));

        accounting.post(entry(CONTOSO));

        var request = posted(CUSTOMER).get(0);
        assertThat(request.getUrl()).isEqualTo(CUSTOMER + "?requestid=customer-CUS-000001&minorversion=73");
        assertThat(json(request.getBodyAsString()))
                .isEqualTo(
                        json(
                                """
                {"DisplayName": "Contoso GmbH (CUS-000001)", "PrimaryEmailAddr": {"Address": "ap@contoso.example"},
                 "CurrencyRef": {"value": "EUR"}}
                """));
    }

    @Test
    void quotesANameThatWouldEndTheQuery() {
        answers(CUSTOMER, 200, text("customer-created.json"));

        accounting.post(entry(new Party("CUS-000002", "O'Neill \\ Sons: Dublin", null)));

        assertThat(queries())
                .contains("select * from Customer where DisplayName = 'O\\'Neill \\\\ Sons Dublin (CUS-000002)'");
    }

    @Test
    void cutsANameThatIsTooLong() throws Exception {
        finds("Customer", text("nothing-found.json"));
        answers(CUSTOMER, 200, text("customer-created.json"));

        accounting.post(entry(new Party("CUS-000003", "x".repeat(300), null)));

        assertThat(json(posted(CUSTOMER).get(0).getBodyAsString())
                        .path("DisplayName")
                        .asText())
                .hasSize(100)
                .endsWith("x (CUS-000003)");
    }

    @Test
    void findsTheCustomerThatSomebodyCreatedMeanwhile() {
        INTUIT.stubFor(query("Customer")
                .inScenario("race")
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withBody(text("nothing-found.json")))
                .willSetStateTo("created"));
        INTUIT.stubFor(query("Customer")
                .inScenario("race")
                .whenScenarioStateIs("created")
                .willReturn(aResponse().withBody(text("customer-found.json"))));
        answers(CUSTOMER, 400, text("fault-duplicate-name.json"));

        assertThat(accounting.post(entry(CONTOSO)).externalId()).isEqualTo("239");
    }

    @Test
    void rejectsANameThatIsASuppliers() {
        finds("Customer", text("nothing-found.json"));
        answers(CUSTOMER, 400, text("fault-duplicate-name.json"));

        assertThatExceptionOfType(PostingRejected.class)
                .isThrownBy(() -> accounting.post(entry(CONTOSO)))
                .withMessageContaining("The name supplied already exists. (6240)");
        assertThat(posted(INVOICE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"6140", "6210"})
    void findsTheInvoiceThatWasPostedBefore(String code) {
        answers(INVOICE, 400, text("fault-duplicate-document.json").replace("6140", code));
        finds("Invoice", text("invoice-found.json"));

        assertThat(accounting.post(entry(CONTOSO))).isEqualTo(new Posting("239", "INV-000001"));
        assertThat(queries()).contains("select * from Invoice where DocNumber = 'INV-000001'");
    }

    @Test
    void doesNotTakeAnotherCustomersInvoiceForOurs() {
        answers(INVOICE, 400, text("fault-duplicate-document.json"));
        finds("Invoice", text("invoice-found.json").replace("\"58\"", "\"59\""));

        assertThatExceptionOfType(PostingRejected.class)
                .isThrownBy(() -> accounting.post(entry(CONTOSO)))
                .withMessageContaining("another customer's document");
    }

    @Test
    void rejectsATotalThatIsNotTheInvoices() {
        answers(INVOICE, 200, text("invoice-created.json").replace("121.38", "121.37"));

        assertThatExceptionOfType(PostingRejected.class)
                .isThrownBy(() -> accounting.post(entry(CONTOSO)))
                .withMessage(
                        "QuickBooks booked INV-000001 (id 239) with a total of 121.37 instead of 121.38 EUR; correct"
                                + " or void it there");
    }

    @Test
    void postsNothingThatDoesNotAddUp() {
        var entry = entry(CONTOSO);
        var wrong = new Entry(
                entry.requestId(),
                entry.kind(),
                entry.documentNumber(),
                entry.date(),
                entry.dueDate(),
                CONTOSO,
                entry.lines(),
                entry.tax(),
                eur("121.39"));

        assertThatExceptionOfType(PostingRejected.class)
                .isThrownBy(() -> accounting.post(wrong))
                .withMessage(
                        "Invoice INV-000001 does not add up: its lines and tax make 121.38 EUR, its total is 121.39"
                                + " EUR");
        assertThat(INTUIT.getAllServeEvents()).isEmpty();
    }
}
