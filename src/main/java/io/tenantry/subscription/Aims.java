package io.tenantry.subscription;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * From which quantity to which a change takes its subscription at the provider. Changes go there in the order of the
 * ledger, so it is the ledger's sum before and after the change. What happened at the provider itself, or was corrected
 * for it, is there already, even if it came into the ledger behind a change that has not got there yet: it is part of both.
 *
 * <p>25 seats, and one more is ordered: 25 to 26. Meanwhile somebody buys 15 there; taken over behind our change, which
 * had been refused, they make it 40 to 41. Who bought 15 and who ordered one more both have what they want.
 */
@Component
class Aims {

    private final Ledger ledger;
    private final JdbcClient jdbc;

    Aims(Ledger ledger, JdbcClient jdbc) {
        this.ledger = ledger;
        this.jdbc = jdbc;
    }

    /** The provider may know a request id together with its total, so both stay together once they were told. */
    Aim of(LicenseChange change) {
        return told(change).orElseGet(() -> reckoned(change));
    }

    private Optional<Aim> told(LicenseChange change) {
        return jdbc.sql(
                        """
                        select told_from, told_target from license_change
                        where id = :id and told_request_id = :request and told_target is not null""")
                .param("id", change.id())
                .param("request", change.providerRequestId())
                .query((row, number) -> new Aim(row.getInt("told_from"), row.getInt("told_target")))
                .optional();
    }

    private Aim reckoned(LicenseChange change) {
        var from = change.quantityAfter() - change.quantityDelta() + thereAlready(change);
        var fixed = change.is(SubscriptionEvent.CREATE) || change.is(SubscriptionEvent.DEACTIVATE);
        return new Aim(from, fixed ? change.quantityAfter() : from + change.quantityDelta());
    }

    /** What comes later in the ledger and is at the provider all the same. */
    private int thereAlready(LicenseChange change) {
        var all = ledger.of(change.subscription());
        return all.stream()
                .filter(later -> later.sequence() > change.sequence() && later.quantityDelta() != 0)
                .filter(later -> !later.isOurs() && !later.isOpen() && isNotOfLater(all, later, change))
                .mapToInt(LicenseChange::quantityDelta)
                .sum();
    }

    /** What only takes a later change of ours back brings the quantity to where it was without that. */
    private static boolean isNotOfLater(List<LicenseChange> all, LicenseChange undoing, LicenseChange change) {
        UUID undone = undoing.undoesId();
        return undone == null
                || all.stream()
                        .filter(each -> each.id().equals(undone))
                        .allMatch(each -> each.sequence() < change.sequence() || !each.isOurs());
    }

    /** Whether a change of quantity that was refused takes a later one into account when it is told again. */
    static boolean movesWith(LicenseChange refused, LicenseChange later) {
        return refused.provisioningStatus() == ProvisioningStatus.FAILED_PROVISIONING
                && refused.is(SubscriptionEvent.UPDATE)
                && refused.instruction() == null
                && later.source() == ChangeSource.PROVIDER
                && later.is(SubscriptionEvent.UPDATE)
                && later.instruction() == null
                && Objects.equals(refused.productId(), later.productId());
    }
}
