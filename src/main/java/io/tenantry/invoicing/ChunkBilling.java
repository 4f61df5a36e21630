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
    private final Savepoints savepoints;

    ChunkBilling(ContractFiles files, Reckoner reckoner, ContractBooks books, Savepoints savepoints) {
        this.files = files;
        this.reckoner = reckoner;
        this.books = books;
        this.savepoints = savepoints;
    }

    List<Outcome> bill(RunRegister.Run run, List<UUID> contractIds) {
        var outcomes = new HashMap<UUID, Outcome>();
        var reckonings = reckon(run, contractIds, outcomes);
        try {
            savepoints.guard(() -> books.write(reckonings, run.id()));
        } catch (DataIntegrityViolationException refused) {
            reckonings.keySet().removeAll(writeOneByOne(run, reckonings, outcomes));
        }
        reckonings.forEach((contract, reckoning) -> outcomes.put(contract, outcome(contract, reckoning)));
        return List.copyOf(outcomes.values());
    }

    /** A contract that somebody made inactive, or that another run billed meanwhile, has nothing due any more. */
    private Map<UUID, Reckoning> reckon(RunRegister.Run run, List<UUID> contractIds, Map<UUID, Outcome> outcomes) {
        var reckonings = new LinkedHashMap<UUID, Reckoning>();
        for (var facts : files.open(contractIds)) {
            var contract = facts.terms().contract();
            if (!contract.status().equals("ACTIVE")
                    || contract.nextInvoiceDate().isAfter(run.asOf())) {
                outcomes.put(contract.id(), new Outcome(contract.id(), "NOTHING_DUE", "billed or ended meanwhile"));
                continue;
            }
            try {
                reckonings.put(contract.id(), reckoner.reckon(facts, run.asOf()));
            } catch (RuntimeException broken) {
                outcomes.put(contract.id(), setAside(contract.id(), broken));
            }
        }
        return reckonings;
    }

    private List<UUID> writeOneByOne(
            RunRegister.Run run, Map<UUID, Reckoning> reckonings, Map<UUID, Outcome> outcomes) {
        var refused = new ArrayList<UUID>();
        reckonings.forEach((contract, reckoning) -> {
            try {
                savepoints.guard(() -> books.write(Map.of(contract, reckoning), run.id()));
            } catch (DataIntegrityViolationException broken) {
                refused.add(contract);
                outcomes.put(contract, setAside(contract, broken));
            }
        });
        return refused;
    }

    /** What cannot be billed sets its contract aside for a person, though the rest of its invoice went on. */
    private static Outcome outcome(UUID contract, Reckoning reckoning) {
        if (!reckoning.setAside().isEmpty()) {
            return new Outcome(contract, "SET_ASIDE", String.join("; ", reckoning.setAside()));
        }
        var waiting = reckoning.drafts().stream()
                .filter(draft -> draft.reviewReason() != null)
                .count();
        var reason = waiting == 0 ? "" : waiting + " drafts wait for review";
        return new Outcome(contract, reckoning.drafts().isEmpty() ? "NOTHING_DUE" : "INVOICED", reason);
    }

    private static Outcome setAside(UUID contract, RuntimeException broken) {
        var message = broken instanceof DataIntegrityViolationException integrity
                ? String.valueOf(integrity.getMostSpecificCause().getMessage())
                : String.valueOf(broken.getMessage());
        return new Outcome(contract, "SET_ASIDE", message);
    }
}
