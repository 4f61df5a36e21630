package io.tenantry.postinvoice;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import io.tenantry.customer.CustomerView;
import io.tenantry.invoicing.IssuingCompanyView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Prints an invoice from {@code documents/invoice.xml}. The template is read once. */
@Component
class InvoicePrinter {

    /** All that is printed. */
    record Content(Billed invoice, IssuingCompanyView issuer, CustomerView customer) {}

    private static final int NORMAL = 400;
    private static final int BOLD = 700;

    private final SpringTemplateEngine templates = templates();
    private final DocumentFonts fonts = new DocumentFonts();

    InvoicePrinter() {
        XRLog.setLoggingEnabled(false);
    }

    byte[] print(Content content) {
        var texts = new DocumentTexts(content.invoice().view().language());
        var variables = Map.<String, Object>of(
                "texts", texts,
                "number", content.invoice().number(),
                "issuedOn", content.invoice().issuedOn(),
                "dueOn", content.invoice().dueOn(),
                "invoice", content.invoice().view(),
                "issuer", content.issuer(),
                "customer", content.customer());
        return render(templates.process("invoice", new Context(texts.locale(), variables)));
    }

    private byte[] render(String html) {
        var pdf = new ByteArrayOutputStream();
        var pair = fonts.take();
        try (var document = new PDDocument()) {
            var builder = new PdfRendererBuilder();
            builder.usePDDocument(document);
            builder.useFont(font(document, pair.regular()), "DejaVu", NORMAL, FontStyle.NORMAL, true);
            builder.useFont(font(document, pair.bold()), "DejaVu", BOLD, FontStyle.NORMAL, true);
            builder.withHtmlContent(html, null);
            builder.useUriResolver((base, uri) -> null);
            builder.withProducer("Tenantry");
            builder.toStream(pdf);
            builder.run();
        } catch (IOException broken) {
            throw new UncheckedIOException("The invoice cannot be printed", broken);
        }
        fonts.giveBack(pair);
        return pdf.toByteArray();
    }

    private static PDFontSupplier font(PDDocument document, TrueTypeFont font) throws IOException {
        return new PDFontSupplier(PDType0Font.load(document, font, true));
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
        return engine;
    }
}
