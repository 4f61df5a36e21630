package io.tenantry.invoicing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tenantry.shared.Sha256;

/**
 * What would be written for a contract, always in the same words: two previews say the same if and only if their texts
 * are the same. The settings are its own, so that no change of the API's format makes a plan look changed.
 */
record PlanContent(String text, String sha256) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final ObjectWriter WRITER = JSON.writerFor(ContractPreview.class);
    private static final ObjectReader READER = JSON.readerFor(ContractPreview.class);

    static PlanContent of(ContractPreview preview) {
        try {
            var text = WRITER.writeValueAsString(preview);
            return new PlanContent(text, Sha256.of(text));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A preview cannot be written", impossible);
        }
    }

    static ContractPreview read(String text) {
        try {
            return READER.readValue(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The kept plan of a contract cannot be read; request another plan", broken);
        }
    }
}
