package io.tenantry.postinvoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.junit.jupiter.api.Test;

/** What the invoice for machines says; that it keeps to the standard is {@link DocumentValidationTest}'s. */
class FacturXTest {

    private final FacturX facturX = new FacturX();

    @Test
    void saysWhoBillsWhomForWhat() {
        var xml = xml(Papers.paper("en", Papers.story()));

        assertThat(xml)
                .contains("<ram:ID>urn:cen.eu:en16931:2017</ram:ID>", "<ram:TypeCode>380</ram:TypeCode>")
                .contains(
                        "<ram:ID schemeID=\"VA\">DE136695976</ram:ID>", "<ram:ID schemeID=\"VA\">ATU12345678</ram:ID>")
                .contains("<ram:SellerAssignedID>CFQ7TTC0LH0T:0001</ram:SellerAssignedID>")
                .contains("<ram:IBANID>DE89370400440532013000</ram:IBANID>")
                .contains("<ram:GrandTotalAmount>1561.28</ram:GrandTotalAmount>")
                .contains("Azure Reserved VM &lt;script&gt;alert(1)&lt;/script&gt; &amp; Gr&#xf6;&#xdf;e")
                .contains("2 &#xd7; 31.00 &#xd7; 21/31 months; Change LCL-000017 within the period");
    }

    @Test
    void saysTheAmountsThatWereBilledAndComputesNone() {
        var xml = xml(Samples.invoice("en", List.of(Samples.line(1, "Suite", 10, "16.1", "1", "161", "JPY"))));

        assertThat(xml)
                .contains("<ram:CalculatedAmount>31.00</ram:CalculatedAmount>")
                .contains("<ram:GrandTotalAmount>192.00</ram:GrandTotalAmount>")
                .doesNotContain("30.59");
    }

    @Test
    void keepsTheDecimalsOfARate() {
        assertThat(xml(Samples.all("en").get("invoice-usd-sales-tax")))
                .contains("<ram:RateApplicablePercent>8.875</ram:RateApplicablePercent>")
                .contains("<ram:TypeCode>30</ram:TypeCode>");
    }

    @Test
    void saysACreditNoteInPositiveAmountsAndNamesTheInvoice() {
        var xml = xml(Papers.paper(
                "CREDIT_NOTE", "en", List.of(Papers.line(1, "Suite", -2, "30.00", "1/2", "-30.00")), "INV-000017"));

        assertThat(xml)
                .contains("<ram:TypeCode>381</ram:TypeCode>")
                .contains("<ram:BilledQuantity unitCode=\"C62\">2.0000</ram:BilledQuantity>")
                .contains("<ram:LineTotalAmount>30.00</ram:LineTotalAmount>")
                .contains("<ram:GrandTotalAmount>35.70</ram:GrandTotalAmount>")
                .contains("<ram:Description>We credit &#x20ac;35.70 to your account.</ram:Description>")
                .contains("<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>INV-000017</ram:IssuerAssignedID>")
                .doesNotContain("IBANID", "DueDateDateTime");
    }

    @Test
    void namesNoTaxIdWhereNothingIsSubjectToTax() {
        var xml = xml(Samples.all("en").get("invoice-not-subject"));

        assertThat(xml)
                .contains("<ram:ExemptionReason>Not subject to VAT</ram:ExemptionReason>")
                .doesNotContain("schemeID=\"VA\"", "RateApplicablePercent");
    }

    @Test
    void leavesTheWritingToPeopleWhereTheStandardHasTooFewDecimals() {
        assertThat(facturX.write(Samples.thousandths("en"))).isEmpty();
    }

    @Test
    void isTheFileInsideThePdf() throws Exception {
        var paper = Papers.paper("en", Papers.story());
        var xml = facturX.write(paper).orElseThrow();

        try (var pdf = Loader.loadPDF(new InvoicePrinter().print(paper, xml))) {
            var files = new PDEmbeddedFilesNameTreeNode(
                    pdf.getDocumentCatalog().getNames().getEmbeddedFiles().getCOSObject());
            var file = files.getNames().get("factur-x.xml");

            assertThat(file.getEmbeddedFile().toByteArray()).isEqualTo(xml);
            assertThat(file.getCOSObject().getNameAsString("AFRelationship")).isEqualTo("Alternative");
            assertThat(pdf.getDocumentCatalog().getCOSObject().getCOSArray(COSName.getPDFName("AF")))
                    .hasSize(1);
        }
    }

    private String xml(Paper paper) {
        return new String(facturX.write(paper).orElseThrow(), StandardCharsets.UTF_8);
    }
}
