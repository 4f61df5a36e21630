package io.tenantry.pricing;

import io.tenantry.catalog.Products;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.BusinessCalendar;
import io.tenantry.shared.Refused;
import io.tenantry.shared.csv.RowErrors;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Loads the provider's price sheets: products into the catalog, prices into a price list. */
@Service
public class PriceSheets {

    /** Whose part numbers a price sheet speaks of. */
    public static final String PROVIDER = "partner-center";

    private final JdbcClient jdbc;
    private final PriceLists priceLists;
    private final Products products;
    private final BusinessCalendar calendar;
    private final ApplicationEventPublisher events;

    PriceSheets(
            JdbcClient jdbc,
            PriceLists priceLists,
            Products products,
            BusinessCalendar calendar,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.priceLists = priceLists;
        this.products = products;
        this.calendar = calendar;
        this.events = events;
    }

    /**
     * Takes over a whole price sheet, or nothing of it. Loading it again changes nothing.
     *
     * @param name of the price list; {@code USD US} after the sheet's currency and market if null
     * @throws io.tenantry.shared.csv.FileRefused with each error's line and column
     */
    @Transactional
    public LoadedPriceSheet load(InputStream sheet, @Nullable String name) {
        var errors = new RowErrors();
        var format = new PriceSheetFormat();
        var staged = StagedPrices.empty(jdbc);
        PriceSheetFormat.FILE.read(sheet, errors, row -> format.read(row).ifPresent(staged::add));
        staged.complete();
        staged.refuseOverlaps(errors);
        errors.refuseIfAny(PriceSheetFormat.FILE.kind());
        var list = listFor(format, name);
        var newProducts = recordProducts(staged);
        var timeline = new PriceTimeline(jdbc, list.id(), calendar.today());
        timeline.compare(PROVIDER);
        timeline.refuseChangesOfThePast(errors);
        errors.refuseIfAny(PriceSheetFormat.FILE.kind());
        var counts = timeline.apply();
        events.publishEvent(AuditFact.of(
                list.name(),
                "price-sheet-loaded",
                Map.of(
                        "added", counts.added(),
                        "changed", counts.changed(),
                        "unchanged", counts.unchanged(),
                        "newProducts", newProducts)));
        return new LoadedPriceSheet(list, counts, newProducts);
    }

    /** The list of that name, made if it is new. It stays locked, so that two sheets load one after the other. */
    private PriceListView listFor(PriceSheetFormat sheet, @Nullable String name) {
        var wanted = name == null || name.isBlank() ? sheet.currency() + " " + sheet.market() : name.strip();
        jdbc.sql(
                        """
                        insert into price_list (id, name, market, currency, is_default)
                        select :id, :name, :market, :currency,
                            not exists (select from price_list where currency = :currency and is_default)
                        on conflict (name) do nothing""")
                .param("id", UUID.randomUUID())
                .param("name", wanted)
                .param("market", sheet.market())
                .param("currency", sheet.currency())
                .update();
        jdbc.sql("select id from price_list where name = :name for update")
                .param("name", wanted)
                .query(UUID.class)
                .single();
        var list = priceLists.find(wanted).orElseThrow();
        if (!list.currency().equals(sheet.currency()) || !list.market().equals(sheet.market())) {
            throw new Refused(
                    "wrong-price-list",
                    "Price list '" + list.name() + "' is in " + list.currency() + " for " + list.market()
                            + ", the price sheet in " + sheet.currency() + " for " + sheet.market()
                            + "; name another price list");
        }
        return list;
    }

    private int recordProducts(StagedPrices staged) {
        var added = 0;
        var batch = staged.productsAfter("");
        while (!batch.isEmpty()) {
            added += products.record(PROVIDER, batch);
            batch = staged.productsAfter(batch.get(batch.size() - 1).partNumber());
        }
        return added;
    }
}
