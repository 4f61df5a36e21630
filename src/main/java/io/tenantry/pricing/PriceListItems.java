package io.tenantry.pricing;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds what a price list lacks: a product in a unit and for a term that no price sheet brought. */
@Service
public class PriceListItems {

    private static final LocalDate FOR_GOOD = LocalDate.of(9999, 12, 31);

    private final PriceLists lists;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    PriceListItems(PriceLists lists, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.lists = lists;
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * Adds an item that holds until the next price of the same product, unit and term begins, or for good. A day in the
     * past is allowed as long as nothing is priced there: what was sold without a price had none to be rewritten.
     *
     * @throws Refused if a price holds on that day already, or the prices do not fit the list
     */
    @Transactional
    public PriceListItemView add(NewPriceListItem wanted) {
        var list = jdbc.sql("select currency from price_list where id = :id for update")
                .param("id", wanted.priceListId())
                .query(String.class)
                .single();
        check(wanted, list);
        var id = UUID.randomUUID();
        var added = jdbc.sql(
                        """
                        insert into price_list_item (id, price_list_id, product_id, unit, term, selling_price, cost_price,
                            valid)
                        select :id, :list, :product, :unit, :term, :selling, :cost,
                               daterange(:from, (select coalesce(min(lower(later.valid)), :forGood)
                                                 from price_list_item later
                                                 where later.price_list_id = :list and later.product_id = :product
                                                   and later.unit = :unit and later.term = :term
                                                   and lower(later.valid) > :from))
                        where not exists (
                            select 1 from price_list_item present
                            where present.price_list_id = :list and present.product_id = :product
                              and present.unit = :unit and present.term = :term
                              and present.valid @> cast(:from as date))
                        """)
                .param("id", id)
                .param("list", wanted.priceListId())
                .param("product", wanted.productId())
                .param("unit", wanted.unit())
                .param("term", wanted.term())
                .param("selling", wanted.sellingPrice().amount())
                .param("cost", wanted.costPrice().amount())
                .param("from", wanted.from())
                .param("forGood", FOR_GOOD)
                .update();
        if (added == 0) {
            throw new Conflict(
                    "price-exists",
                    "Price list '" + lists.get(wanted.priceListId()).name() + "' has a price for that product, unit "
                            + wanted.unit() + " and term " + wanted.term() + " on " + wanted.from()
                            + " already; change it instead");
        }
        var item = lists.item(wanted.priceListId(), id);
        tell(item);
        return item;
    }

    private static void check(NewPriceListItem wanted, String currency) {
        for (var price : new Money[] {wanted.sellingPrice(), wanted.costPrice()}) {
            if (!price.currency().getCurrencyCode().equals(currency)) {
                throw new Refused("wrong-currency", "The price list is in " + currency + "; give both prices in it");
            }
            var fault = Price.fault(price.amount());
            if (fault != null) {
                throw new Refused("invalid-price", "Price " + price + ": " + fault);
            }
        }
    }

    private void tell(PriceListItemView item) {
        events.publishEvent(AuditFact.of(
                lists.get(item.priceListId()).name(),
                "price-added",
                Map.of(
                        "item", item.id().toString(),
                        "product", item.productId().toString(),
                        "unit", item.unit(),
                        "term", item.term(),
                        "valid", item.valid().toString(),
                        "sellingPrice", item.sellingPrice().toString(),
                        "costPrice", item.costPrice().toString())));
    }
}
