package io.tenantry.invoicing;

import io.tenantry.invoicing.plan.PlanRegister;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Holds a run to the plan that it was started from: a contract is billed only as it was previewed. One for which anything
 * else would be written now is set aside, and its person is told what changed since.
 */
@Component
class PlanKeeping {

    private final PlanRegister register;

    PlanKeeping(PlanRegister register) {
        this.register = register;
    }

    /** What was promised for a chunk; a run of its own promised nothing. */
    Promises promises(@Nullable UUID planId, Collection<UUID> contractIds) {
        return new Promises(planId != null, planId == null ? Map.of() : register.promises(planId, contractIds));
    }

    record Promises(boolean bound, Map<UUID, PlanRegister.Promise> byContract) {

        /** Why a contract cannot be billed as it was previewed; empty if it can. */
        Optional<RunVerdict> broken(ContractFacts facts, LocalDate asOf, Reckoned reckoned) {
            if (!bound) {
                return Optional.empty();
            }
            var now = PreviewSheet.of(facts, asOf, reckoned, PreviewSheet.Proofs.LEFT_OUT);
            var promise = byContract.get(facts.terms().contract().id());
            if (promise == null) {
                return Optional.of(RunVerdict.setAside("It was not in the plan; look at a new preview"));
            }
            var kept = PlanContent.of(now);
            if (kept.sha256().equals(promise.sha256())) {
                return Optional.empty();
            }
            return Optional.of(RunVerdict.setAside("Changed since the plan: " + changes(promise, now)));
        }

        private static String changes(PlanRegister.Promise promise, ContractPreview now) {
            if (promise.content() == null) {
                return "nothing was to be billed";
            }
            return String.join("; ", PlanDifference.between(PlanContent.read(promise.content()), now));
        }
    }
}
