package io.tenantry.postinvoice.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.postinvoice.InvoiceDocuments;
import io.tenantry.postinvoice.InvoiceDocuments.Document;
import io.tenantry.postinvoice.InvoiceDocuments.Kind;
import io.tenantry.postinvoice.InvoiceEmails;
import io.tenantry.postinvoice.InvoiceSteps;
import io.tenantry.postinvoice.MailNotSent;
import io.tenantry.postinvoice.MailOutcomeUnknown;
import io.tenantry.postinvoice.PostInvoiceView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/invoices/{number}")
@Tag(name = "Invoices")
class PostInvoiceController {

    private final InvoiceSteps steps;
    private final InvoiceDocuments documents;
    private final InvoiceEmails emails;

    PostInvoiceController(InvoiceSteps steps, InvoiceDocuments documents, InvoiceEmails emails) {
        this.steps = steps;
        this.documents = documents;
        this.emails = emails;
    }

    record Decision(@NotBlank String reason) {}

    record Resend(
            @NotBlank String reason,
            @Nullable @Schema(description = "One of the invoice's addresses; if left out, all that are not served")
                    String address) {}

    @GetMapping("/post-invoice")
    @Operation(summary = "The four steps after the invoice, with their reasons and each attempt")
    PostInvoiceView steps(@PathVariable String number) {
        return steps.of(number);
    }

    @GetMapping("/pdf")
    @Operation(summary = "The document for people, PDF/A-3 with Factur-X inside, once it was made")
    ResponseEntity<byte[]> pdf(@PathVariable String number) {
        return answer(documents.document(number, Kind.PDF));
    }

    @GetMapping("/factur-x")
    @Operation(summary = "The document for machines (EN 16931 in CII), as the PDF carries it")
    ResponseEntity<byte[]> facturX(@PathVariable String number) {
        return answer(documents.document(number, Kind.FACTUR_X));
    }

    @GetMapping("/ubl")
    @Operation(summary = "The document for machines in UBL 2.1 (EN 16931)")
    ResponseEntity<byte[]> ubl(@PathVariable String number) {
        return answer(documents.document(number, Kind.UBL));
    }

    @PostMapping("/emails/resend")
    @Operation(summary = "Send the invoice once more, to one address or to all that are not served")
    PostInvoiceView resend(@PathVariable String number, @Valid @RequestBody Resend resend) {
        emails.resend(number, resend.address(), resend.reason());
        return steps.of(number);
    }

    @PostMapping("/emails/confirm")
    @Operation(summary = "Say that the messages in doubt went out, as the mail server's log tells")
    PostInvoiceView confirm(@PathVariable String number, @Valid @RequestBody Decision decision) {
        emails.confirm(number, decision.reason());
        return steps.of(number);
    }

    @ExceptionHandler({MailNotSent.class, MailOutcomeUnknown.class})
    ProblemDetail notSent(RuntimeException failure) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY, String.valueOf(failure.getMessage()));
    }

    /** The tag is the content's SHA-256. */
    private static ResponseEntity<byte[]> answer(Document document) {
        var disposition =
                ContentDisposition.inline().filename(document.fileName()).build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(document.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .eTag("\"" + document.sha256() + "\"")
                .body(document.content());
    }
}
