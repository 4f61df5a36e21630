package io.tenantry.postinvoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.encoding.GlyphList;
import org.apache.pdfbox.pdmodel.font.encoding.SymbolEncoding;
import org.apache.pdfbox.pdmodel.font.encoding.WinAnsiEncoding;
import org.apache.pdfbox.pdmodel.font.encoding.ZapfDingbatsEncoding;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class InvoicePrinterTest {

    private final InvoicePrinter printer = new InvoicePrinter();

    @Test
    void printsAllThatAnInvoiceMustSay() throws IOException {
        var text = text(print(Papers.paper("en", Papers.story())));

        assertThat(text)
                .contains("Invoice INV-000042", "2 Mar 2026", "1 Apr 2026", "CUS-000007", "CON-000011")
                .contains("Nordlicht Cloud Services GmbH", "DE136695976", "DE89 3704 0044 0532 0130 00", "COBADEFFXXX")
                .contains("Jörg Weiß", "Königstraße 1", "3100 Sankt Pölten", "Austria", "ATU12345678")
                .contains("11 Mar 2026 –", "31 Mar 2026", "31.00", "21/31", "42.00", "LCL-000017")
                .contains("8.333333", "700.00")
                .contains("€1,312.00", "€249.28", "€1,561.28", "Page 1 of 1");
    }

    @Test
    void printsInGermanForAContractInGerman() throws IOException {
        var text = text(print(Papers.paper("de", Papers.story())));

        assertThat(text)
                .contains("Rechnung INV-000042", "02.03.2026", "Österreich", "Leistungszeitraum", "8,333333")
                .contains("1.561,28 €", "Fällig", "Änderung LCL-000017 im Zeitraum", "Seite 1 von 1");
    }

    @Test
    void printsWhatPeopleTypedAsTextAndNotAsMarkup() throws IOException {
        var text = text(print(Papers.paper("en", Papers.story())));

        assertThat(text).contains("Müller & Söhne <b>AG</b>", "<script>alert(1)</script>", "& Größe");
    }

    @Test
    void printsCurrenciesWithTheirOwnSignAndDecimals() throws IOException {
        var yen = text(print(Papers.paper("en", List.of(Papers.line(1, "Suite", 10, "12", "79/31", "306", "JPY")))));
        var dinar =
                text(print(Papers.paper("en", List.of(Papers.line(1, "Suite", 1, "1.235000", "1", "1.235", "KWD")))));

        assertThat(yen).contains("¥306", "2 17/31", "Amount (JPY)");
        assertThat(dinar).contains("1.235", "1.470");
    }

    @Test
    void printsACreditNoteWithoutAskingForMoney() throws IOException {
        var text = text(print(Papers.paper(
                "CREDIT_NOTE",
                "en",
                List.of(Papers.line(1, "Suite", -2, "30.000000", "1/2", "-30.00")),
                "INV-000017")));

        assertThat(text)
                .contains("Credit note CRN-000007", "Corrects INV-000017", "2 30.00 1/2 30.00", "We credit €35.70")
                .doesNotContain("Please pay", "-30.00", "-2 ");
    }

    @Test
    void numbersThePagesOfALongInvoiceAndRepeatsItsHead() throws IOException {
        try (var document = Loader.loadPDF(print(Papers.paper("en", Papers.many(60))))) {
            var text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");

            assertThat(document.getNumberOfPages()).isGreaterThan(2);
            assertThat(text).contains("Page 1 of " + document.getNumberOfPages());
            assertThat(text.split("Service period", -1)).hasSize(document.getNumberOfPages() + 1);
        }
    }

    @Test
    void saysWhyNothingIsTaxed() throws IOException {
        assertThat(text(print(Samples.all("en").get("invoice-reverse-charge")))).contains("Reverse charge");
    }

    @Test
    void showsASignForWhatItsFontsCannotShow() throws IOException {
        var text = text(
                print(Papers.paper("en", List.of(Papers.line(1, "Tokyo \u6771\u4eac!", 1, "12.00", "1", "12.00")))));

        assertThat(text).contains("Tokyo ##!");
    }

    /** The renderer knows fonts that are not in the file; an archive would not take a file that needs one. */
    @Test
    void takesNoOtherFontForWhatPeopleType() throws IOException {
        var strange = new StringBuilder();
        for (var encoding : List.of(SymbolEncoding.INSTANCE, ZapfDingbatsEncoding.INSTANCE, WinAnsiEncoding.INSTANCE)) {
            for (var name : encoding.getCodeToNameMap().values()) {
                strange.append(GlyphList.getAdobeGlyphList().toUnicode(name)).append(' ');
                strange.append(GlyphList.getZapfDingbats().toUnicode(name)).append(' ');
            }
        }
        var line = Papers.line(1, strange.toString(), 1, "12.00", "1", "12.00");

        assertThat(fonts(print(Papers.paper("en", List.of(line))))).isNotEmpty().allSatisfy(font -> {
            assertThat(font.isEmbedded()).isTrue();
            assertThat(font.getName()).contains("DejaVu");
        });
    }

    @Test
    void embedsEveryFont() throws IOException {
        assertThat(fonts(print(Papers.paper("de", Papers.story()))))
                .isNotEmpty()
                .allSatisfy(font -> assertThat(font.isEmbedded()).isTrue());
    }

    /** Fonts are used again: none may carry over what the document before it, or the one beside it, needed of it. */
    @Test
    void printsManySideBySideAsIfEachWereTheOnlyOne() throws Exception {
        var papers = List.of(
                Papers.paper("de", Papers.story()),
                Papers.paper("en", Papers.many(60)),
                Papers.paper("en", List.of(Papers.line(1, "Suite", 10, "12", "79/31", "306", "JPY"))));
        var wanted = new ArrayList<String>();
        for (var paper : papers) {
            wanted.add(text(new InvoicePrinter().print(paper, null)));
        }

        var printed = IntStream.range(0, 24)
                .parallel()
                .mapToObj(number -> print(papers.get(number % papers.size())))
                .toList();

        for (var number = 0; number < printed.size(); number++) {
            assertThat(text(printed.get(number))).isEqualTo(wanted.get(number % papers.size()));
        }
    }

    private static List<PDFont> fonts(byte[] pdf) throws IOException {
        var fonts = new ArrayList<PDFont>();
        try (var document = Loader.loadPDF(pdf)) {
            for (var page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    fonts.add(page.getResources().getFont(name));
                }
            }
        }
        return fonts;
    }

    private byte[] print(Paper paper) {
        return printer.print(paper, null);
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("[\\s\\u00a0]+", " ");
        }
    }
}
