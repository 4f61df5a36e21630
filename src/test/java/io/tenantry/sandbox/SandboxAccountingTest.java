package io.tenantry.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxAccountingTest {

    private static final String COMPANY = "/v3/company/1234";
    private static final String INVOICE =
            """
            {"DocNumber":"%s","Line":[{"Amount":150.00,"DetailType":"SalesItemLineDetail",
              "SalesItemLineDetail":{"ItemRef":{"value":"1"},"UnitPrice":15,"Qty":10}}],
             "TxnTaxDetail":{"TotalTax":28.50},"CustomerRef":{"value":"%s"}}
            """;

    private static Sandbox sandbox;
    private static SandboxClient client;
    private String customer;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        client = new SandboxClient(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void aCustomerInTheBooks() throws Exception {
        client.control("POST", "/reset", null);
        customer = post("/customer", "{\"DisplayName\":\"O'Hara Ltd\"}").at("/Customer/Id");
    }

    @Test
    void postsAnInvoiceWithItsTotals() throws Exception {
        var posted = post("/invoice?requestid=inv-1&minorversion=73&", INVOICE.formatted("INV-1", customer));

        assertThat(posted.status()).isEqualTo(200);
        assertThat(posted.at("/Invoice/DocNumber")).isEqualTo("INV-1");
        assertThat(posted.at("/Invoice/SyncToken")).isEqualTo("0");
        assertThat(posted.json().at("/Invoice/TotalAmt").decimalValue()).isEqualByComparingTo("178.50");
        assertThat(posted.json().at("/Invoice/Balance").decimalValue()).isEqualByComparingTo("178.50");
        assertThat(get("/invoice/" + posted.at("/Invoice/Id")).at("/Invoice/DocNumber"))
                .isEqualTo("INV-1");
    }

    @Test
    void givesTheSameAnswerToTheSameRequestIdAndMakesNoSecondInvoice() throws Exception {
        var first = post("/invoice?requestid=inv-1", INVOICE.formatted("INV-1", customer));
        var again = post("/invoice?requestid=inv-1", INVOICE.formatted("INV-1", customer));
        var duplicate = post("/invoice?requestid=inv-2", INVOICE.formatted("INV-1", customer));

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(duplicate.status()).isEqualTo(400);
        assertThat(duplicate.at("/Fault/Error/0/code")).isEqualTo("6140");
        assertThat(duplicate.at("/Fault/type")).isEqualTo("ValidationFault");
        assertThat(query("select * from Invoice")
                        .json()
                        .at("/QueryResponse/totalCount")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void takesAZippedBody() throws Exception {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(INVOICE.formatted("INV-1", customer).getBytes());
        }

        var posted = client.send(
                "POST",
                COMPANY + "/invoice?requestid=zip",
                BodyPublishers.ofByteArray(zipped.toByteArray()),
                "Authorization",
                "Bearer any",
                "Content-Type",
                "application/json",
                "Content-Encoding",
                "gzip");

        assertThat(posted.at("/Invoice/DocNumber")).isEqualTo("INV-1");
    }

    @Test
    void refusesWhatTheBooksCannotTake() throws Exception {
        var noLine = post("/invoice", "{\"CustomerRef\":{\"value\":\"" + customer + "\"}}");
        var noCustomer = post("/invoice", "{\"Line\":[{\"Amount\":1,\"DetailType\":\"SalesItemLineDetail\"}]}");
        var unknownCustomer = post("/invoice", INVOICE.formatted("INV-1", "999"));
        var wrongAmount = post("/invoice", INVOICE.formatted("INV-1", customer).replace("150.00", "150.01"));
        var longId = post("/invoice?requestid=" + "x".repeat(51), INVOICE.formatted("INV-1", customer));
        var sameName = post("/customer", "{\"DisplayName\":\"O'Hara Ltd\"}");
        var noBearer = client.send("GET", COMPANY + "/invoice/1", (String) null);

        assertThat(noLine.at("/Fault/Error/0/element")).isEqualTo("Line");
        assertThat(noCustomer.at("/Fault/Error/0/element")).isEqualTo("CustomerRef");
        assertThat(unknownCustomer.at("/Fault/Error/0/code")).isEqualTo("2500");
        assertThat(wrongAmount.at("/Fault/Error/0/code")).isEqualTo("6070");
        assertThat(longId.status()).isEqualTo(400);
        assertThat(sameName.at("/Fault/Error/0/code")).isEqualTo("6240");
        assertThat(noBearer.status()).isEqualTo(401);
        assertThat(noBearer.at("/Fault/type")).isEqualTo("AUTHENTICATION");
        assertThat(query("select * from Invoice").json().at("/QueryResponse")).isEmpty();
    }

    @Test
    void locksARecordByItsSyncToken() throws Exception {
        var id = post("/invoice", INVOICE.formatted("INV-1", customer)).at("/Invoice/Id");
        var update = "{\"Id\":\"%s\",\"SyncToken\":\"%s\",\"sparse\":true,\"PrivateNote\":\"%s\"}";

        var first = post("/invoice?operation=update", update.formatted(id, "0", "paid soon"));
        var stale = post("/invoice?operation=update", update.formatted(id, "0", "lost"));

        assertThat(first.at("/Invoice/SyncToken")).isEqualTo("1");
        assertThat(first.at("/Invoice/DocNumber")).isEqualTo("INV-1");
        assertThat(stale.at("/Fault/Error/0/code")).isEqualTo("5010");
        assertThat(get("/invoice/" + id).at("/Invoice/PrivateNote")).isEqualTo("paid soon");
        assertThat(get("/invoice/77").at("/Fault/Error/0/code")).isEqualTo("610");
    }

    @Test
    void findsRecordsByTheirNumberOrNameWithQuotesInThem() throws Exception {
        post("/invoice", INVOICE.formatted("INV-1", customer));
        post("/invoice", INVOICE.formatted("INV-2", customer));

        var byNumber = query("select * from Invoice where DocNumber = 'INV-2'");
        var byName = query("select * from Customer where DisplayName = 'O\\'Hara Ltd'");
        var byCustomer =
                query("SELECT * FROM Invoice WHERE CustomerRef = '" + customer + "' STARTPOSITION 2 MAXRESULTS 5");
        var none = query("select * from Invoice where DocNumber = 'INV-3'");
        var nonsense = query("drop table Invoice");

        assertThat(byNumber.json().at("/QueryResponse/Invoice")).hasSize(1);
        assertThat(byNumber.at("/QueryResponse/Invoice/0/DocNumber")).isEqualTo("INV-2");
        assertThat(byName.at("/QueryResponse/Customer/0/Id")).isEqualTo(customer);
        assertThat(byCustomer.json().at("/QueryResponse/Invoice")).hasSize(1);
        assertThat(none.json().at("/QueryResponse")).isEmpty();
        assertThat(nonsense.at("/Fault/Error/0/code")).isEqualTo("4000");
    }

    @Test
    void keepsCreditMemosAndCompaniesApart() throws Exception {
        post("/invoice", INVOICE.formatted("INV-1", customer));

        var memo = post("/creditmemo?requestid=cm-1", INVOICE.formatted("INV-1", customer));
        var elsewhere = client.send(
                "GET",
                "/v3/company/999/query?query=" + SandboxClient.encode("select * from Invoice"),
                (String) null,
                "Authorization",
                "Bearer any");

        assertThat(memo.at("/CreditMemo/DocNumber")).isEqualTo("INV-1");
        assertThat(elsewhere.json().at("/QueryResponse")).isEmpty();
    }

    private static SandboxClient.Answer post(String path, String body) throws Exception {
        return client.send(
                "POST", COMPANY + path, body, "Authorization", "Bearer any", "Content-Type", "application/json");
    }

    private static SandboxClient.Answer get(String path) throws Exception {
        return client.send("GET", COMPANY + path, (String) null, "Authorization", "Bearer any");
    }

    private static SandboxClient.Answer query(String statement) throws Exception {
        return get("/query?query=" + SandboxClient.encode(statement) + "&minorversion=73");
    }
}
