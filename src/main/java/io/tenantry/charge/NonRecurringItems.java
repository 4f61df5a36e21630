package io.tenantry.charge;

import io.tenantry.catalog.ProductView;
import io.tenantry.catalog.Products;
import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.BillingContracts;
import io.tenantry.contract.DueContracts;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.BusinessNumbers;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.FieldRefused;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The non-recurring items: what a contract is charged once. What stands on an invoice cannot be changed any more. */
@Service
@Transactional(readOnly = true)
public class NonRecurringItems {

    private final JdbcClient jdbc;
    private final BillingContracts contracts;
    private final DueContracts due;
    private final Products products;
    private final BusinessNumbers numbers;
    private final CurrentActor actor;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    NonRecurringItems(
            JdbcClient jdbc,
            BillingContracts contracts,
            DueContracts due,
            Products products,
            BusinessNumbers numbers,
            CurrentActor actor,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.contracts = contracts;
        this.due = due;
        this.products = products;
        this.numbers = numbers;
        this.actor = actor;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Which items are asked for; null is all.
     *
     * @param status OPEN, BILLED or CANCELLED
     */
    public record Filter(@Nullable String contractNumber, @Nullable String status) {}

    public Page<NonRecurringItemView> list(Filter filter, Paging paging) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("contract", filter.contractNumber());
        parameters.put("status", filter.status());
        var where =
                """
                where (cast(:contract as text) is null or contract_number = :contract)
                  and (cast(:status as text) is null or status = :status)
                """;
        var from = "from (" + ItemRow.SELECT + ") as listed " + where;
        var found = jdbc.sql("select * " + from + "order by number limit :size offset :offset")
                .params(parameters)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(new ItemRow())
                .list();
        var total = jdbc.sql("select count(*) " + from)
                .params(parameters)
                .query(Long.class)
                .single();
        return Page.of(found, paging, total);
    }

    /** @throws NotFound if there is none of that number */
    public NonRecurringItemView get(String number) {
        return jdbc.sql(ItemRow.SELECT + "where i.number = :number")
                .param("number", number)
                .query(new ItemRow())
                .optional()
                .orElseThrow(() -> new NotFound("Non-recurring item", number));
    }

    /** @throws Refused if the item does not fit its contract */
    @Transactional
    public NonRecurringItemView add(String contractNumber, NewNonRecurringItem item) {
        var contract = contracts.get(contractNumber);
        due.closeAgain(contract.id());
        check(contract, item);
        var number = numbers.next("NRI", "non_recurring_item_number");
        jdbc.sql(
                        """
                        insert into non_recurring_item (id, number, billing_contract_id, product_id, name, description,
                                                        quantity, currency, unit_price, discount_percent, taxable,
                                                        invoice_on, expires_on, actor, created_at)
                        values (:id, :number, :contract, :product, :name, :description, :quantity, :currency, :price,
                                :discount, :taxable, :invoiceOn, :expiresOn, :actor, :now)""")
                .params(columns(item))
                .param("id", UUID.randomUUID())
                .param("number", number)
                .param("contract", contract.id())
                .param("currency", contract.currency())
                .param("actor", actor.name())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        tell(number, "item-added", "", Map.of("contract", contractNumber, "item", item.toString()));
        return get(number);
    }

    /** @throws Stale if it is not of this version any more */
    @Transactional
    public NonRecurringItemView change(String number, NewNonRecurringItem item, long version) {
        due.closeAgain(get(number).contractId());
        var before = requireOpen(number, version);
        check(contracts.get(before.contractNumber()), item);
        jdbc.sql(
                        """
                        update non_recurring_item
                        set product_id = :product, name = :name, description = :description, quantity = :quantity,
                            unit_price = :price, discount_percent = :discount, taxable = :taxable,
                            invoice_on = :invoiceOn, expires_on = :expiresOn, version = version + 1
                        where number = :number""")
                .params(columns(item))
                .param("number", number)
                .update();
        tell(number, "item-changed", "", Map.of("from", before.toString(), "to", item.toString()));
        return get(number);
    }

    /** It is not charged at all. */
    @Transactional
    public NonRecurringItemView cancel(String number, String reason, long version) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing", "Say why item " + number + " is cancelled");
        }
        requireOpen(number, version);
        jdbc.sql(
                        """
                        update non_recurring_item set cancelled_reason = :reason, version = version + 1
                        where number = :number""")
                .param("reason", reason.strip())
                .param("number", number)
                .update();
        tell(number, "item-cancelled", reason.strip(), Map.of());
        return get(number);
    }

    /** Locked, so that no run bills meanwhile what is being changed. */
    private NonRecurringItemView requireOpen(String number, long version) {
        jdbc.sql("select id from non_recurring_item where number = :number for update")
                .param("number", number)
                .query(UUID.class)
                .optional();
        var item = get(number);
        Stale.check("Non-recurring item " + number, version, item.version());
        if (!item.status().equals("OPEN")) {
            throw new Refused(
                    "item-not-open",
                    item.invoiceReference() == null
                            ? "Item " + number + " is cancelled; add another one"
                            : "Item " + number + " stands on invoice " + item.invoiceReference()
                                    + "; void or credit that first");
        }
        return item;
    }

    private static void check(BillingContractView contract, NewNonRecurringItem item) {
        if (!contract.status().equals("ACTIVE")) {
            throw new Refused(
                    "contract-inactive",
                    "Billing contract " + contract.number() + " is inactive and bills no more; choose another one");
        }
        if (!item.unitPrice().currency().getCurrencyCode().equals(contract.currency())) {
            throw new FieldRefused(
                    "wrong-currency",
                    "currency",
                    "Billing contract " + contract.number() + " bills in " + contract.currency()
                            + "; give the price in it, not in "
                            + item.unitPrice().currency());
        }
        var end = contract.endDate();
        if (item.invoiceOn().isBefore(contract.startDate())
                || end != null && !item.invoiceOn().isBefore(end)) {
            throw new FieldRefused(
                    "invalid-item",
                    "invoiceOn",
                    "Invoice-on date " + item.invoiceOn() + " lies outside of billing contract " + contract.number()
                            + ", which runs from " + contract.startDate()
                            + (end == null ? " on" : " to " + end.minusDays(1)));
        }
    }

    private Map<String, @Nullable Object> columns(NewNonRecurringItem item) {
        var columns = new HashMap<String, @Nullable Object>();
        columns.put("product", product(item).map(ProductView::id).orElse(null));
        columns.put("name", item.name());
        columns.put("description", item.description());
        columns.put("quantity", item.quantity());
        columns.put("price", item.unitPrice().amount());
        columns.put("discount", item.discountPercent());
        columns.put("taxable", item.taxable());
        columns.put("invoiceOn", item.invoiceOn());
        columns.put("expiresOn", item.expiresOn());
        return columns;
    }

    private Optional<ProductView> product(NewNonRecurringItem item) {
        var provider = item.provider();
        var partNumber = item.productPartNumber();
        if (partNumber == null) {
            return Optional.empty();
        }
        return Optional.of(products.get(provider == null ? "partner-center" : provider, partNumber));
    }

    private void tell(String number, String action, String reason, Map<String, Object> details) {
        events.publishEvent(new AuditFact(number, action, reason, details));
    }
}
