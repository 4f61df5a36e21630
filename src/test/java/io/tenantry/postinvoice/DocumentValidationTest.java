package io.tenantry.postinvoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.postinvoice.InvoiceDocuments.Document;
import io.tenantry.postinvoice.InvoiceDocuments.Kind;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mustangproject.validator.ZUGFeRDValidator;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/**
 * Each kind of document, in each language, held against the standards: PDF/A-3, Factur-X and EN 16931 in both its
 * syntaxes. The samples are left in {@code target/documents}.
 */
class DocumentValidationTest {

    private static final Path DIRECTORY = Path.of("target", "documents");

    private final DocumentSet documents = new DocumentSet(new InvoicePrinter(), new FacturX(), new Ubl());

    @TestFactory
    Stream<DynamicTest> eachDocumentKeepsToTheStandards() throws Exception {
        Files.createDirectories(DIRECTORY);
        return Stream.of("en", "de").flatMap(language -> Samples.all(language).entrySet().stream()
                .map(sample -> DynamicTest.dynamicTest(sample.getKey() + " in " + language, () -> {
                    var made = documents.make(sample.getValue());
                    assertThat(made).extracting(Document::kind).containsExactly(Kind.PDF, Kind.FACTUR_X, Kind.UBL);
                    var name = sample.getKey() + "-" + language;
                    validate(leave(name + ".pdf", made.get(0)));
                    leave(name + "-factur-x.xml", made.get(1));
                    validate(leave(name + "-ubl.xml", made.get(2)));
                })));
    }

    /** The dinar has thousandths, the standard hundredths: nothing is better than a wrong figure. */
    @Test
    void whatTheStandardCannotSayIsPrintedForPeopleAlone() throws Exception {
        var made = documents.make(Samples.thousandths("en"));

        assertThat(made).extracting(Document::kind).containsExactly(Kind.PDF);
        VeraGreenfieldFoundryProvider.initialise();
        var file = new ByteArrayInputStream(made.get(0).content());
        try (var parser = Foundries.defaultInstance().createParser(file, PDFAFlavour.PDFA_3_U);
                var validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_3_U, false)) {
            var result = validator.validate(parser);
            assertThat(result.isCompliant()).as(result.toString()).isTrue();
        }
    }

    @Test
    void theSameInvoiceGivesTheSameBytes() throws Exception {
        for (var sample : Samples.all("de").values()) {
            var first = documents.make(sample);
            TimeUnit.MILLISECONDS.sleep(2);

            var again = new DocumentSet(new InvoicePrinter(), new FacturX(), new Ubl()).make(sample);

            assertThat(again)
                    .extracting(Document::sha256)
                    .containsExactlyElementsOf(
                            first.stream().map(Document::sha256).toList());
        }
    }

    @Test
    void eachInvoiceHasAnIdentityOfItsOwn() throws Exception {
        var one = documents.make(Papers.paper("en", Papers.story())).get(0);
        var other = documents.make(Papers.paper("en", Papers.many(2))).get(0);

        assertThat(id(one)).isNotEqualTo(id(other));
    }

    private static String id(Document pdf) throws Exception {
        try (var read = Loader.loadPDF(pdf.content())) {
            return read.getDocument().getDocumentID().getString(0);
        }
    }

    private static Path leave(String name, Document document) throws Exception {
        return Files.write(DIRECTORY.resolve(name), document.content());
    }

    private static void validate(Path file) {
        var validator = new ZUGFeRDValidator();
        var report = validator.validate(file.toString());
        assertThat(validator.wasCompletelyValid()).as(report).isTrue();
    }
}
