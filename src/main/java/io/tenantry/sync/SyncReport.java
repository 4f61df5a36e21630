package io.tenantry.sync;

import io.tenantry.notification.OperationsNotices;
import io.tenantry.shared.Paging;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Tells operations how a sync went. Syncs of hints and of one tenant that found nothing amiss are told on their page only. */
@Component
class SyncReport {

    private static final Paging NAMED = new Paging(0, 20);

    private final SyncReader reader;
    private final OperationsNotices notices;

    SyncReport(SyncReader reader, OperationsNotices notices) {
        this.reader = reader;
        this.notices = notices;
    }

    /** Once, whoever repeats it. */
    void send(ProviderSyncView sync) {
        if (isWorthAMail(sync)) {
            notices.send(
                    "provider-sync:" + sync.number(), subject(sync), text(sync), "/provider-syncs/" + sync.number());
        }
    }

    private static boolean isWorthAMail(ProviderSyncView sync) {
        var found = sync.numbers();
        var whole = sync.scope().equals("PROVIDER") || sync.scope().equals("ROTATION");
        return whole
                || found.adopted() + found.changed() + found.ended() + found.revived() > 0
                || found.findings() + found.rejected() + found.failed() > 0;
    }

    private static String subject(ProviderSyncView sync) {
        var found = sync.numbers();
        var trouble = found.rejected() + found.failed();
        return "Sync report " + sync.number() + ": " + found.adopted() + " adopted, " + found.changed() + " changed, "
                + found.ended() + " ended, " + found.findings() + " findings"
                + (trouble == 0 ? "" : ", " + trouble + " tenants not read");
    }

    private String text(ProviderSyncView sync) {
        var found = sync.numbers();
        return """
                Provider: %s
                Duration: %s
                Tenants: %d (%d new), of which %d were refused by the provider and %d could not be read
                Subscriptions seen: %d
                Adopted: %d
                Changed there: %d
                Ended there: %d
                Live again: %d
                Left alone, because a change of ours is on its way: %d
                Findings: %d
                Open mismatches: %d

                %sThe report with all changes and what each adds to the next invoice:
                """
                .formatted(
                        sync.provider(),
                        duration(sync),
                        found.tenants(),
                        found.accountsNew(),
                        found.rejected(),
                        found.failed(),
                        found.subscriptions(),
                        found.adopted(),
                        found.changed(),
                        found.ended(),
                        found.revived(),
                        found.leftAlone(),
                        found.findings(),
                        found.mismatches(),
                        troubles(sync));
    }

    private String troubles(ProviderSyncView sync) {
        var named = reader.troubles(sync.number(), NAMED);
        if (named.total() == 0) {
            return "";
        }
        var text = new StringBuilder("Not synced; check the reseller relationship of each:\n");
        named.items()
                .forEach(each ->
                        text.append("  %s (%s): %s%n".formatted(each.accountNumber(), each.name(), each.words())));
        if (named.total() > named.items().size()) {
            text.append(
                    "  and %d more%n".formatted(named.total() - named.items().size()));
        }
        return text.append('\n').toString();
    }

    private static String duration(ProviderSyncView sync) {
        if (sync.startedAt() == null || sync.finishedAt() == null) {
            return "not finished";
        }
        return Duration.between(sync.startedAt(), sync.finishedAt())
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .toString();
    }
}
