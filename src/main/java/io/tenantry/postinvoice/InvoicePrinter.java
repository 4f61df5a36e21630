package io.tenantry.postinvoice;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import io.tenantry.customer.CustomerView;
import io.tenantry.invoicing.IssuingCompanyView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Prints an invoice from {@code documents/invoice.xml}. Template and fonts are read once. */
@Component
class InvoicePrinter {

    /** All that is printed. */
    record Content(Billed invoice, IssuingCompanyView issuer, CustomerView customer) {}

    private static final String FONTS = "net/sf/jasperreports/fonts/dejavu/";
    private static final int NORMAL = 400;
    private static final int BOLD = 700;

    private final SpringTemplateEngine templates = templates();
    private final byte[] regular = font("DejaVuSansCondensed.ttf");
    private final byte[] bold = font("DejaVuSansCondensed-Bold.ttf");

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
        var builder = new PdfRendererBuilder();
        builder.useFont(() -> new ByteArrayInputStream(regular), "DejaVu", NORMAL, FontStyle.NORMAL, true);
        builder.useFont(() -> new ByteArrayInputStream(bold), "DejaVu", BOLD, FontStyle.NORMAL, true);
        builder.withHtmlContent(html, null);
        builder.useUriResolver((base, uri) -> null);
        builder.withProducer("Tenantry");
        builder.toStream(pdf);
        try {
            builder.run();
        } catch (IOException broken) {
            throw new UncheckedIOException("The invoice cannot be printed", broken);
        }
        return pdf.toByteArray();
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

    private static byte[] font(String name) {
        try (var file = new ClassPathResource(FONTS + name).getInputStream()) {
            return file.readAllBytes();
        } catch (IOException missing) {
            throw new UncheckedIOException("Font " + name + " is not on the class path", missing);
        }
    }
}
