package io.tenantry.invoicing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.contract.ProrationRules;
import io.tenantry.shared.Sha256;
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
    private final ContractFiles files;
    private final ProrationRules rules;
    private final ObjectMapper json;

    Proofs(InvoiceReader invoices, ProofReader reader, ContractFiles files, ProrationRules rules, ObjectMapper json) {
        this.invoices = invoices;
        this.reader = reader;
        this.files = files;
        this.rules = rules;
        this.json = json;
    }

    /** @param key the invoice's legal number, or our reference */
    public LineProof get(String key, int position) {
        var invoice = invoices.get(key);
        var line = reader.line(invoice, position);
        var proof = parsed(line.proof());
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
                businessKeys(invoice, changes));
    }

    /** Computes a line again from the ledger as it is, and compares. */
    public ProofCheck check(String key, int position) {
        var line = reader.line(invoices.get(key), position);
        var differences = new ArrayList<String>();
        var written = Sha256.of(line.proof());
        if (!written.equals(line.sha256())) {
            differences.add("The kept proof is not the one that was written with the line: its SHA-256 is " + written
                    + ", the line says " + line.sha256());
        }
        if (line.sequences().isEmpty()) {
            return withoutChanges(line, written, differences);
        }
        var now = recomputed(line, differences);
        now.ifPresent(result -> compare(line, result, differences));
        return new ProofCheck(
                differences.isEmpty(),
                ProofCheck.How.RECOMPUTED,
                line.sha256(),
                now.map(result -> Sha256.of(result.proof())).orElse(null),
                line.amount(),
                now.map(Recomputation.Result::amount).orElse(null),
                List.copyOf(differences));
    }

    /** A line of a credit note mirrors another; what was charged once or spared has its proof alone. */
    private ProofCheck withoutChanges(KeptLine line, String written, List<String> differences) {
        var proof = parsed(line.proof());
        var mirrored = proof.hasNonNull("corrects") && proof.hasNonNull("proofSha256");
        if (mirrored) {
            compare(line, proof, differences);
        }
        return new ProofCheck(
                differences.isEmpty(),
                mirrored ? ProofCheck.How.MIRRORED : ProofCheck.How.FINGERPRINT,
                line.sha256(),
                written,
                line.amount(),
                line.amount(),
                List.copyOf(differences));
    }

    private void compare(KeptLine line, JsonNode proof, List<String> differences) {
        var origin = reader.line(
                invoices.get(proof.path("corrects").asText()),
                proof.path("position").asInt());
        var name = "line " + origin.position() + " of " + proof.path("corrects").asText();
        if (!origin.sha256().equals(proof.path("proofSha256").asText())) {
            differences.add("The proof of " + name + ", which it takes back, is another one now");
        }
        if (!line.amount().equals(origin.amount().negated())) {
            differences.add("It takes back " + line.amount().negated() + " of " + origin.amount() + ", " + name);
        }
    }

    private Optional<Recomputation.Result> recomputed(KeptLine line, List<String> differences) {
        var facts = files.read(List.of(line.contractId())).get(0);
        var known = parsed(line.proof()).path("changesKnown").asInt(Integer.MAX_VALUE);
        var result = new Recomputation(line, facts, known).result();
        if (result.isEmpty()) {
            differences.add("Nothing of what the line bills would be billed now: its changes were archived, its"
                    + " subscription moved to another contract, or its contract ends before");
            differences.addAll(archived(line));
        }
        return result;
    }

    private void compare(KeptLine line, Recomputation.Result now, List<String> differences) {
        if (!line.proof().equals(now.proof())) {
            differences.addAll(ProofDifference.between(parsed(line.proof()), parsed(now.proof())));
            differences.addAll(archived(line));
        }
        if (!line.amount().equals(now.amount())) {
            differences.add("The line amounts to " + line.amount() + ", the ledger makes it " + now.amount());
        }
    }

    private List<String> archived(KeptLine line) {
        return reader.changes(line).stream()
                .filter(change -> change.facts().containsKey("archivedBy"))
                .map(change -> change.number() + " was archived by "
                        + change.facts().get("archivedBy") + " at "
                        + change.facts().get("archivedAt") + ": "
                        + change.facts().get("archivedBecause"))
                .toList();
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

    private JsonNode parsed(String proof) {
        try {
            return json.readTree(proof);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A kept proof is no JSON", broken);
        }
    }
}
