package io.tenantry.postinvoice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.springframework.core.io.ClassPathResource;

/**
 * The fonts of our documents, parsed. Parsing takes seven megabytes and a sixth of the time that a document takes, so a
 * pair is used again; but by one document at a time, for a parsed font is not meant for several threads. There are as
 * many pairs as documents were ever printed beside each other.
 *
 * <p>Without ligatures: they cost a tenth of the time, and what people copy out of a PDF reads better without.
 */
final class DocumentFonts {

    record Pair(TrueTypeFont regular, TrueTypeFont bold) {}

    private static final String FILES = "net/sf/jasperreports/fonts/dejavu/";

    private final Queue<Pair> idle = new ConcurrentLinkedQueue<>();

    /** For one document. */
    Pair take() {
        var pair = idle.poll();
        return pair == null ? new Pair(parse("DejaVuSansCondensed.ttf"), parse("DejaVuSansCondensed-Bold.ttf")) : pair;
    }

    /** Only after the document succeeded: nobody knows in what state a failed one leaves them. */
    void giveBack(Pair pair) {
        idle.add(pair);
    }

    private static TrueTypeFont parse(String name) {
        try (var file = new ClassPathResource(FILES + name).getInputStream()) {
            var font = new TTFParser().parse(new RandomAccessReadBuffer(file));
            font.setEnableGsub(false);
            return font;
        } catch (IOException broken) {
            throw new UncheckedIOException("Font " + name + " cannot be read from the class path", broken);
        }
    }
}
