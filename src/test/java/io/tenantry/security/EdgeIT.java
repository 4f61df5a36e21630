package io.tenantry.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.ScenarioTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

class EdgeIT extends ScenarioTest {

    private static final String NOWHERE = "/api/v1/nowhere";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                NOWHERE,
                "/swagger-ui.html",
                "/v3/api-docs",
                "/actuator/prometheus",
                "/camunda/app/cockpit/default/"
            })
    void letsNobodyInWithoutALogIn(String path) {
        var answer = client().get().uri(path).retrieve().toEntity(ProblemDetail.class);

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(answer.getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE)).startsWith("Basic realm=\"Tenantry\"");
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.getBody().getType()).hasToString("https://tenantry.io/problems/log-in-required");
    }

    @Test
    void tellsItsHealthToEverybodyButNoDetails() {
        var answer = client().get().uri("/actuator/health").retrieve().toEntity(String.class);

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(answer.getBody()).contains("\"UP\"").doesNotContain("components");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auditor", "process"})
    void letsReadersOnlyRead(String reader) {
        assertThat(get(reader)).isEqualTo(HttpStatus.NOT_FOUND);

        var answer = as(reader).post().uri(NOWHERE).retrieve().toEntity(ProblemDetail.class);

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(answer.getBody().getType()).hasToString("https://tenantry.io/problems/not-allowed");
    }

    /** Past the edge, each comes to its own work: there is no such change and no such invoice. */
    @ParameterizedTest
    @CsvSource({
        "operator, /api/v1/license-changes/LCR-999999/archive",
        "admin, /api/v1/license-changes/LCR-999999/archive",
        "billing, /api/v1/invoices/INV-999999/void",
        "admin, /api/v1/invoices/INV-999999/void"
    })
    void letsWritersDoTheirOwnWork(String writer, String path) {
        var answer = write(writer, path);

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(answer.getBody().getDetail()).contains("999999");
    }

    @ParameterizedTest
    @CsvSource({
        "billing, /api/v1/license-changes/LCR-999999/requeue",
        "operator, /api/v1/invoices/INV-999999/void",
        "operator, /api/v1/nowhere"
    })
    void letsWritersDoNobodyElsesWork(String writer, String path) {
        var answer = write(writer, path);

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(answer.getBody().getType()).hasToString("https://tenantry.io/problems/not-allowed");
    }

    @Test
    void letsNoOtherSiteWriteThroughABrowserThatIsLoggedIn() {
        for (var header : new String[][] {
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"},
            {"Origin", "https://evil.example"},
            {"Origin", "null"}
        }) {
            var answer = as("operator")
                    .post()
                    .uri(NOWHERE)
                    .header(header[0], header[1])
                    .retrieve()
                    .toEntity(ProblemDetail.class);

            assertThat(answer.getStatusCode()).as(String.join(": ", header)).isEqualTo(HttpStatus.FORBIDDEN);
            assertThat(answer.getBody().getType()).hasToString("https://tenantry.io/problems/cross-site-request");
        }
    }

    @Test
    void locksNobodyOutWhoseNameSomebodyElseGuessesPasswordsFor() {
        for (var attempt = 0; attempt < 20; attempt++) {
            var guess = client().get()
                    .uri("/camunda/api/engine/engine/default/process-definition/count")
                    .headers(headers -> headers.setBasicAuth("admin", "guess"))
                    .retrieve()
                    .toBodilessEntity();
            assertThat(guess.getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        }

        assertThat(as("admin")
                        .get()
                        .uri("/camunda/api/engine/engine/default/process-definition/count")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
    }

    @Test
    void leaksNoStackTrace() {
        var answer = as("admin")
                .post()
                .uri(NOWHERE)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{")
                .retrieve()
                .toEntity(String.class);

        assertThat(answer.getBody()).doesNotContain("io.tenantry", "Exception", "\"trace\"");
    }

    private ResponseEntity<ProblemDetail> write(String logIn, String path) {
        return as(logIn)
                .post()
                .uri(path)
                .header(HttpHeaders.IF_MATCH, "\"1\"")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("reason", "Trying the edge"))
                .retrieve()
                .toEntity(ProblemDetail.class);
    }

    private HttpStatusCode get(String logIn) {
        return as(logIn).get().uri(NOWHERE).retrieve().toBodilessEntity().getStatusCode();
    }
}
