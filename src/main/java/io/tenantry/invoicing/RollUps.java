package io.tenantry.invoicing;

import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets add-ons print within their parents' lines, where the subscription says so: both are for the same days and taxed
 * alike. No amount changes. Ten E5 at 30.00 and three Phone System at 8.00 are one printed line of 324.00.
 */
@Component
class RollUps {

    private final JdbcClient jdbc;

    RollUps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of drafts whose lines are written. Where the parent has no such line, the add-on keeps its own. */
    void mark(Collection<UUID> draftIds) {
        if (draftIds.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        update invoice_line child
                        set rolled_into = (
                            select min(parent.position) from invoice_line parent
                            where parent.invoice_id = child.invoice_id
                              and parent.subscription_id = subscription.parent_id
                              and parent.service_period = child.service_period and parent.kind = child.kind
                              and parent.tax_rate = child.tax_rate
                              and parent.tax_category is not distinct from child.tax_category)
                        from subscription
                        where child.invoice_id = any(:drafts) and subscription.id = child.subscription_id
                          and subscription.bill_at = 'PARENT' and child.kind in ('FULL_CYCLE', 'MID_CYCLE')""")
                .param("drafts", draftIds.toArray(UUID[]::new))
                .update();
    }
}
