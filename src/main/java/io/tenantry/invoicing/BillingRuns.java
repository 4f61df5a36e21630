package io.tenantry.invoicing;

import java.time.LocalDate;
import org.springframework.stereotype.Service;

/** The billing runs: which contracts are due, and their invoices. */
@Service
public class BillingRuns {

    /** Opens a run and publishes {@link BillingRunRequested}. */
    public String request(LocalDate asOf) {
        throw new UnsupportedOperationException();
    }

    /** Picks the contracts that are due, in one statement; repeating it adds none twice. Returns how many. */
    public int selectDueContracts(String runNumber) {
        throw new UnsupportedOperationException();
    }

    /** Sets contracts aside that cannot be billed, each with its reason. Returns how many remain to be invoiced. */
    public int checkContracts(String runNumber) {
        throw new UnsupportedOperationException();
    }

    /** Invoices the next contracts, a chunk per call; one that fails is set aside. Returns how many remain. */
    public int invoiceNextChunk(String runNumber) {
        throw new UnsupportedOperationException();
    }

    /**
     * Releases the next billed invoices of the run, a chunk per call: publishes {@link InvoiceReleased} for each, once.
     * Returns how many remain.
     */
    public int releaseNextChunk(String runNumber) {
        throw new UnsupportedOperationException();
    }

    /** How many contracts of the run are set aside. */
    public int setAside(String runNumber) {
        throw new UnsupportedOperationException();
    }

    /**
     * A person has seen to the contracts that were set aside. Publishes {@link BillingRunReviewed}; repeating it does
     * nothing.
     *
     * @param note what was done about them
     */
    public void review(String runNumber, String note) {
        throw new UnsupportedOperationException();
    }

    public void finish(String runNumber) {
        throw new UnsupportedOperationException();
    }
}
