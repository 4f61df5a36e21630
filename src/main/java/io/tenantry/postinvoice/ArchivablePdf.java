package io.tenantry.postinvoice;

import io.tenantry.shared.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.jspecify.annotations.Nullable;

/**
 * Makes a printed PDF one that archives take for decades: PDF/A-3 (ISO 19005-3), with the invoice for machines inside. All
 * that it adds comes from the invoice, nothing from the clock, so that the same invoice gives the same bytes.
 */
final class ArchivablePdf {

    /** @param xmp the metadata that must say the same as these */
    record Facts(String title, String author, String language, LocalDate issuedOn, String xmp) {}

    static final String PRODUCER = "Tenantry";

    private static final String COLOURS = "sRGB IEC61966-2.1";

    private final PDDocument document;
    private final Facts facts;
    private final byte[] colourProfile;

    ArchivablePdf(PDDocument document, Facts facts, byte[] colourProfile) {
        this.document = document;
        this.facts = facts;
        this.colourProfile = colourProfile;
    }

    /** @param facturX null if there is none */
    byte[] save(byte @Nullable [] facturX) throws IOException {
        document.setVersion(1.7f);
        document.getDocumentCatalog().setLanguage(facts.language());
        describe();
        addColourProfile();
        if (facturX != null) {
            embed(facturX);
        }
        identify(facturX);
        var saved = new ByteArrayOutputStream();
        document.save(saved);
        return saved.toByteArray();
    }

    private void describe() throws IOException {
        var information = new PDDocumentInformation();
        information.setTitle(facts.title());
        information.setAuthor(facts.author());
        information.setProducer(PRODUCER);
        information.setCreator(PRODUCER);
        information.setCreationDate(issued());
        information.setModificationDate(issued());
        document.setDocumentInformation(information);
        var metadata = new PDMetadata(document);
        metadata.importXMPMetadata(facts.xmp().getBytes(StandardCharsets.UTF_8));
        document.getDocumentCatalog().setMetadata(metadata);
    }

    private void addColourProfile() throws IOException {
        var intent = new PDOutputIntent(document, new ByteArrayInputStream(colourProfile));
        intent.setInfo(COLOURS);
        intent.setOutputCondition(COLOURS);
        intent.setOutputConditionIdentifier(COLOURS);
        intent.setRegistryName("http://www.color.org");
        document.getDocumentCatalog().addOutputIntent(intent);
    }

    /** As Factur-X wants it: named, described and marked as another form of the same invoice. */
    private void embed(byte[] facturX) throws IOException {
        var file = new PDEmbeddedFile(document, new ByteArrayInputStream(facturX), COSName.FLATE_DECODE);
        file.setSubtype("text/xml");
        file.setSize(facturX.length);
        file.setCreationDate(issued());
        file.setModDate(issued());
        var specification = new PDComplexFileSpecification();
        specification.setFile(FacturX.FILE_NAME);
        specification.setFileUnicode(FacturX.FILE_NAME);
        specification.setFileDescription("The invoice for machines (Factur-X)");
        specification.setEmbeddedFile(file);
        specification.setEmbeddedFileUnicode(file);
        specification.getCOSObject().setName("AFRelationship", "Alternative");

        var tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(Map.of(FacturX.FILE_NAME, specification));
        var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        document.getDocumentCatalog().setNames(names);
        var associated = new COSArray();
        associated.add(specification);
        catalog().setItem("AF", associated);
    }

    /** The file's identity is what it says; PDFBox would take it from the clock. */
    private void identify(byte @Nullable [] facturX) {
        var content = facts.xmp().getBytes(StandardCharsets.UTF_8);
        var hash = HexFormat.of().parseHex(Sha256.of(facturX == null ? content : facturX));
        var id = new COSString(Arrays.copyOf(hash, 16));
        var ids = new COSArray();
        ids.add(id);
        ids.add(id);
        document.getDocument().getTrailer().setItem(COSName.ID, ids);
    }

    private COSDictionary catalog() {
        return document.getDocumentCatalog().getCOSObject();
    }

    private Calendar issued() {
        var midnight = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC));
        midnight.setTimeInMillis(
                facts.issuedOn().atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        return midnight;
    }
}
