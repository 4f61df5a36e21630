package io.tenantry.remediation;

import io.tenantry.customer.MappingOverdue;
import io.tenantry.customer.ProviderAccountMapped;
import io.tenantry.invoicing.DraftsHeld;
import io.tenantry.invoicing.DraftsSettled;
import io.tenantry.invoicing.WriteInsSettled;
import io.tenantry.subscription.LicenseChangeFailed;
import io.tenantry.subscription.LicenseChangeSettled;
import io.tenantry.subscription.ScheduledChangeCancelled;
import io.tenantry.subscription.ScheduledMergeFailed;
import io.tenantry.subscription.SubscriptionCorrected;
import io.tenantry.subscription.SubscriptionGap;
import io.tenantry.subscription.TermNotSettled;
import io.tenantry.sync.MismatchDecided;
import io.tenantry.sync.MismatchesOpened;
import io.tenantry.sync.SyncFindingOpened;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What happens elsewhere and opens a case or may have put one right, heard in the transaction in which it happens. What
 * nobody tells of is found by the scan.
 */
@Component
class CaseSignals {

    private static final int MOST_AT_ONCE = 20;

    private final Cases cases;
    private final CaseScans scans;

    CaseSignals(Cases cases, CaseScans scans) {
        this.cases = cases;
        this.scans = scans;
    }

    @EventListener
    void heldBack(DraftsHeld event) {
        cases.touch(event.contractNumber());
        scans.seen(event.contractNumber(), Symptom.WRITE_IN_HELD, Symptom.DRAFTS_IN_REVIEW);
    }

    @EventListener
    void failed(LicenseChangeFailed event) {
        cases.observe(Symptom.CHANGE_NOT_PROVISIONED, event.changeNumber(), "It failed: " + event.words());
        cases.touch(event.changeNumber());
    }

    @EventListener
    void failed(ScheduledMergeFailed event) {
        cases.observe(Symptom.MERGE_FAILED, event.changeNumber(), event.words());
        cases.touch(event.changeNumber());
    }

    @EventListener
    void overdue(MappingOverdue event) {
        cases.observe(
                Symptom.ACCOUNT_UNMAPPED, event.providerAccountNumber(), "Nobody has said on its day whose it is");
    }

    @EventListener
    void settled(DraftsSettled event) {
        cases.touch(event.contractNumber());
    }

    @EventListener
    void settled(WriteInsSettled event) {
        cases.touch(event.contractNumber());
    }

    @EventListener
    void settled(LicenseChangeSettled event) {
        cases.touchAround(event.subscriptionNumber());
    }

    @EventListener
    void corrected(SubscriptionCorrected event) {
        cases.touch(event.subscriptionNumber());
    }

    /** A sync may find thousands at once; what is more than a few is left to the scans. */
    @EventListener
    void differs(MismatchesOpened event) {
        event.numbers().stream().limit(MOST_AT_ONCE).forEach(number -> scans.seen(number, Symptom.PROVIDER_DIFFERS));
    }

    @EventListener
    void decided(MismatchDecided event) {
        cases.touch(event.number());
    }

    /** What has no customer has the case of its tenant, once that is overdue. */
    @EventListener
    void lacks(SyncFindingOpened event) {
        if (event.kind() != SubscriptionGap.Kind.ACCOUNT) {
            cases.observe(Symptom.SUBSCRIPTION_INCOMPLETE, event.subscriptionNumber(), event.words());
        }
    }

    @EventListener
    void stopped(TermNotSettled event) {
        cases.observe(
                Symptom.TERM_NOT_SETTLED, event.subscriptionNumber(), "Its term could not go on: " + event.words());
    }

    @EventListener
    void cancelled(ScheduledChangeCancelled event) {
        cases.touch(event.changeNumber());
    }

    @EventListener
    void mapped(ProviderAccountMapped event) {
        cases.touch(event.providerAccountNumber());
    }
}
