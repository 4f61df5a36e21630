package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

/** What the stories of cases have in common: how one is found, acted on, and seen to close. */
abstract class RemediationScenario extends Scenario {

    private static final String CASES = "/api/v1/cases";

    /** The timer's scan, and what follows from it. */
    protected void scan() {
        time.moveBy(Duration.ofMinutes(6));
        runJobs();
    }

    /** The open case of a thing. */
    protected JsonNode caseOf(String subject) {
        var found = operator.list(CASES + "?open=true&subject=" + subject);
        assertThat(found).as("open cases of %s", subject).hasSize(1);
        return found.get(0);
    }

    protected List<JsonNode> openCasesOf(String subject) {
        return operator.list(CASES + "?open=true&subject=" + subject);
    }

    /** The case is decided as the table says. */
    protected JsonNode decided(String subject, String cause, String fix) {
        var found = caseOf(subject);
        assertThat(found.path("cause").asText())
                .as(() -> "cause of " + evidence(found.path("number").asText()))
                .isEqualTo(cause);
        assertThat(found.path("fixes").get(0).path("fix").asText()).isEqualTo(fix);
        assertThat(found.path("words").asText()).doesNotContain("{").doesNotContain("(unknown)");
        return found;
    }

    protected JsonNode evidence(String number) {
        return operator.get(CASES + "/" + number);
    }

    /** Somebody presses the button, and what follows from it happens. */
    protected void fix(Api who, JsonNode found, String fix, Map<String, String> inputs) {
        var answer = tryFix(who, found, fix, inputs);
        assertThat(answer.getStatusCode().value())
                .as(() -> String.valueOf(answer.getBody()))
                .isEqualTo(200);
        runJobs();
    }

    protected ResponseEntity<JsonNode> tryFix(Api who, JsonNode found, String fix, Map<String, String> inputs) {
        var body = new HashMap<String, Object>(Map.of("fix", fix, "reason", "It is the right one", "inputs", inputs));
        var path = CASES + "/" + found.path("number").asText();
        return who.tryChange(HttpMethod.POST, path + "/fixes", path, body);
    }

    /** It closed by itself, because the symptom is gone. */
    protected void assertClosed(JsonNode found) {
        var closed = evidence(found.path("number").asText());
        assertThat(closed.path("remediation").path("closedHow").asText())
                .as(() -> closed.toString())
                .isEqualTo("SYMPTOM_GONE");
        assertThat(kinds(closed)).startsWith("OPENED", "DECIDED").endsWith("CLOSED");
    }

    protected static List<String> kinds(JsonNode details) {
        return StreamSupport.stream(details.path("history").spliterator(), false)
                .map(step -> step.path("kind").asText())
                .toList();
    }
}
