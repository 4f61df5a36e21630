package io.tenantry.invoicing;

import io.tenantry.invoicing.run.RunRegister;
import io.tenantry.shared.BusinessCalendar;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    /** One round trip; the annotation's isolation is asked for, set and set back in three. */
    private static final String AS_OF_ONE_MOMENT = "set transaction isolation level repeatable read";

    private final ContractFiles files;
    private final Reckoner reckoner;
    private final RunRegister register;
    private final BusinessCalendar calendar;
    private final JdbcClient jdbc;

    Previews(ContractFiles files, Reckoner reckoner, RunRegister register, BusinessCalendar calendar, JdbcClient jdbc) {
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
        jdbc.sql(AS_OF_ONE_MOMENT).update();
        var id = jdbc.sql("select id from billing_contract where number = :number")
                .param("number", contractNumber)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new NotFound("Billing contract", contractNumber));
        return of(List.of(id), asOf, PreviewSheet.Proofs.SHOWN)
                .values()
                .iterator()
                .next();
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
        var unbillable = register.unbillable(contractIds);
        var previews = new LinkedHashMap<UUID, ContractPreview>();
        for (var facts : files.read(contractIds)) {
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
