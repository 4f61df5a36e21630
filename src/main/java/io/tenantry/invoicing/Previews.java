package io.tenantry.invoicing;

import io.tenantry.invoicing.run.RunRegister;
import io.tenantry.shared.BusinessCalendar;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Together;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/**
 * What a run would write, without writing it: the same facts through the same {@link Reckoner}. No contract is locked, so
 * people can look while a run is on.
 */
@Service
public class Previews {

    private static final int YEARS_AHEAD = 10;

    private final ContractFiles files;
    private final Reckoner reckoner;
    private final RunRegister register;
    private final BusinessCalendar calendar;
    private final JdbcTemplate jdbc;

    Previews(
            ContractFiles files,
            Reckoner reckoner,
            RunRegister register,
            BusinessCalendar calendar,
            JdbcTemplate jdbc) {
        this.files = files;
        this.reckoner = reckoner;
        this.register = register;
        this.calendar = calendar;
        this.jdbc = jdbc;
    }

    /**
     * All facts are read as of one moment, so what is shown never mixes before and after a change. Nothing is kept: what
     * decisions on the way would leave in the engine's history is rolled back.
     */
    @Transactional
    public ContractPreview preview(String contractNumber, LocalDate asOf) {
        requireNear(asOf);
        TransactionInterceptor.currentTransactionStatus().setRollbackOnly();
        return of(List.of(asOfOneMoment(contractNumber)), asOf, PreviewSheet.Proofs.SHOWN)
                .values()
                .iterator()
                .next();
    }

    /** In one round trip; the isolation of an annotation is asked for, set and set back in three. */
    private UUID asOfOneMoment(String contractNumber) {
        var together = new Together(jdbc);
        var found = new ArrayList<UUID>(1);
        together.asOfOneMoment();
        together.add(
                "select id from billing_contract where number = ?",
                contractNumber,
                row -> found.add(row.getObject("id", UUID.class)));
        together.ask();
        return found.stream().findFirst().orElseThrow(() -> new NotFound("Billing contract", contractNumber));
    }

    /** A day so far away that nobody means it would be thousands of cycles. */
    void requireNear(LocalDate asOf) {
        var last = calendar.today().plusYears(YEARS_AHEAD);
        if (asOf.isAfter(last)) {
            throw new Refused(
                    "day-too-far-away",
                    asOf + " is more than " + YEARS_AHEAD + " years ahead; choose a day up to " + last);
        }
    }

    /** By contract number; a constant number of statements. */
    Map<UUID, ContractPreview> of(Collection<UUID> contractIds, LocalDate asOf, PreviewSheet.Proofs proofs) {
        var together = new Together(jdbc);
        var unbillable = register.unbillable(contractIds, together);
        var previews = new LinkedHashMap<UUID, ContractPreview>();
        for (var facts : files.read(contractIds, together)) {
            var id = facts.terms().contract().id();
            var refusal = unbillable.get(id);
            var reckoned = refusal == null
                    ? Reckoned.of(reckoner, facts, asOf)
                    : new Reckoned(RunVerdict.setAside(refusal), null);
            previews.put(id, PreviewSheet.of(facts, asOf, reckoned, proofs));
        }
        return previews;
    }
}
