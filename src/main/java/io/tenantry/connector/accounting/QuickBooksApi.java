package io.tenantry.connector.accounting;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * QuickBooks Online's accounting API as far as we use it. A {@code requestid} (at most 50 characters) makes a repeat
 * return the first answer.
 */
@Headers({"Accept: application/json", "Content-Type: application/json"})
interface QuickBooksApi {

    /** @param query in QuickBooks' own SQL; see {@link #literal} */
    @RequestLine("GET /v3/company/{company}/query?query={query}&minorversion=73")
    Found query(@Param("company") String company, @Param("query") String query);

    @RequestLine("POST /v3/company/{company}/customer?requestid={requestId}&minorversion=73")
    CustomerAnswer createCustomer(
            @Param("company") String company, @Param("requestId") String requestId, Customer customer);

    @RequestLine("POST /v3/company/{company}/invoice?requestid={requestId}&minorversion=73")
    DocumentAnswer createInvoice(
            @Param("company") String company, @Param("requestId") String requestId, Invoice invoice);

    /** A credit memo is written like an invoice, and gives back what its lines say. */
    @RequestLine("POST /v3/company/{company}/creditmemo?requestid={requestId}&minorversion=73")
    DocumentAnswer createCreditMemo(
            @Param("company") String company, @Param("requestId") String requestId, Invoice creditMemo);

    /** A text in a query: {@code O'Neill} is {@code 'O\'Neill'}. */
    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    @JsonNaming(UpperCamelCaseStrategy.class)
    record Found(@Nullable QueryResponse queryResponse) {

        List<Customer> customers() {
            return queryResponse == null || queryResponse.customer() == null ? List.of() : queryResponse.customer();
        }

        List<Invoice> invoices() {
            return queryResponse == null || queryResponse.invoice() == null ? List.of() : queryResponse.invoice();
        }

        List<Invoice> creditMemos() {
            return queryResponse == null || queryResponse.creditMemo() == null ? List.of() : queryResponse.creditMemo();
        }
    }

    @JsonNaming(UpperCamelCaseStrategy.class)
    record QueryResponse(
            @Nullable List<Customer> customer, @Nullable List<Invoice> invoice, @Nullable List<Invoice> creditMemo) {}

    @JsonNaming(UpperCamelCaseStrategy.class)
    record CustomerAnswer(@Nullable Customer customer) {}

    @JsonNaming(UpperCamelCaseStrategy.class)
    record DocumentAnswer(@Nullable Invoice invoice, @Nullable Invoice creditMemo) {}

    @JsonNaming(UpperCamelCaseStrategy.class)
    record Customer(
            @Nullable String id,
            String displayName,
            @Nullable Email primaryEmailAddr,
            @Nullable Reference currencyRef) {}

    @JsonNaming(UpperCamelCaseStrategy.class)
    record Email(String address) {}

    record Reference(String value) {}

    /** @param totalAmt computed by QuickBooks; absent in a request */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record Invoice(
            @Nullable String id,
            String docNumber,
            @Nullable LocalDate txnDate,
            @Nullable LocalDate dueDate,
            @Nullable Reference customerRef,
            @Nullable Reference currencyRef,
            @Nullable Email billEmail,
            @Nullable List<Line> line,
            @Nullable BigDecimal totalAmt) {}

    @JsonNaming(UpperCamelCaseStrategy.class)
    record Line(
            BigDecimal amount,
            @Nullable String description,
            String detailType,
            @Nullable SalesItem salesItemLineDetail) {}

    /** QuickBooks insists on unit price × quantity = amount wherever both are given. */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record SalesItem(Reference itemRef, @Nullable BigDecimal unitPrice, @Nullable Integer qty) {}

    /** What QuickBooks answers when it says no. */
    record Refusal(@JsonProperty("Fault") @Nullable Fault fault) {}

    record Fault(@JsonProperty("Error") @Nullable List<Trouble> errors, @Nullable String type) {}

    record Trouble(
            @JsonProperty("Message") @Nullable String message,
            @JsonProperty("Detail") @Nullable String detail,
            @Nullable String code) {}
}
