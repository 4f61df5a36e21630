package io.tenantry.shared.csv;

import java.io.IOException;

/** The file cannot be read on from here: its bytes are no text, or a line has no end. */
final class UnreadableFile extends IOException {

    private final long line;

    UnreadableFile(long line, String message) {
        super(message);
        this.line = line;
    }

    long line() {
        return line;
    }
}
