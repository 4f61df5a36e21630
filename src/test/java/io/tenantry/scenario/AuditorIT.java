package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.ScenarioTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who only looks, changes nothing: by whichever endpoint, also by one that will be written tomorrow. */
class AuditorIT extends ScenarioTest {

    private static final Set<RequestMethod> READING =
            Set.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS);

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    private record Endpoint(HttpMethod method, String path) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @Test
    void everyWritingEndpointIsClosedToTheAuditor() {
        assertThat(answers(as("auditor"))).hasSizeGreaterThan(35).allSatisfy((endpoint, status) -> assertThat(status)
                .as(endpoint.toString())
                .isEqualTo(403));
    }

    @Test
    void everyWritingEndpointOfTheApiAsksWhoItIs() {
        assertThat(answers(client())).hasSizeGreaterThan(35).allSatisfy((endpoint, status) -> assertThat(status)
                .as(endpoint.toString())
                .isIn(401, 403));
    }

    /** The same walk proves that it is the role that is refused, not the walk. */
    @Test
    void theAdministratorGetsPastTheDoor() {
        var answers = new LinkedHashMap<Endpoint, Integer>();
        writing().stream()
                .filter(endpoint -> endpoint.path().startsWith("/api/v1/invoices/"))
                .forEach(endpoint -> answers.put(endpoint, status(as("admin"), endpoint)));

        assertThat(answers).isNotEmpty().allSatisfy((endpoint, status) -> assertThat(status)
                .as(endpoint.toString())
                .isIn(400, 404, 428));
    }

    /** No person's door: a provider proves itself by its signature. */
    @Test
    void aWebhookWithoutItsProvidersSignatureIsRefused() {
        var webhook = new Endpoint(HttpMethod.POST, "/webhooks/partner-center");

        assertThat(status(as("auditor"), webhook)).isEqualTo(401);
        assertThat(status(as("admin"), webhook)).isEqualTo(401);
    }

    private Map<Endpoint, Integer> answers(RestClient somebody) {
        var answers = new LinkedHashMap<Endpoint, Integer>();
        writing().forEach(endpoint -> answers.put(endpoint, status(somebody, endpoint)));
        return answers;
    }

    private static int status(RestClient somebody, Endpoint endpoint) {
        return somebody.method(endpoint.method())
                .uri(endpoint.path())
                .contentType(MediaType.APPLICATION_JSON)
                .body("{}")
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value();
    }

    private List<Endpoint> writing() {
        return mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getMethodsCondition().getMethods().stream()
                        .filter(method -> !READING.contains(method))
                        .flatMap(method ->
                                paths(mapping).stream().map(path -> new Endpoint(method.asHttpMethod(), path))))
                .distinct()
                .filter(endpoint -> !endpoint.path().startsWith("/webhooks/"))
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
    }

    private static List<String> paths(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream()
                .map(pattern -> pattern.replaceAll("\\{[^}]+}", "1"))
                .toList();
    }
}
