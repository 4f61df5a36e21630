package io.tenantry.invoicing;

import io.tenantry.contract.BillingContracts;
import io.tenantry.invoicing.run.ChangeLogLooks;
import io.tenantry.invoicing.run.RunRegister;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The billing runs: which contracts are due, and their invoices. A run works in chunks, a transaction each, so that it
 * can be stopped anywhere and goes on from there; repeating a step adds nothing.
 */
@Service
@Transactional
public class BillingRuns {

    private final BillingContracts contracts;
    private final RunRegister register;
    private final RunReader reader;
    private final ChangeLogLooks changeLogs;
    private final ChunkBilling billing;
    private final Releases releases;
    private final InvoicingProperties properties;
    private final CurrentActor actor;
    private final ApplicationEventPublisher events;

    BillingRuns(
            BillingContracts contracts,
            RunRegister register,
            RunReader reader,
            ChangeLogLooks changeLogs,
            ChunkBilling billing,
            Releases releases,
            InvoicingProperties properties,
            CurrentActor actor,
            ApplicationEventPublisher events) {
        this.contracts = contracts;
        this.register = register;
        this.reader = reader;
        this.changeLogs = changeLogs;
        this.billing = billing;
        this.releases = releases;
        this.properties = properties;
        this.actor = actor;
        this.events = events;
    }

    /** Opens a run over all contracts that are due by a day, and publishes {@link BillingRunRequested}. */
    public String request(LocalDate asOf) {
        var number = register.open(asOf, actor.name());
        events.publishEvent(AuditFact.of(number, "billing-run-requested", Map.of("asOf", asOf.toString())));
        events.publishEvent(new BillingRunRequested(number));
        return number;
    }

    /**
     * Opens a run over some contracts and no other ones, whoever else is due. It takes the same way as any: what cannot be
     * billed is set aside, what is not due yet has nothing due, several cycles at once are drafts for a person.
     *
     * @param contractNumbers at least one
     * @throws io.tenantry.shared.NotFound if there is no contract of one of those numbers; then no run is opened
     */
    public String request(LocalDate asOf, Collection<String> contractNumbers) {
        var wanted = new TreeSet<>(contractNumbers);
        if (wanted.isEmpty()) {
            throw new Refused(
                    "no-contract", "Name the contracts that the run is limited to, or request it for all that are due");
        }
        var ids = wanted.stream().map(number -> contracts.get(number).id()).toList();
        var number = register.open(asOf, actor.name());
        register.limit(number, ids);
        events.publishEvent(AuditFact.of(
                number, "billing-run-requested", Map.of("asOf", asOf.toString(), "contracts", List.copyOf(wanted))));
        events.publishEvent(new BillingRunRequested(number));
        return number;
    }

    /**
     * Opens a run over the contracts with long cycles whose turn it is to be looked at for changes within them. If it is
     * nobody's turn, none is opened.
     */
    public void requestChangeLogs(LocalDate asOf) {
        if (!changeLogs.anyDue(asOf, cadence())) {
            return;
        }
        var number = register.open(asOf, actor.name());
        changeLogs.mark(number);
        events.publishEvent(AuditFact.of(number, "change-log-run-requested", Map.of("asOf", asOf.toString())));
        events.publishEvent(new BillingRunRequested(number));
    }

    private ChangeLogLooks.Cadence cadence() {
        return new ChangeLogLooks.Cadence(
                properties.changeLogQuarterly().name(),
                properties.changeLogAnnual().name());
    }

    @Transactional(readOnly = true)
    public BillingRunView get(String runNumber) {
        return reader.get(runNumber);
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public Page<BillingRunView> list(Paging paging) {
        return reader.list(paging);
    }

    /** The contracts of a run and what became of each; {@code status} null means any. */
    @Transactional(readOnly = true)
    public Page<BillingRunView.Item> items(String runNumber, @Nullable String status, Paging paging) {
        reader.get(runNumber);
        return reader.items(runNumber, status, paging);
    }

    /** Picks the contracts that are due, in one statement; repeating it adds none twice. Returns how many. */
    public int selectDueContracts(String runNumber) {
        var run = register.get(runNumber);
        if (run.isChangeLog()) {
            changeLogs.select(run, cadence());
        }
        return register.select(run);
    }

    /** Sets contracts aside that cannot be billed, each with its reason. Returns how many remain to be invoiced. */
    public int checkContracts(String runNumber) {
        var run = register.get(runNumber);
        register.setAsideUnbillable(run);
        return register.count(run, "PENDING");
    }

    /**
     * Invoices the next contracts, a chunk per call; one that fails is set aside. Returns whether it found any: those that
     * another lane holds are that lane's.
     */
    public boolean invoiceNextChunk(String runNumber) {
        var run = register.get(runNumber);
        var contracts = register.claim(run, properties.chunkSize());
        if (!contracts.isEmpty()) {
            register.settle(run, billing.bill(run, contracts));
        }
        return !contracts.isEmpty();
    }

    /**
     * Releases the next billed invoices of the run: publishes {@link InvoiceReleased} for each, once. Returns whether some
     * remain.
     *
     * @param most how many at once, for which a chunk is enough
     */
    public boolean releaseNext(String runNumber, int most) {
        return releases.releaseNext(register.get(runNumber).id(), Math.min(most, properties.chunkSize()));
    }

    /** How many contracts of the run could not be billed, or not wholly. */
    @Transactional(readOnly = true)
    public int setAside(String runNumber) {
        return register.count(register.get(runNumber), "SET_ASIDE");
    }

    /**
     * A person has seen to the contracts that were set aside. Publishes {@link BillingRunReviewed}; repeating it does
     * nothing.
     *
     * @param note what was done about them
     */
    public void review(String runNumber, String note) {
        var run = register.get(runNumber);
        if (note.isBlank()) {
            throw new Refused("note-missing", "Say what was done about the contracts that " + runNumber + " set aside");
        }
        if (!run.status().equals("FINISHED")) {
            events.publishEvent(new AuditFact(runNumber, "billing-run-reviewed", note, Map.of()));
            events.publishEvent(new BillingRunReviewed(runNumber));
        }
    }

    public void finish(String runNumber) {
        register.finish(register.get(runNumber));
    }
}
