package io.tenantry.shared.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that is all here already, on disk or in memory. */
final class StoredInput extends ServletInputStream {

    private final InputStream in;
    private boolean finished;

    StoredInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        var value = in.read();
        finished = value < 0;
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        var count = in.read(target, offset, length);
        finished = count < 0;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("The API reads without listeners");
    }
}
