package io.tenantry.invoicing;

import io.tenantry.invoicing.run.RunRegister;
import io.tenantry.invoicing.run.RunRegister.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Bills a chunk of contracts in one transaction: reads all at once, computes each on its own, writes all at once. A
 * contract whose computing fails is set aside; if the database refuses the batch, each contract is written behind a
 * savepoint of its own so that only the broken one is set aside.
 */
@Component
class ChunkBilling {

    private final ContractFiles files;
    private final Reckoner reckoner;
    private final ContractBooks books;
    private final PlanKeeping plan;
    private final ChangeLogs changeLogs;
    private final Savepoints savepoints;

    ChunkBilling(
            ContractFiles files,
            Reckoner reckoner,
            ContractBooks books,
            PlanKeeping plan,
            ChangeLogs changeLogs,
            Savepoints savepoints) {
        this.files = files;
        this.reckoner = reckoner;
        this.books = books;
        this.plan = plan;
        this.changeLogs = changeLogs;
        this.savepoints = savepoints;
    }

    List<Outcome> bill(RunRegister.Run run, List<UUID> contractIds) {
        var outcomes = new HashMap<UUID, Outcome>();
        var opened = files.open(contractIds);
        var reckonings = reckon(run, opened, outcomes);
        try {
            savepoints.guard(() -> books.write(reckonings, run.id()));
        } catch (DataIntegrityViolationException refused) {
            reckonings.keySet().removeAll(writeOneByOne(run, opened, reckonings, outcomes));
        }
        if (run.isChangeLog()) {
            changeLogs.keep(reckonings.keySet(), reckonings.values(), run.asOf());
        }
        return List.copyOf(outcomes.values());
    }

    /** A contract that a plan promised otherwise is set aside; of the others, those with something due are written. */
    private Map<UUID, Reckoning> reckon(RunRegister.Run run, List<ContractFacts> opened, Map<UUID, Outcome> outcomes) {
        var reckonings = new LinkedHashMap<UUID, Reckoning>();
        var promises = plan.promises(
                run.billingPlanId(),
                opened.stream().map(facts -> facts.terms().contract().id()).toList());
        for (var facts : opened) {
            var contract = facts.terms().contract().id();
            var reckoned = run.isChangeLog()
                    ? changeLogs.reckoned(facts, run.asOf())
                    : Reckoned.of(reckoner, facts, run.asOf());
            var verdict = promises.broken(facts, run.asOf(), reckoned).orElse(reckoned.verdict());
            outcomes.put(contract, new Outcome(contract, verdict.status(), verdict.reason()));
            if (reckoned.reckoning() != null && verdict.equals(reckoned.verdict())) {
                reckonings.put(contract, reckoned.reckoning());
            }
        }
        return reckonings;
    }

    private List<UUID> writeOneByOne(
            RunRegister.Run run,
            List<ContractFacts> opened,
            Map<UUID, Reckoning> reckonings,
            Map<UUID, Outcome> outcomes) {
        var refused = new ArrayList<UUID>();
        for (var facts : opened) {
            var contract = facts.terms().contract().id();
            var reckoning = reckonings.get(contract);
            if (reckoning == null) {
                continue;
            }
            try {
                savepoints.guard(() -> books.write(Map.of(contract, reckoning), run.id()));
            } catch (DataIntegrityViolationException broken) {
                refused.add(contract);
                var verdict = SetAside.unwritten(facts, broken);
                outcomes.put(contract, new Outcome(contract, verdict.status(), verdict.reason()));
            }
        }
        return refused;
    }
}
