package io.tenantry.charge;

import io.tenantry.shared.Together;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Items and discounts as billing wants them: many contracts in a constant number of statements. */
@Component
public class ChargesForBilling {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    ChargesForBilling(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** An item on an invoice. */
    public record Billed(UUID itemId, UUID invoiceId, int position) {}

    /** Locks the open items of contracts, so that nobody changes what is being billed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lockItems(Collection<UUID> contractIds) {
        jdbc.sql(
                        """
                        select i.id from non_recurring_item i
                        where i.billing_contract_id = any(:contracts) and i.cancelled_reason is null
                          and not exists (select from non_recurring_item_allocation a where a.item_id = i.id and a.live)
                        order by i.id
                        for update""")
                .param("contracts", contractIds.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    /** The open items of each contract that has any, by number. */
    public Map<UUID, List<NonRecurringItemView>> items(Collection<UUID> contractIds, Together together) {
        var byContract = new HashMap<UUID, List<NonRecurringItemView>>();
        together.add(
                ItemRow.SELECT
                        + """
                        where i.billing_contract_id = any(?) and i.cancelled_reason is null
                          and a.item_id is null
                        order by i.number""",
                contractIds,
                row -> {
                    var item = new ItemRow().mapRow(row, 0);
                    byContract
                            .computeIfAbsent(item.contractId(), contract -> new ArrayList<>())
                            .add(item);
                });
        return byContract;
    }

    /** The discounts of each contract that has any. */
    public Map<UUID, List<DiscountView>> discounts(Collection<UUID> contractIds, Together together) {
        var byContract = new HashMap<UUID, List<DiscountView>>();
        together.add(
                Discounts.SELECT
                        + """
                        where d.billing_contract_id = any(?) and not isempty(d.valid)
                        order by d.created_at, d.id""",
                contractIds,
                row -> byContract
                        .computeIfAbsent(
                                row.getObject("billing_contract_id", UUID.class), contract -> new ArrayList<>())
                        .add(Discounts.view(row, 0)));
        return byContract;
    }

    /** The item that a line bills, or billed until it was taken back. */
    public Optional<NonRecurringItemView> itemOf(UUID invoiceId, int position) {
        return jdbc.sql(
                        ItemRow.SELECT
                                + """
                        where i.id = (select b.item_id from non_recurring_item_allocation b
                                      where b.invoice_id = :invoice and b.position = :position)""")
                .param("invoice", invoiceId)
                .param("position", position)
                .query(new ItemRow())
                .optional();
    }

    /** A discount, also one that was ended or withdrawn. */
    public Optional<DiscountView> discount(UUID id) {
        return jdbc.sql(Discounts.SELECT + "where d.id = :id")
                .param("id", id)
                .query(Discounts::view)
                .optional();
    }

    /** @throws org.springframework.dao.DataIntegrityViolationException if one stands on another live invoice */
    @Transactional(propagation = Propagation.MANDATORY)
    public void bill(List<Billed> items) {
        if (items.isEmpty()) {
            return;
        }
        batches.batchUpdate(
                "insert into non_recurring_item_allocation (item_id, invoice_id, position) values (?, ?, ?)",
                items.stream()
                        .map(item -> new Object[] {item.itemId(), item.invoiceId(), item.position()})
                        .toList());
    }

    /** What some lines of an invoice held is owed again: a credit note takes them back. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void free(UUID invoiceId, Collection<Integer> positions) {
        jdbc.sql(
                        """
                        update non_recurring_item_allocation set live = false
                        where invoice_id = :invoice and position = any(:positions) and live""")
                .param("invoice", invoiceId)
                .param("positions", positions.toArray(Integer[]::new))
                .update();
    }

    /** What an invoice held is owed again: it was voided, or a credit note takes it back. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void free(UUID invoiceId) {
        jdbc.sql("update non_recurring_item_allocation set live = false where invoice_id = :invoice and live")
                .param("invoice", invoiceId)
                .update();
    }
}
