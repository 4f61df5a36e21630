package io.tenantry.pricing;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.BusinessCalendar;
import io.tenantry.shared.Money;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The price lists and their items. */
@Service
@Transactional(readOnly = true)
public class PriceLists {

    private static final String LIST = "select id, name, market, currency, is_default from price_list ";

    private final JdbcClient jdbc;
    private final BusinessCalendar calendar;
    private final ApplicationEventPublisher events;

    PriceLists(JdbcClient jdbc, BusinessCalendar calendar, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.events = events;
    }

    /** @throws NotFound if there is none of that id */
    public PriceListView get(UUID id) {
        return jdbc.sql(LIST + "where id = :id")
                .param("id", id)
                .query(PriceListView.class)
                .optional()
                .orElseThrow(() -> new NotFound("Price list", id));
    }

    /** The default price list of a currency, if there is one. */
    public Optional<PriceListView> defaultOf(String currency) {
        return jdbc.sql(LIST + "where currency = :currency and is_default")
                .param("currency", currency)
                .query(PriceListView.class)
                .optional();
    }

    /** All price lists by name. */
    public List<PriceListView> all() {
        return jdbc.sql(LIST + "order by name").query(PriceListView.class).list();
    }

    public Optional<PriceListView> find(String name) {
        return jdbc.sql(LIST + "where name = :name")
                .param("name", name)
                .query(PriceListView.class)
                .optional();
    }

    /** The item that prices a product in exactly this unit and term on a day. */
    public Optional<PriceListItemView> price(PriceQuestion question) {
        return jdbc.sql(
                        PriceListItemRow.SELECT
                                + """
                        where item.price_list_id = :priceList and item.product_id = :product and item.unit = :unit
                          and item.term = :term and item.valid @> :day""")
                .param("priceList", question.priceListId())
                .param("product", question.productId())
                .param("unit", question.unit())
                .param("term", question.term())
                .param("day", question.day())
                .query(new PriceListItemRow())
                .optional();
    }

    /** A product on a price list for a term, in whichever unit and on whichever day. */
    public record Offer(UUID priceListId, UUID productId, String term) {}

    /** All items of many offers, whenever they are valid: one statement. An offer without items is left out. */
    public Map<Offer, List<PriceListItemView>> items(Collection<Offer> offers) {
        if (offers.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(
                        PriceListItemRow.SELECT
                                + """
                        where (item.price_list_id, item.product_id, item.term) in
                              (select * from unnest(:lists, :products, :terms))""")
                .param("lists", offers.stream().map(Offer::priceListId).toArray(UUID[]::new))
                .param("products", offers.stream().map(Offer::productId).toArray(UUID[]::new))
                .param("terms", offers.stream().map(Offer::term).toArray(String[]::new))
                .query(new PriceListItemRow())
                .stream()
                .collect(Collectors.groupingBy(item -> new Offer(item.priceListId(), item.productId(), item.term())));
    }

    /** Which price is asked for. */
    public record PriceQuestion(UUID priceListId, UUID productId, String unit, String term, LocalDate day) {}

    /**
     * Which items of a list are asked for.
     *
     * @param productId all products if null
     * @param day all days if null
     */
    public record ItemFilter(UUID priceListId, @Nullable UUID productId, @Nullable LocalDate day) {}

    /** The items of a price list by product, unit, term and first day. */
    public Page<PriceListItemView> items(ItemFilter filter, Paging paging) {
        get(filter.priceListId());
        var where =
                """
                where item.price_list_id = :priceList
                  and (cast(:product as uuid) is null or item.product_id = :product)
                  and (cast(:day as date) is null or item.valid @> cast(:day as date))
                """;
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("priceList", filter.priceListId());
        parameters.put("product", filter.productId());
        parameters.put("day", filter.day());
        var items = jdbc.sql(
                        PriceListItemRow.SELECT
                                + where
                                + """
                        order by item.product_id, item.unit, item.term, item.valid
                        limit :size offset :offset""")
                .params(parameters)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(new PriceListItemRow())
                .list();
        var total = jdbc.sql("select count(*) from price_list_item item " + where)
                .params(parameters)
                .query(Long.class)
                .single();
        return Page.of(items, paging, total);
    }

    /** @throws NotFound if the item is not, or not of that price list */
    public PriceListItemView item(UUID priceListId, UUID itemId) {
        return jdbc.sql(PriceListItemRow.SELECT + "where item.id = :id and item.price_list_id = :priceList")
                .param("id", itemId)
                .param("priceList", priceListId)
                .query(new PriceListItemRow())
                .optional()
                .orElseThrow(() -> new NotFound("Price list item", itemId));
    }

    /**
     * A new price of an item.
     *
     * @param from its first day; today at the earliest, since a past price is never rewritten
     * @param version of the item, as the caller saw it
     */
    public record PriceChange(
            UUID priceListId, UUID itemId, LocalDate from, Money sellingPrice, Money costPrice, long version) {}

    /**
     * Ends the item the day before the new price starts, and starts the new one to the same end.
     *
     * <p>72.00 from 2025-11-01 on, changed to 79.00 from 2026-03-01, is 72.00 in [2025-11-01, 2026-03-01) and 79.00 in
     * [2026-03-01, 9999-12-31).
     *
     * @return the item with the new price
     * @throws Stale if the item is not of this version any more
     */
    @Transactional
    public PriceListItemView changePrice(PriceChange change) {
        lock(change.priceListId());
        var item = item(change.priceListId(), change.itemId());
        Stale.check("Price list item " + item.id(), change.version(), item.version());
        check(change, item);
        var changed = change.from().equals(item.valid().from()) ? reprice(change) : succeed(change, item);
        events.publishEvent(AuditFact.of(
                get(change.priceListId()).name(),
                "price-changed",
                Map.of(
                        "item", item.id().toString(),
                        "product", item.productId().toString(),
                        "unit", item.unit(),
                        "term", item.term(),
                        "from", change.from().toString(),
                        "sellingPriceFrom", item.sellingPrice().toString(),
                        "sellingPriceTo", change.sellingPrice().toString(),
                        "costPriceFrom", item.costPrice().toString(),
                        "costPriceTo", change.costPrice().toString())));
        return changed;
    }

    /** Prices of one list change one after the other, so that a price sheet and a person do not cross. */
    private void lock(UUID priceListId) {
        jdbc.sql("select id from price_list where id = :id for update")
                .param("id", priceListId)
                .query(UUID.class)
                .optional();
    }

    private void check(PriceChange change, PriceListItemView item) {
        var today = calendar.today();
        if (change.from().isBefore(today)) {
            throw new Refused(
                    "past-price",
                    "A price in the past is never rewritten; change it from " + today + " on instead of "
                            + change.from());
        }
        if (!item.valid().contains(change.from())) {
            throw new Refused(
                    "invalid-price-date",
                    change.from() + " lies outside of " + item.valid() + ", in which the price of " + words(item)
                            + " is valid; change the item that covers the day");
        }
        var currency = item.sellingPrice().currency();
        if (!change.sellingPrice().currency().equals(currency)
                || !change.costPrice().currency().equals(currency)) {
            throw new Refused(
                    "wrong-currency",
                    "The price of " + words(item) + " is in " + currency + "; give both prices in it");
        }
        requirePrice("Selling price", change.sellingPrice(), item);
        requirePrice("Cost price", change.costPrice(), item);
    }

    private void requirePrice(String which, Money price, PriceListItemView item) {
        var fault = Price.fault(price.amount());
        if (fault != null) {
            throw new Refused("invalid-price", which + " of " + words(item) + ": " + fault);
        }
    }

    private String words(PriceListItemView item) {
        var partNumber = jdbc.sql("select provider_part_number from product where id = :id")
                .param("id", item.productId())
                .query(String.class)
                .single();
        return partNumber + " (" + item.unit() + ", " + item.term() + ") on price list '"
                + get(item.priceListId()).name() + "'";
    }

    private PriceListItemView reprice(PriceChange change) {
        jdbc.sql(
                        """
                        update price_list_item
                        set selling_price = :selling, cost_price = :cost, version = version + 1
                        where id = :id""")
                .param("selling", change.sellingPrice().amount())
                .param("cost", change.costPrice().amount())
                .param("id", change.itemId())
                .update();
        return item(change.priceListId(), change.itemId());
    }

    private PriceListItemView succeed(PriceChange change, PriceListItemView item) {
        jdbc.sql(
                        """
                        update price_list_item set valid = daterange(lower(valid), :from), version = version + 1
                        where id = :id""")
                .param("from", change.from())
                .param("id", item.id())
                .update();
        var id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into price_list_item (id, price_list_id, product_id, unit, term, selling_price,
                            cost_price, valid)
                        values (:id, :priceList, :product, :unit, :term, :selling, :cost,
                            daterange(:from, :to))""")
                .param("id", id)
                .param("priceList", item.priceListId())
                .param("product", item.productId())
                .param("unit", item.unit())
                .param("term", item.term())
                .param("selling", change.sellingPrice().amount())
                .param("cost", change.costPrice().amount())
                .param("from", change.from())
                .param("to", item.valid().to())
                .update();
        return item(item.priceListId(), id);
    }
}
