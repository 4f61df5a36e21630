package io.tenantry.pricing.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.ScenarioTest;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Price lists as a billing manager uses them, over real HTTP. */
class PriceListsApiIT extends ScenarioTest {

    private static final String BASIC = "CFQ7TTC0LH18:0001";

    private String list;

    @BeforeEach
    void loadAListOfOnesOwn() {
        var name = "List " + UUID.randomUUID();
        var loaded = as("billing")
                .post()
                .uri("/api/v1/price-sheets?priceList={name}", name)
                .contentType(MediaType.parseMediaType("text/csv"))
                .body(new ClassPathResource("demo/price-sheet-jp.csv"))
                .retrieve()
                .body(JsonNode.class);
        list = "/api/v1/price-lists/" + loaded.at("/priceList/id").asText();
        assertThat(loaded.at("/priceList/name").asText()).isEqualTo(name);
        assertThat(loaded.at("/rows/added").asInt()).isEqualTo(82);
    }

    @Test
    void showsThePricesOfAProductOnADay() {
        var all = get(list + "/items");
        var february = get(list + "/items?partNumber=" + BASIC + "&day=2026-02-28");
        var march = get(list + "/items?partNumber=" + BASIC + "&day=2026-03-01");

        assertThat(all.getBody().path("total").asInt()).isEqualTo(82);
        assertThat(all.getBody().path("items")).hasSize(50);
        assertThat(february.getBody().path("items")).hasSize(5);
        assertThat(yearly(february)).isEqualTo("945 JPY until 2026-03-01");
        assertThat(yearly(march)).endsWith("JPY until 9999-12-31").doesNotStartWith("945");
        assertThat(get(list + "/items?partNumber=NONE:0001").getStatusCode().value())
                .isEqualTo(404);
    }

    @Test
    void changesAPriceFromADayOnForWhoeverHasSeenIt() {
        var today = LocalDate.now(time);
        var item = get(list + "/items?partNumber=" + BASIC + "&day=" + today)
                .getBody()
                .at("/items/0/id")
                .asText();
        var path = list + "/items/" + item;
        var etag = get(path).getHeaders().getETag();
        var price = Map.of("from", today.plusDays(3), "sellingPrice", 999.5, "costPrice", 800);

        var changed = put(path, etag, price);
        var late = put(path, etag, price);
        var past = put(
                path,
                get(path).getHeaders().getETag(),
                Map.of("from", today.minusDays(1), "sellingPrice", 1, "costPrice", 1));
        var negative = put(
                path,
                get(path).getHeaders().getETag(),
                Map.of("from", today.plusDays(1), "sellingPrice", -1, "costPrice", 1));

        assertThat(changed.getStatusCode().value()).isEqualTo(200);
        assertThat(changed.getBody().path("sellingPrice").decimalValue()).isEqualByComparingTo("999.5");
        assertThat(changed.getBody().path("validFrom").asText())
                .isEqualTo(today.plusDays(3).toString());
        assertThat(get(path).getBody().path("validTo").asText())
                .isEqualTo(today.plusDays(3).toString());
        assertThat(late.getStatusCode().value()).isEqualTo(412);
        assertThat(past.getBody().path("type").asText()).endsWith("/past-price");
        assertThat(negative.getBody().path("detail").asText())
                .startsWith("Selling price of " + BASIC + " (")
                .contains(" on price list '")
                .endsWith("': -1 is negative; a price is zero or more");
    }

    private static String yearly(ResponseEntity<JsonNode> items) {
        for (var item : items.getBody().path("items")) {
            if (item.path("unit").asText().equals("MONTHLY")
                    && item.path("term").asText().equals("P1Y")) {
                return item.path("sellingPrice").asText() + " "
                        + item.path("currency").asText() + " until "
                        + item.path("validTo").asText();
            }
        }
        return "no price";
    }

    private ResponseEntity<JsonNode> get(String path) {
        return as("billing").get().uri(path).retrieve().toEntity(JsonNode.class);
    }

    private ResponseEntity<JsonNode> put(String path, String etag, Object body) {
        return as("billing")
                .put()
                .uri(path)
                .header("If-Match", etag)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }
}
