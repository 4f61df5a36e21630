package io.tenantry.shared.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Decodes UTF-8 and stops at the first byte that is none, at a NUL, and at a line or a quoted field of more than 64 KB:
 * so a file of any size, whatever it holds, is read or refused in flat memory.
 */
final class StrictReader extends Reader {

    static final int LONGEST_LINE = 64 * 1024;
    private static final int BUFFER = 8 * 1024;

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).limit(0);
    private long bytesBefore;
    private long line = 1;
    private int lineLength;
    private long charsSinceRow;
    private boolean begun;
    private boolean ended;

    StrictReader(InputStream in) {
        this.in = in;
    }

    /** A row is complete: what it used of the allowance for one row is given back. */
    void rowComplete() {
        charsSinceRow = 0;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        while (!chars.hasRemaining()) {
            if (ended) {
                return -1;
            }
            decodeMore();
        }
        var count = Math.min(length, chars.remaining());
        chars.get(target, offset, count);
        for (int i = offset; i < offset + count; i++) {
            check(target[i]);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void check(char character) throws UnreadableFile {
        if (character == '\0') {
            throw new UnreadableFile(
                    line,
                    "Line " + line + " holds a NUL character, so this is no UTF-8 text; "
                            + "save the file as CSV UTF-8");
        }
        charsSinceRow++;
        lineLength++;
        if (character == '\n') {
            line++;
            lineLength = 0;
        }
        if (lineLength > LONGEST_LINE) {
            throw new UnreadableFile(line, "Line " + line + " is longer than 64 KB; end each row with a line break");
        }
        if (charsSinceRow > 2 * LONGEST_LINE) {
            throw new UnreadableFile(
                    line,
                    "A row that ends on or after line " + line
                            + " is longer than 128 KB; look for a quote that is not closed");
        }
    }

    private void decodeMore() throws IOException {
        var atEnd = fill();
        if (!begun) {
            begun = true;
            skipByteOrderMark();
        }
        chars.clear();
        var start = bytes.position();
        var result = decoder.decode(bytes, chars, atEnd);
        bytesBefore += bytes.position() - start;
        chars.flip();
        if (result.isError()) {
            refuseByte();
        }
        ended = atEnd && result.isUnderflow();
    }

    private boolean fill() throws IOException {
        bytes.compact();
        var atEnd = false;
        while (bytes.hasRemaining() && !atEnd) {
            var count = in.read(bytes.array(), bytes.position(), bytes.remaining());
            atEnd = count < 0;
            bytes.position(bytes.position() + Math.max(count, 0));
        }
        bytes.flip();
        return atEnd;
    }

    private void skipByteOrderMark() throws UnreadableFile {
        if (startsWith(0xEF, 0xBB, 0xBF)) {
            bytes.position(3);
            bytesBefore = 3;
        }
        if (startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF)) {
            throw new UnreadableFile(1, "The file is encoded as UTF-16; save it as CSV UTF-8");
        }
        if (startsWith('P', 'K', 3, 4)) {
            throw new UnreadableFile(1, "The file is a ZIP archive or a workbook; unpack it, or save it as CSV UTF-8");
        }
    }

    private boolean startsWith(int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (i >= bytes.limit() || Byte.toUnsignedInt(bytes.get(i)) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** What was decoded before the bad byte is counted first, so that the line is right. */
    private void refuseByte() throws UnreadableFile {
        while (chars.hasRemaining()) {
            check(chars.get());
        }
        throw new UnreadableFile(
                line,
                String.format(
                        Locale.ROOT,
                        "Line %d, character %d: byte 0x%02X (number %d of the file) is not UTF-8; "
                                + "save the file as CSV UTF-8",
                        line,
                        lineLength + 1,
                        Byte.toUnsignedInt(bytes.get(bytes.position())),
                        bytesBefore + 1));
    }
}
