package io.tenantry.invoicing;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.contract.ProrationRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Why a line is on an invoice, and whether the ledger still says so. Writes nothing. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class Proofs {

    private final InvoiceReader invoices;
    private final ProofReader reader;
    private final ProofChecks checks;
    private final ProrationRules rules;

    Proofs(InvoiceReader invoices, ProofReader reader, ProofChecks checks, ProrationRules rules) {
        this.invoices = invoices;
        this.reader = reader;
        this.checks = checks;
        this.rules = rules;
    }

    /** @param key the invoice's legal number, or our reference */
    public LineProof get(String key, int position) {
        var invoice = invoices.get(key);
        var line = reader.line(invoice, position);
        var proof = reader.parsed(line);
        var changes = reader.changes(line);
        var shown = invoice.lines().stream()
                .filter(one -> one.position() == position)
                .findFirst()
                .orElseThrow();
        return new LineProof(
                invoice.number() == null ? invoice.reference() : invoice.number(),
                invoice.contractNumber(),
                shown,
                LineSentence.of(shown, proof),
                line.sha256(),
                proof,
                changes,
                rule(proof),
                new RolledUp(invoice.lines()).printedWith(shown),
                businessKeys(invoice, changes));
    }

    /** Computes a line again from the ledger as it is, and compares. */
    public ProofCheck check(String key, int position) {
        var invoice = invoices.get(key);
        return checks.check(invoice, reader.line(invoice, position));
    }

    private LineProof.@Nullable Rule rule(JsonNode proof) {
        if (!proof.hasNonNull("rule") || !proof.hasNonNull("ruleVersion")) {
            return null;
        }
        var rule =
                rules.get(proof.path("rule").asText(), proof.path("ruleVersion").asInt());
        return new LineProof.Rule(
                rule.name(), rule.version(), rule.description(), rule.example().sentence());
    }

    private List<String> businessKeys(InvoiceView invoice, List<LineProof.Change> changes) {
        var keys = new ArrayList<String>();
        Optional.ofNullable(reader.run(invoice.id())).ifPresent(keys::add);
        Optional.ofNullable(invoice.number()).ifPresent(keys::add);
        changes.stream().map(LineProof.Change::number).distinct().forEach(keys::add);
        return keys;
    }
}
