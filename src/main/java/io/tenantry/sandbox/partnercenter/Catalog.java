package io.tenantry.sandbox.partnercenter;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.springframework.core.io.ClassPathResource;

/** What can be bought, market by market, as the price sheets say. */
public final class Catalog {

    private static final List<String> MARKETS = List.of("US", "DE", "GB", "JP");

    /** Phone and conferencing are add-ons: they are sold only to who has one of these. */
    private static final Map<String, List<String>> BASES_OF = Map.of(
            "CFQ7TTC0LH0T", basesWithTeams(),
            "CFQ7TTC0LHSL", basesWithTeams());

    private static final Map<String, List<String>> UPGRADES_OF = Map.of(
            "CFQ7TTC0LH18", List.of("CFQ7TTC0LDPB", "CFQ7TTC0LCHC"),
            "CFQ7TTC0LDPB", List.of("CFQ7TTC0LCHC"),
            "CFQ7TTC0LF8Q", List.of("CFQ7TTC0LF8R", "CFQ7TTC0LFLX", "CFQ7TTC0LFLZ"),
            "CFQ7TTC0LF8R", List.of("CFQ7TTC0LFLX", "CFQ7TTC0LFLZ"),
            "CFQ7TTC0LFLX", List.of("CFQ7TTC0LFLZ"));

    /** Trials by product: they are sold for a month, and become the paid SKU of the product unless somebody ends them. */
    private static final Map<String, String> TRIALS = Map.of("CFQ7TTC0LCHC", "0003");

    private final Map<String, String> sheets = new LinkedHashMap<>();
    private final Map<String, Map<String, Sku>> skus = new LinkedHashMap<>();

    public Catalog() {
        for (var market : MARKETS) {
            var sheet = read(market);
            sheets.put(market, sheet);
            skus.put(market, parse(market, sheet));
        }
    }

    private static List<String> basesWithTeams() {
        return List.of(
                "CFQ7TTC0LH18",
                "CFQ7TTC0LDPB",
                "CFQ7TTC0LCHC",
                "CFQ7TTC0LF8Q",
                "CFQ7TTC0LF8R",
                "CFQ7TTC0LFLX",
                "CFQ7TTC0LFLZ");
    }

    private static String read(String market) {
        var file = new ClassPathResource("sandbox/price-sheet-" + market.toLowerCase(Locale.ROOT) + ".csv");
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's price sheet of " + market + " is missing", e);
        }
    }

    private static Map<String, Sku> parse(String market, String sheet) {
        var format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        Map<String, Sku> bySku = new LinkedHashMap<>();
        try (var parser = format.parse(new StringReader(sheet))) {
            for (var line : parser) {
                var row = PriceRow.of(line);
                bySku.computeIfAbsent(row.productId() + ":" + row.skuId(), key -> new Sku(market, new ArrayList<>()))
                        .rows()
                        .add(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bySku;
    }

    Optional<String> sheet(String market) {
        return Optional.ofNullable(sheets.get(market.toUpperCase(Locale.ROOT)));
    }

    Collection<Sku> skus(String market) {
        return inMarket(market).values();
    }

    Optional<Sku> sku(String market, String productId, String skuId) {
        return Optional.ofNullable(inMarket(market).get(productId + ":" + skuId));
    }

    /** The SKU behind an identifier, if its availability is the one of this market. */
    Optional<Sku> find(String market, CatalogItem item) {
        return sku(market, item.productId(), item.skuId())
                .filter(sku -> sku.item().equals(item));
    }

    private Map<String, Sku> inMarket(String market) {
        return skus.getOrDefault(market.toUpperCase(Locale.ROOT), Map.of());
    }

    boolean hasMarket(String market) {
        return skus.containsKey(market.toUpperCase(Locale.ROOT));
    }

    static boolean isTrial(String productId, String skuId) {
        return skuId.equals(TRIALS.get(productId));
    }

    /** What a trial becomes when somebody pays for it. */
    Optional<Sku> paidFor(String market, CatalogItem trial) {
        return skus(market).stream()
                .filter(sku -> sku.first().productId().equals(trial.productId()) && !sku.isTrial())
                .findFirst();
    }

    boolean isAddOn(String productId) {
        return BASES_OF.containsKey(productId);
    }

    boolean isBaseOf(String baseProductId, String addOnProductId) {
        return BASES_OF.getOrDefault(addOnProductId, List.of()).contains(baseProductId);
    }

    boolean hasAddOns(String productId) {
        return BASES_OF.values().stream().anyMatch(bases -> bases.contains(productId));
    }

    List<String> basesOf(String productId) {
        return BASES_OF.getOrDefault(productId, List.of());
    }

    List<String> upgradesOf(String productId) {
        return UPGRADES_OF.getOrDefault(productId, List.of());
    }
}
