package io.tenantry.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;

/** The forms of a page in the hands of one person, sent as often as a test wants to. */
public final class SentPage {

    private static final Pattern KEY = Pattern.compile("name=\"formKey\" value=\"([^\"]+)\"");

    private final RestClient client;

    public SentPage(RestClient client) {
        this.client = client;
    }

    /** The key that a page's forms have now. */
    public String keyOn(String path) {
        return keyIn(client.get().uri(path).retrieve().toEntity(String.class));
    }

    /** The key of a form that came back. */
    public static String keyIn(ResponseEntity<String> page) {
        var key = KEY.matcher(Objects.requireNonNull(page.getBody()));
        assertThat(key.find()).as("a form with a key").isTrue();
        return key.group(1);
    }

    public ResponseEntity<String> send(String path, Map<String, String> fields) {
        var body = new LinkedMultiValueMap<String, String>();
        fields.forEach(body::add);
        return client.post()
                .uri(path)
                .header("Sec-Fetch-Site", "same-origin")
                .accept(MediaType.TEXT_HTML)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(body)
                .retrieve()
                .toEntity(String.class);
    }

    /** Where an accepted form led to, without the address of the server. */
    public static String place(ResponseEntity<String> answer) {
        assertThat(answer.getStatusCode().value())
                .as(() -> String.valueOf(answer.getBody()))
                .isEqualTo(302);
        return Objects.requireNonNull(answer.getHeaders().getFirst(HttpHeaders.LOCATION))
                .replaceFirst("^https?://[^/]+", "");
    }

    /** Refused on a page, in these words; what was typed is still in it. */
    public static void assertRefused(ResponseEntity<String> answer, String... words) {
        assertThat(answer.getStatusCode().value()).isIn(409, 422);
        assertThat(answer.getBody())
                .contains("role=\"alert\"", "<!DOCTYPE html>")
                .contains(words);
    }
}
