package io.tenantry.diagnosis;

import io.tenantry.shared.BusinessCalendar;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Gathers the facts behind what somebody finds wrong with an invoice, and names the known causes that apply. Nobody has
 * to type what can be looked up: an invoice, a contract or a subscription is enough.
 */
@Service
public class Diagnoses {

    private record Found(UUID contractId, String contract, @Nullable String invoice, @Nullable LocalDate from) {}

    private final EvidenceReader reader;
    private final BusinessCalendar calendar;
    private final JdbcClient jdbc;

    Diagnoses(EvidenceReader reader, BusinessCalendar calendar, JdbcClient jdbc) {
        this.reader = reader;
        this.calendar = calendar;
        this.jdbc = jdbc;
    }

    public Diagnosis diagnose(Symptom symptom, Question question) {
        var subject = subject(question);
        var evidence = reader.of(subject);
        var findings = finder(symptom).find(subject, evidence);
        return new Diagnosis(
                symptom,
                symptom.title(),
                subject.contract(),
                subject.subscription(),
                subject.invoice(),
                subject.date(),
                findings.isEmpty()
                        ? List.of(
                                Cause.NO_KNOWN_CAUSE.found("None of the known causes applies to " + subject.contract()))
                        : findings,
                evidence);
    }

    /** The facts of a contract alone, as of a day. */
    public Evidence evidence(String contractNumber, LocalDate date) {
        return reader.of(subject(new Question(null, contractNumber, null, date)));
    }

    private static CauseFinder finder(Symptom symptom) {
        return switch (symptom) {
            case INVOICE_SHOWS_A_WRITE_IN -> new WriteInCauses();
            case LOOKS_DOUBLE_BILLED -> new DoubleBillingCauses();
            case LINE_OR_CREDIT_IS_MISSING -> new MissingLineCauses();
            case NOT_GENERATED -> new NotGeneratedCauses();
            case WRONG_PRICE -> new WrongPriceCauses();
        };
    }

    private Subject subject(Question question) {
        var found = found(question);
        var date = question.date() != null ? question.date() : found.from() != null ? found.from() : calendar.today();
        return new Subject(found.contractId(), found.contract(), question.subscription(), found.invoice(), date);
    }

    private Found found(Question question) {
        if (question.invoice() != null) {
            return one(
                    "Invoice",
                    question.invoice(),
                    """
                    select c.id as contract_id, c.number as contract, i.reference as invoice, lower(i.period) as "from"
                    from invoice i join billing_contract c on c.id = i.billing_contract_id
                    where i.number = :key or i.reference = :key
                    """);
        }
        if (question.contract() != null) {
            return one(
                    "Billing contract",
                    question.contract(),
                    """
                    select id as contract_id, number as contract, cast(null as text) as invoice,
                           cast(null as date) as "from"
                    from billing_contract where number = :key
                    """);
        }
        if (question.subscription() != null) {
            return one(
                    "Subscription with a billing contract",
                    question.subscription(),
                    """
                    select c.id as contract_id, c.number as contract, cast(null as text) as invoice,
                           cast(null as date) as "from"
                    from subscription s join billing_contract c on c.id = s.billing_contract_id
                    where s.number = :key
                    """);
        }
        throw new Refused("nothing-to-diagnose", "Name an invoice, a contract or a subscription to look at");
    }

    private Found one(String what, String key, String sql) {
        return jdbc.sql(sql).param("key", key).query(Found.class).optional().orElseThrow(() -> new NotFound(what, key));
    }
}
