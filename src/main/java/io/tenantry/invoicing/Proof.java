package io.tenantry.invoicing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Where a line comes from: all that its amount was computed with, so that it can be computed again. It is kept beside the
 * line as JSON with its SHA-256, and says the same whenever it is made from the same ledger.
 */
interface Proof {

    JsonFactory JSON = new JsonFactory();

    /** Writes the fields, always in the same order. */
    void write(JsonGenerator json) throws IOException;

    default String json() {
        var text = new StringWriter(512);
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("A proof is written to memory", impossible);
        }
        return text.toString();
    }
}
