package io.tenantry.postinvoice;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Prints an invoice from {@code documents/invoice.xml} as PDF/A-3. The templates, the fonts and the colour profile are
 * read once.
 */
@Component
class InvoicePrinter {

    private static final int NORMAL = 400;
    private static final int BOLD = 700;

    private final SpringTemplateEngine templates = templates();
    private final DocumentFonts fonts = new DocumentFonts();
    private final byte[] colourProfile = colourProfile();

    /** The JDK's own, held: looking for one in each jar costs more than the parsing. */
    private final DocumentBuilderFactory parsers = DocumentBuilderFactory.newDefaultNSInstance();

    InvoicePrinter() {
        XRLog.setLoggingEnabled(false);
    }

    /** @param facturX what the PDF carries for machines; null if the standard cannot say this invoice */
    byte[] print(Paper paper, byte @Nullable [] facturX) {
        var facts = new ArchivablePdf.Facts(
                paper.title(),
                paper.issuer().name(),
                paper.view().language(),
                paper.invoice().issuedOn(),
                metadata(paper, facturX != null));
        return render(page(paper), facturX, facts);
    }

    private String page(Paper paper) {
        var texts = paper.texts();
        var variables = new HashMap<String, Object>();
        variables.put("texts", texts);
        variables.put("kind", paper.kind());
        variables.put("title", paper.title());
        variables.put("number", paper.invoice().number());
        variables.put("issuedOn", paper.invoice().issuedOn());
        variables.put("dueOn", paper.invoice().dueOn());
        variables.put("terms", paper.terms());
        variables.put("invoice", paper.view());
        variables.put("issuer", paper.issuer());
        variables.put("customer", paper.customer());
        return templates.process("invoice", new Context(texts.locale(), variables));
    }

    /** The same facts as the file's own, in the form that archives read (XMP). */
    private String metadata(Paper paper, boolean facturX) {
        var variables = Map.<String, Object>of(
                "title",
                paper.title(),
                "author",
                paper.issuer().name(),
                "producer",
                ArchivablePdf.PRODUCER,
                "issuedAt",
                paper.invoice().issuedOn() + "T00:00:00Z",
                "facturX",
                facturX);
        return templates.process("metadata", new Context(Locale.ROOT, variables));
    }

    private byte[] render(String html, byte @Nullable [] facturX, ArchivablePdf.Facts facts) {
        var pair = fonts.take();
        try (var document = new PDDocument()) {
            var builder = new PdfRendererBuilder();
            builder.usePDDocument(document);
            builder.useFont(font(document, pair.regular()), "DejaVu", NORMAL, FontStyle.NORMAL, true);
            builder.useFont(font(document, pair.bold()), "DejaVu", BOLD, FontStyle.NORMAL, true);
            builder.withW3cDocument(parsed(html), null);
            builder.useUriResolver((base, uri) -> null);
            try (var renderer = builder.buildPdfRenderer()) {
                renderer.createPDFWithoutClosing();
                var saved = new ArchivablePdf(document, facts, colourProfile).save(facturX);
                fonts.giveBack(pair);
                return saved;
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("The invoice cannot be printed", broken);
        }
    }

    private Document parsed(String html) throws IOException {
        try {
            return parsers.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
        } catch (ParserConfigurationException | SAXException broken) {
            throw new IllegalStateException("The template documents/invoice.xml makes no XML", broken);
        }
    }

    private static PDFontSupplier font(PDDocument document, TrueTypeFont font) throws IOException {
        return new PDFontSupplier(PDType0Font.load(document, font, true));
    }

    /** The standard one for screens, of the International Color Consortium; Mustang carries it. */
    private static byte[] colourProfile() {
        try (var file = new ClassPathResource("sRGB.icc").getInputStream()) {
            return file.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("The colour profile sRGB.icc cannot be read from the class path", broken);
        }
    }

    private static SpringTemplateEngine templates() {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("documents/");
        resolver.setSuffix(".xml");
        resolver.setTemplateMode(TemplateMode.XML);
        resolver.setCharacterEncoding("UTF-8");
        resolver.setCacheable(true);
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        engine.setEnableSpringELCompiler(true);
        return engine;
    }
}
