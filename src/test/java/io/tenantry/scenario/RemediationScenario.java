package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInfo;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

/** What the stories of cases have in common: how one is found, acted on, and seen to close. */
abstract class RemediationScenario extends Scenario {

    private static final String CASES = "/api/v1/cases";

    /** A little longer each than the engine waits before it tries a failed step again. */
    private static final List<Duration> RETRIES = List.of(
            Duration.ofSeconds(11),
            Duration.ofSeconds(61),
            Duration.ofSeconds(601),
            Duration.ofSeconds(3601),
            Duration.ofSeconds(14401));

    /** The rows that decided the cases which this story has seen close. */
    private final Set<String> told = new HashSet<>();

    /** A story that says it tells a row must have had it decide a case, and have seen that case close. */
    @AfterEach
    void itTellsTheRowsThatItSaysItTells(TestInfo story) {
        var says = story.getTestMethod().map(method -> method.getAnnotation(Tells.class));
        says.ifPresent(rows -> assertThat(told)
                .as("rows that decided the cases which %s has seen close", story.getDisplayName())
                .contains(rows.value()));
    }

    /** The timer's scan, and what follows from it. */
    protected void scan() {
        time.moveBy(Duration.ofMinutes(6));
        runJobs();
    }

    /** All tries of what fails, and the look at what has none left. */
    protected void retries() {
        RETRIES.forEach(pause -> {
            time.moveBy(pause);
            runJobs();
        });
        time.moveBy(Duration.ofMinutes(16));
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

    /** Who has not the role is told who has, and nothing happens. */
    protected void assertRefused(Api who, JsonNode found, String fix, Map<String, String> inputs) {
        var refused = tryFix(who, found, fix, inputs);
        assertThat(refused.getStatusCode().value()).isEqualTo(422);
        assertThat(refused.getBody().path("type").asText()).endsWith("/case-of-another-role");
    }

    /** Somebody has met it, and opens the case. */
    protected void ask(String symptom, String subject, String seen) {
        operator.post(CASES, Map.of("symptom", symptom, "subject", subject, "seen", seen));
        runJobs();
    }

    /** Somebody wants the case of a thing looked at anew. */
    protected void look(String subject) {
        operator.post(CASES + "/" + number(caseOf(subject)) + "/look", Map.of());
        runJobs();
    }

    /** The same, unless it has closed by itself before. */
    protected void lookIfOpen(String subject) {
        if (!openCasesOf(subject).isEmpty()) {
            look(subject);
        }
    }

    /** The only open case of a thing with one symptom, among others that it may have. */
    protected JsonNode only(String symptom, String subject) {
        var found = operator.list(CASES + "?open=true&symptom=" + symptom + "&subject=" + subject);
        assertThat(found).as("%s of %s", symptom, subject).hasSize(1);
        return found.get(0);
    }

    /** The same, decided as the table says. */
    protected JsonNode decided(String symptom, String subject, String cause, String fix) {
        var found = only(symptom, subject);
        assertThat(found.path("cause").asText())
                .as(() -> "cause of " + evidence(number(found)))
                .isEqualTo(cause);
        assertThat(found.path("fixes").get(0).path("fix").asText()).isEqualTo(fix);
        assertThat(found.path("words").asText()).doesNotContain("{").doesNotContain("(unknown)");
        return found;
    }

    /** Which other stories may have entered already. */
    protected void rate(String from, String to, String rate) {
        var entered = billing.tryPost(
                "/api/v1/exchange-rates",
                Map.of("from", from, "to", to, "validFrom", today().toString(), "rate", rate, "source", "Story"));
        assertThat(entered.getStatusCode().value()).isIn(201, 409);
    }

    /** A second contract, billed by the month in advance unless said otherwise. */
    protected String contract(Company company, LocalDate start, Map<String, ?> otherwise) {
        var terms = new HashMap<String, Object>(Map.of(
                "customerNumber",
                company.customer(),
                "name",
                "Second",
                "isDefault",
                false,
                "startDate",
                start.toString(),
                "frequencyMonths",
                1,
                "billingPolicy",
                "ADVANCE"));
        terms.putAll(otherwise);
        return number(billing.post("/api/v1/billing-contracts", terms));
    }

    /** A contract gets terms of which some are otherwise. */
    protected void contractBecomes(String contract, Map<String, ?> otherwise) {
        var path = "/api/v1/billing-contracts/" + contract;
        var now = billing.get(path);
        var terms = new HashMap<String, Object>(Map.of(
                "name", now.path("name").asText(),
                "startDate", now.path("startDate").asText(),
                "frequencyMonths", now.path("frequencyMonths").asInt(),
                "billingPolicy", now.path("billingPolicy").asText(),
                "isDefault", now.path("isDefault").asBoolean()));
        terms.putAll(otherwise);
        billing.change(HttpMethod.PUT, path, path, terms);
    }

    /** It closed by itself, because the symptom is gone. */
    protected void assertClosed(JsonNode found) {
        var closed = evidence(found.path("number").asText());
        assertThat(closed.path("remediation").path("closedHow").asText())
                .as(() -> closed.toString())
                .isEqualTo("SYMPTOM_GONE");
        assertThat(kinds(closed)).startsWith("OPENED", "DECIDED").endsWith("CLOSED");
        tell(closed);
    }

    /** A person has read it, and nothing is to be done. */
    protected void assertAcknowledged(JsonNode found) {
        var closed = evidence(number(found));
        assertThat(closed.at("/remediation/closedHow").asText())
                .as(() -> closed.toString())
                .isEqualTo("BY_PERSON");
        tell(closed);
    }

    private void tell(JsonNode closed) {
        closed.path("history").forEach(step -> {
            if (step.path("kind").asText().equals("DECIDED")) {
                told.add(step.path("tableRow").asText());
            }
        });
    }

    /** What the table named, one after the other. */
    protected List<String> causes(JsonNode found) {
        return Api.items(evidence(number(found)).path("history")).stream()
                .filter(step -> step.path("kind").asText().equals("DECIDED"))
                .map(step -> step.path("cause").asText())
                .toList();
    }

    protected static List<String> kinds(JsonNode details) {
        return StreamSupport.stream(details.path("history").spliterator(), false)
                .map(step -> step.path("kind").asText())
                .toList();
    }
}
