package io.tenantry.charge;

import io.tenantry.catalog.Products;
import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.BillingContracts;
import io.tenantry.contract.DueContracts;
import io.tenantry.contract.InvoicedTime;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.FieldRefused;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Period;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import io.tenantry.subscription.Subscriptions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The discounts of contracts. A discount holds for whole cycles, those that begin in its span, so that a credit within a
 * cycle is discounted as its charge was. It never reaches back into a cycle that is invoiced, and is never rewritten.
 */
@Service
@Transactional(readOnly = true)
public class Discounts {

    static final String SELECT =
            """
            select d.id, d.billing_contract_id, c.number as contract_number, d.product_id, p.provider_part_number,
                   d.subscription_id, s.number as subscription_number, d.name, d.percent, lower(d.valid) as valid_from,
                   upper(d.valid) as valid_to, d.version
            from discount d
            join billing_contract c on c.id = d.billing_contract_id
            left join product p on p.id = d.product_id
            left join subscription s on s.id = d.subscription_id
            """;

    /** What alone is discounted; neither is the whole contract. */
    private record Limit(@Nullable UUID product, @Nullable UUID subscription) {}

    private final JdbcClient jdbc;
    private final BillingContracts contracts;
    private final DueContracts due;
    private final InvoicedTime invoiced;
    private final Subscriptions subscriptions;
    private final Products products;
    private final CurrentActor actor;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Discounts(
            JdbcClient jdbc,
            BillingContracts contracts,
            DueContracts due,
            InvoicedTime invoiced,
            Subscriptions subscriptions,
            Products products,
            CurrentActor actor,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.contracts = contracts;
        this.due = due;
        this.invoiced = invoiced;
        this.subscriptions = subscriptions;
        this.products = products;
        this.actor = actor;
        this.clock = clock;
        this.events = events;
    }

    /** A contract's discounts, the newest first. */
    public List<DiscountView> of(String contractNumber) {
        return jdbc.sql(SELECT + "where d.billing_contract_id = :contract order by d.created_at desc, d.id")
                .param("contract", contracts.get(contractNumber).id())
                .query(Discounts::view)
                .list();
    }

    /** @throws Conflict if another of the same contract, product or subscription holds on one of its days */
    @Transactional
    public DiscountView grant(String contractNumber, NewDiscount discount) {
        var contract = locked(contractNumber);
        if (discount.from().isBefore(contract.startDate())) {
            throw new FieldRefused(
                    "invalid-discount",
                    "from",
                    "Billing contract " + contractNumber + " starts on " + contract.startDate()
                            + "; no discount begins before that, on " + discount.from());
        }
        refuseInvoicedCycles(contract, discount.from(), discount.to());
        var id = UUID.randomUUID();
        var limit = new Limit(product(discount), subscription(contract, discount.subscriptionNumber()));
        try {
            insert(id, contract, discount, limit);
        } catch (DataIntegrityViolationException overlapping) {
            throw new Conflict(
                    "discount-overlaps",
                    "Billing contract " + contractNumber + " has a discount of the same kind on days from "
                            + discount.from() + " on already; end that one first");
        }
        tell(contractNumber, "discount-granted", Map.of("discount", discount.toString()));
        return get(contract, id);
    }

    /**
     * Ends a discount; one that has not begun is withdrawn.
     *
     * @param on the first day on which no cycle is discounted any more
     */
    @Transactional
    public DiscountView end(String contractNumber, UUID id, LocalDate on, long version) {
        var contract = locked(contractNumber);
        var before = get(contract, id);
        Stale.check("Discount " + id, version, before.version());
        var valid = before.valid();
        if (valid == null || !on.isBefore(valid.to())) {
            throw new Refused("invalid-discount", "Discount " + id + " has ended before " + on + " already");
        }
        refuseInvoicedCycles(contract, on.isAfter(valid.from()) ? on : valid.from(), valid.to());
        jdbc.sql(
                        """
                        update discount
                        set valid = valid * daterange(null, cast(:on as date)), version = version + 1
                        where id = :id""")
                .param("on", on)
                .param("id", id)
                .update();
        tell(contractNumber, "discount-ended", Map.of("discount", before.toString(), "on", on.toString()));
        return get(contract, id);
    }

    /** So that no run invoices a cycle while somebody decides on its discount. */
    private BillingContractView locked(String contractNumber) {
        var id = contracts.get(contractNumber).id();
        return Objects.requireNonNull(due.lock(List.of(id)).get(id));
    }

    private void refuseInvoicedCycles(BillingContractView contract, LocalDate from, @Nullable LocalDate to) {
        var span = Period.of(from, to == null ? NewDiscount.OPEN_END : to);
        invoiced.invoicedWithin(contract.id(), span).ifPresent(open -> {
            throw new FieldRefused(
                    "discount-of-invoiced-cycle",
                    "from",
                    "The cycles of billing contract " + contract.number() + " before " + open
                            + " are invoiced; a discount begins and ends on that day at the earliest, not on " + from);
        });
    }

    private void insert(UUID id, BillingContractView contract, NewDiscount discount, Limit limit) {
        jdbc.sql(
                        """
                        insert into discount (id, billing_contract_id, product_id, subscription_id, name, percent,
                                              valid, actor, created_at)
                        values (:id, :contract, :product, :subscription, :name, :percent, daterange(:from, :to),
                                :actor, :now)""")
                .param("id", id)
                .param("contract", contract.id())
                .param("product", limit.product())
                .param("subscription", limit.subscription())
                .param("name", discount.name())
                .param("percent", discount.percent())
                .param("from", discount.from())
                .param("to", discount.to() == null ? NewDiscount.OPEN_END : discount.to())
                .param("actor", actor.name())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private @Nullable UUID product(NewDiscount discount) {
        var provider = discount.provider();
        var partNumber = discount.productPartNumber();
        return partNumber == null
                ? null
                : products.get(provider == null ? "partner-center" : provider, partNumber)
                        .id();
    }

    private @Nullable UUID subscription(BillingContractView contract, @Nullable String number) {
        if (number == null) {
            return null;
        }
        var subscription = subscriptions.get(number);
        if (!contract.number().equals(subscription.contractNumber())) {
            throw new Refused(
                    "invalid-discount",
                    "Subscription " + number + " is not billed by " + contract.number() + " but by "
                            + subscription.contractNumber() + "; name one of this contract's");
        }
        return subscription.id();
    }

    private DiscountView get(BillingContractView contract, UUID id) {
        return jdbc.sql(SELECT + "where d.id = :id and d.billing_contract_id = :contract")
                .param("id", id)
                .param("contract", contract.id())
                .query(Discounts::view)
                .optional()
                .orElseThrow(() -> new NotFound("Discount of " + contract.number(), id));
    }

    private void tell(String contractNumber, String action, Map<String, Object> details) {
        events.publishEvent(AuditFact.of(contractNumber, action, details));
    }

    static DiscountView view(ResultSet row, int number) throws SQLException {
        var from = row.getObject("valid_from", LocalDate.class);
        return new DiscountView(
                row.getObject("id", UUID.class),
                row.getString("contract_number"),
                row.getObject("product_id", UUID.class),
                row.getString("provider_part_number"),
                row.getObject("subscription_id", UUID.class),
                row.getString("subscription_number"),
                row.getString("name"),
                row.getBigDecimal("percent"),
                from == null ? null : Period.of(from, row.getObject("valid_to", LocalDate.class)),
                row.getLong("version"));
    }
}
