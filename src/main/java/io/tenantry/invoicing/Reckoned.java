package io.tenantry.invoicing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A contract as a run has reckoned it: what is to be written, if anything, and what the run says of it. A contract that
 * cannot be computed is set aside and stops no other.
 *
 * @param reckoning null if nothing is written
 */
record Reckoned(RunVerdict verdict, @Nullable Reckoning reckoning) {

    static Reckoned of(Reckoner reckoner, ContractFacts facts, LocalDate asOf) {
        var contract = facts.terms().contract();
        if (!contract.status().equals("ACTIVE")) {
            return new Reckoned(RunVerdict.nothingDue("The contract is not active any more"), null);
        }
        if (contract.nextInvoiceDate().isAfter(asOf)) {
            return new Reckoned(
                    RunVerdict.nothingDue(
                            "Nothing is billed before the next invoice date, " + contract.nextInvoiceDate()),
                    null);
        }
        try {
            var reckoning = reckoner.reckon(facts, asOf);
            return new Reckoned(RunVerdict.of(reckoning), reckoning);
        } catch (RuntimeException broken) {
            return new Reckoned(SetAside.uncomputed(facts, broken), null);
        }
    }
}
