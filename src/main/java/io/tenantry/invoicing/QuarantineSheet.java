package io.tenantry.invoicing;

import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.subscription.BillableSubscription;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one contract cannot be billed for, while its invoices are made. */
final class QuarantineSheet {

    private final ContractFacts facts;
    private final List<Blocked> blocked = new ArrayList<>();
    private final Set<Quarantine> quarantined = new LinkedHashSet<>();

    QuarantineSheet(ContractFacts facts) {
        this.facts = facts;
    }

    /** @param negativeFrom see {@link Blocked} */
    void block(BillableSubscription subscription, @Nullable LocalDate negativeFrom) {
        blocked.add(new Blocked(subscription, negativeFrom));
    }

    void add(Collection<Quarantine> lines) {
        quarantined.addAll(lines);
    }

    /**
     * What cannot be billed at all cannot be billed for this cycle either.
     *
     * @param until the last day within it whose changes are billed
     */
    void lookAt(Cycle cycle, LocalDate until) {
        blocked.forEach(one -> one.quarantine(facts, cycle, until).ifPresent(quarantined::add));
    }

    List<Quarantine> quarantined() {
        return List.copyOf(quarantined);
    }

    /** Up to where a subscription is settled, at a day at the most: what is in quarantine stays owed. */
    LocalDate before(UUID subscriptionId, LocalDate day) {
        var until = day;
        for (var one : quarantined) {
            if (one.subscriptionId().equals(subscriptionId)
                    && one.period().from().isBefore(until)) {
                until = one.period().from();
            }
        }
        return until;
    }

    /** What was in quarantine, was looked at and is there no more. */
    List<UUID> released() {
        var still = blocked.stream().map(one -> one.subscription().id()).toList();
        return facts.contents().quarantined().stream()
                .filter(open -> !still.contains(open.line().subscriptionId()))
                .filter(open -> quarantined.stream().noneMatch(open::isOf))
                .map(Contents.Open::id)
                .toList();
    }
}
