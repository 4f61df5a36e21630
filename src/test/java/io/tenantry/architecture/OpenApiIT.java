package io.tenantry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.ScenarioTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The API's description as integrators get it, kept beside the code so that a change of the contract shows in a review.
 * {@code mvn verify -Dit.test=OpenApiIT -Dopenapi.write} writes it anew.
 */
class OpenApiIT extends ScenarioTest {

    private static final Path KEPT = Path.of("src/docs/openapi.json");

    private final ObjectMapper json = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    @Test
    void theKeptDescriptionIsThatOfTheApi() throws IOException {
        var described = described();

        if (System.getProperty("openapi.write") != null) {
            Files.writeString(KEPT, described);
        }

        assertThat(described)
                .as("The API has changed. If that is meant, write %s anew (see this test) and commit it", KEPT)
                .isEqualTo(Files.readString(KEPT));
    }

    /** In a stable order and without the server's address, which differs with each run. */
    private String described() throws IOException {
        var description = as("auditor").get().uri("/v3/api-docs").retrieve().body(JsonNode.class);
        var sorted = (ObjectNode) json.valueToTree(json.treeToValue(description, Object.class));
        sorted.remove("servers");
        return json.writeValueAsString(json.treeToValue(sorted, Object.class)) + "\n";
    }
}
