package io.tenantry.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenantry.ScenarioTest;
import io.tenantry.audit.AuditTrail;
import io.tenantry.catalog.Products;
import io.tenantry.pricing.PriceLists.PriceChange;
import io.tenantry.pricing.PriceLists.PriceQuestion;
import io.tenantry.shared.Money;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import io.tenantry.shared.csv.FileRefused;
import io.tenantry.shared.csv.RowError;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Price sheets against the real database: what they change, and what they leave alone. */
class PriceSheetsIT extends ScenarioTest {

    private static final DateTimeFormatter SHEET_DAY = DateTimeFormatter.ofPattern("M/d/uuuu", Locale.US);

    @Autowired
    private PriceSheets sheets;

    @Autowired
    private PriceLists lists;

    @Autowired
    private Products products;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private JdbcClient jdbc;

    private String product;
    private String list;
    private LocalDate today;

    @BeforeEach
    void bringAProductAndAListOfOnesOwn() {
        product = "TEST" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        list = "List of " + product;
        today = LocalDate.now(time);
    }

    @Test
    void loadsTheProvidersFileAndAgainWithoutAChange() {
        var first = sheets.load(demo("price-sheet-us.csv"), list);
        var again = sheets.load(demo("price-sheet-us.csv"), list);

        assertThat(first.rows()).isEqualTo(new PriceSheetCounts(82, 0, 0));
        assertThat(again.rows()).isEqualTo(new PriceSheetCounts(0, 0, 82));
        assertThat(again.newProducts()).isZero();
        assertThat(again.priceList()).isEqualTo(first.priceList());
        assertThat(itemCount(first)).isEqualTo(82);
        assertThat(audit.of(list)).extracting("action").containsExactly("price-sheet-loaded", "price-sheet-loaded");
    }

    @Test
    void pricesADayByUnitAndTermOfTheSheet() {
        var loaded = sheets.load(demo("price-sheet-us.csv"), list);
        var basic = products.find("partner-center", "CFQ7TTC0LH18:0001").orElseThrow();

        var february = price(loaded, basic.id(), "MONTHLY", LocalDate.of(2026, 2, 28));
        var march = price(loaded, basic.id(), "MONTHLY", LocalDate.of(2026, 3, 1));

        assertThat(february.sellingPrice()).isEqualByComparingTo(Money.of("6.30", "USD"));
        assertThat(february.costPrice()).isEqualByComparingTo(Money.of("5.04", "USD"));
        assertThat(february.valid()).hasToString("[2025-11-01, 2026-03-01)");
        assertThat(march.sellingPrice()).isGreaterThan(Money.of("6.30", "USD"));
        assertThat(march.valid()).hasToString("[2026-03-01, 9999-12-31)");
    }

    @Test
    void callsAListAfterItsCurrencyAndMarketWhereNothingIsSaid() {
        var loaded =
                sheets.load(SheetText.of(product, "SE", "SEK").yearly("720", "11/1/2025", "12/31/9999").stream(), null);
        var other =
                sheets.load(SheetText.of(product, "SE", "SEK").yearly("720", "11/1/2025", "12/31/9999").stream(), list);

        assertThat(loaded.priceList().name()).isEqualTo("SEK SE");
        assertThat(loaded.priceList().isDefault()).isTrue();
        assertThat(other.priceList().isDefault()).isFalse();
        assertThat(lists.defaultOf("SEK")).contains(loaded.priceList());
    }

    @Test
    void endsAPriceWhereTheNextOneStarts() {
        var change = today.plusDays(40);
        sheets.load(sheet().yearly("72.00", "11/1/2025", "12/31/9999").stream(), list);

        var loaded = sheets.load(
                sheet()
                        .yearly("72.00", "11/1/2025", day(change.minusDays(1)))
                        .yearly("79.00", day(change), "12/31/9999")
                        .stream(),
                list);

        assertThat(loaded.rows()).isEqualTo(new PriceSheetCounts(0, 2, 0));
        assertThat(timeline())
                .containsExactly("72.00 [2025-11-01, " + change + ")", "79.00 [" + change + ", 9999-12-31)");
    }

    @Test
    void takesOverANewPriceThatTheSheetNamesAlone() {
        var change = today.plusDays(40);
        sheets.load(sheet().yearly("72.00", "11/1/2025", "12/31/9999").stream(), list);

        var loaded = sheets.load(sheet().yearly("79.00", day(change), "12/31/9999").stream(), list);

        assertThat(loaded.rows()).isEqualTo(new PriceSheetCounts(0, 1, 0));
        assertThat(timeline())
                .containsExactly("72.00 [2025-11-01, " + change + ")", "79.00 [" + change + ", 9999-12-31)");
    }

    @Test
    void replacesAPriceThatHasNotStartedYet() {
        var change = today.plusDays(40);
        sheets.load(
                sheet()
                        .yearly("72.00", "11/1/2025", day(change.minusDays(1)))
                        .yearly("79.00", day(change), "12/31/9999")
                        .stream(),
                list);

        var loaded = sheets.load(
                sheet()
                        .yearly("72.00", "11/1/2025", day(change.plusDays(9)))
                        .yearly("81.00", day(change.plusDays(10)), "12/31/9999")
                        .stream(),
                list);

        assertThat(loaded.rows()).isEqualTo(new PriceSheetCounts(0, 2, 0));
        assertThat(timeline())
                .containsExactly(
                        "72.00 [2025-11-01, " + change.plusDays(10) + ")",
                        "81.00 [" + change.plusDays(10) + ", 9999-12-31)");
    }

    @Test
    void cutsAPassingOfferIntoALongPrice() {
        var from = today.plusDays(10);
        var to = today.plusDays(20);
        sheets.load(sheet().yearly("72.00", "11/1/2025", "12/31/9999").stream(), list);

        sheets.load(sheet().yearly("60.00", day(from), day(to.minusDays(1))).stream(), list);

        assertThat(timeline())
                .containsExactly(
                        "72.00 [2025-11-01, " + from + ")",
                        "60.00 [" + from + ", " + to + ")",
                        "72.00 [" + to + ", 9999-12-31)");
    }

    @Test
    void swallowsPricesThatOneRowCoversWholly() {
        var from = today.plusDays(10);
        sheets.load(
                sheet()
                        .yearly("72.00", "11/1/2025", day(from.minusDays(1)))
                        .yearly("60.00", day(from), day(from.plusDays(9)))
                        .yearly("80.00", day(from.plusDays(10)), "12/31/9999")
                        .stream(),
                list);

        sheets.load(sheet().yearly("72.00", "11/1/2025", "12/31/9999").stream(), list);

        assertThat(timeline()).containsExactly("72.00 [2025-11-01, 9999-12-31)");
    }

    @Test
    void refusesToRewriteAPastPriceAndNamesTheRow() {
        sheets.load(sheet().yearly("72.00", "11/1/2025", "12/31/9999").stream(), list);

        var refused = refusal(sheet().yearly("79.00", "11/1/2025", "12/31/9999").stream());

        assertThat(refused.errors()).singleElement().satisfies(error -> {
            assertThat(error.line()).isEqualTo(2);
            assertThat(error.column()).isEqualTo("ERP Price");
            assertThat(error.message())
                    .isEqualTo("The price of " + product + ":0001 ANNUAL P1Y is 72 (cost 10.5) since 2025-11-01, and a "
                            + "past price is never rewritten; start the new one on " + today + " or later");
        });
        assertThat(timeline()).containsExactly("72.00 [2025-11-01, 9999-12-31)");
    }

    @Test
    void refusesToEndAPriceInThePast() {
        sheets.load(sheet().yearly("72.00", "11/1/2025", "12/31/9999").stream(), list);

        var refused = refusal(sheet().yearly("72.00", "11/1/2025", "11/30/2025").stream());

        assertThat(refused.errors()).extracting(RowError::column).containsExactly("EffectiveEndDate");
        assertThat(timeline()).containsExactly("72.00 [2025-11-01, 9999-12-31)");
    }

    @Test
    void splitsAPastSpanInTwoWherePricesStayAsTheyAre() {
        sheets.load(sheet().yearly("72.00", "11/1/2025", "12/31/9999").stream(), list);

        sheets.load(
                sheet().yearly("72.00", "11/1/2025", "11/30/2025").yearly("72.00", "12/1/2025", "12/31/9999").stream(),
                list);

        assertThat(timeline()).containsExactly("72.00 [2025-11-01, 2025-12-01)", "72.00 [2025-12-01, 9999-12-31)");
    }

    @Test
    void takesNothingOfASheetWithOneBadRow() {
        var refused = refusal(sheet()
                .yearly("72.00", "11/1/2025", "12/31/9999")
                .row("P1M", "Monthly", "seven", "11/1/2025 12:00:00 AM", "12/31/9999 11:59:59 PM")
                .stream());

        assertThat(refused.errors())
                .containsExactly(new RowError(3, "ERP Price", "'seven' is no number; write it like 1234.56"));
        assertThat(lists.find(list)).isEmpty();
        assertThat(products.find("partner-center", product + ":0001")).isEmpty();
        assertThat(audit.of(list)).isEmpty();
    }

    @Test
    void refusesRowsThatPriceTheSameDayTwice() {
        var refused = refusal(sheet()
                .yearly("72.00", "11/1/2025", "12/31/9999")
                .yearly("79.00", "3/1/2026", "12/31/9999")
                .row("P1M", "Monthly", "7", "11/1/2025 12:00:00 AM", "12/31/9999 11:59:59 PM")
                .row("P1M", "Monthly", "7", "11/1/2025 12:00:00 AM", "12/31/9999 11:59:59 PM")
                .stream());

        assertThat(refused.errors())
                .containsExactly(
                        new RowError(
                                3,
                                "EffectiveStartDate",
                                "Validity overlaps that of line 2 (" + product
                                        + ":0001 ANNUAL P1Y); end one before the other starts"),
                        new RowError(
                                5, null, "Duplicate of line 4 (" + product + ":0001 MONTHLY P1M); remove one of them"));
    }

    @Test
    void countsAllErrorsAndListsAHundred() {
        var sheet = sheet();
        for (int i = 0; i < 3000; i++) {
            sheet.yearly("72.00", "11/1/2025", "12/31/9999");
        }

        var refused = refusal(sheet.stream());

        assertThat(refused.count()).isEqualTo(2999);
        assertThat(refused.errors()).hasSize(100);
        assertThat(refused).hasMessageStartingWith("The price sheet has 2999 errors (the first 100 are listed)");
    }

    @Test
    void refusesASheetOfAnotherCurrencyForAList() {
        sheets.load(sheet().yearly("72.00", "11/1/2025", "12/31/9999").stream(), list);

        assertThatThrownBy(() -> sheets.load(
                        SheetText.of(product, "DE", "EUR").yearly("72.00", "11/1/2025", "12/31/9999").stream(), list))
                .isInstanceOf(Refused.class)
                .hasMessage("Price list '" + list + "' is in USD for US, the price sheet in EUR for DE; "
                        + "name another price list");
    }

    @Test
    void theDatabaseItselfRefusesTwoPricesOnOneDay() {
        var loaded = sheets.load(sheet().yearly("72.00", "11/1/2025", "12/31/9999").stream(), list);

        assertThatThrownBy(() -> jdbc.sql(
                                """
                                insert into price_list_item (id, price_list_id, product_id, unit, term, selling_price,
                                    cost_price, valid)
                                select gen_random_uuid(), price_list_id, product_id, unit, term, 1, 1,
                                    daterange('2026-01-01', '2026-02-01')
                                from price_list_item where price_list_id = :list""")
                        .param("list", loaded.priceList().id())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void loadsTheSameSheetTwiceAtOnceAsOneAfterTheOther() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            var loads = threads.invokeAll(Collections.nCopies(
                    2, () -> sheets.load(demo("price-sheet-us.csv"), list).rows()));

            assertThat(List.of(loads.get(0).get(), loads.get(1).get()))
                    .containsExactlyInAnyOrder(new PriceSheetCounts(82, 0, 0), new PriceSheetCounts(0, 0, 82));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void changesOnePriceFromADayOn() {
        var loaded = sheets.load(sheet().yearly("72.00", "11/1/2025", "12/31/9999").stream(), list);
        var item = onlyItem(loaded);
        var from = today.plusDays(5);

        var changed = lists.changePrice(change(loaded, item, from, "79.00"));

        assertThat(changed.sellingPrice()).isEqualByComparingTo(Money.of("79.00", "USD"));
        assertThat(timeline()).containsExactly("72.00 [2025-11-01, " + from + ")", "79.00 [" + from + ", 9999-12-31)");
        assertThatThrownBy(() -> lists.changePrice(change(loaded, item, from.minusDays(1), "80.00")))
                .isInstanceOf(Stale.class);
        assertThatThrownBy(() -> lists.changePrice(change(loaded, changed, today.minusDays(1), "80.00")))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("A price in the past is never rewritten; change it from " + today + " on");
        assertThat(audit.of(list)).extracting("action").containsExactly("price-sheet-loaded", "price-changed");
    }

    private PriceChange change(LoadedPriceSheet loaded, PriceListItemView item, LocalDate from, String price) {
        return new PriceChange(
                loaded.priceList().id(),
                item.id(),
                from,
                Money.of(price, "USD"),
                Money.of("60", "USD"),
                item.version());
    }

    private PriceListItemView onlyItem(LoadedPriceSheet loaded) {
        return lists.items(new PriceLists.ItemFilter(loaded.priceList().id(), null, null), Paging.first())
                .items()
                .get(0);
    }

    private PriceListItemView price(LoadedPriceSheet loaded, UUID productId, String unit, LocalDate day) {
        return lists.price(new PriceQuestion(loaded.priceList().id(), productId, unit, "P1Y", day))
                .orElseThrow();
    }

    private SheetText sheet() {
        return SheetText.of(product, "US", "USD");
    }

    private FileRefused refusal(InputStream sheet) {
        return catchThrowableOfType(FileRefused.class, () -> sheets.load(sheet, list));
    }

    private long itemCount(LoadedPriceSheet loaded) {
        return lists.items(new PriceLists.ItemFilter(loaded.priceList().id(), null, null), new Paging(0, 1))
                .total();
    }

    /** The yearly prices of the product, by day. */
    private List<String> timeline() {
        var id = lists.find(list).orElseThrow().id();
        return lists.items(new PriceLists.ItemFilter(id, null, null), Paging.first()).items().stream()
                .map(item -> item.sellingPrice().rounded().amount() + " " + item.valid())
                .toList();
    }

    private static String day(LocalDate day) {
        return SHEET_DAY.format(day);
    }

    private static InputStream demo(String file) {
        return PriceSheetsIT.class.getResourceAsStream("/demo/" + file);
    }
}
