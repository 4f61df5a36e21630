package io.tenantry.invoicing;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.invoicing.proration.ProrationRule;
import io.tenantry.shared.Sha256;
import java.util.List;
import org.springframework.stereotype.Component;

/** Computes a line again, each kind from what it charges, and says what differs. */
@Component
class ProofChecks {

    private final InvoiceReader invoices;
    private final ProofReader reader;
    private final ContractFiles files;
    private final ChargedLines charged;

    ProofChecks(InvoiceReader invoices, ProofReader reader, ContractFiles files, ChargedLines charged) {
        this.invoices = invoices;
        this.reader = reader;
        this.files = files;
        this.charged = charged;
    }

    ProofCheck check(InvoiceView invoice, KeptLine line) {
        var findings = new Findings();
        var written = Sha256.of(line.proof());
        if (!written.equals(line.sha256())) {
            findings.differs("The kept proof is not the one that was written with the line: its SHA-256 is " + written
                    + ", the line says " + line.sha256());
        }
        var proof = reader.parsed(line);
        if (!line.sequences().isEmpty()) {
            return ledger(line, proof, findings);
        }
        return proof.hasNonNull("corrects") && proof.hasNonNull("proofSha256")
                ? mirrored(line, proof, findings)
                : charged.check(invoice, line, proof, findings);
    }

    private ProofCheck mirrored(KeptLine line, JsonNode proof, Findings findings) {
        var origin = reader.line(
                invoices.get(proof.path("corrects").asText()),
                proof.path("position").asInt());
        var name = "line " + origin.position() + " of " + proof.path("corrects").asText();
        if (!origin.sha256().equals(proof.path("proofSha256").asText())) {
            findings.differs("The proof of " + name + ", which it takes back, is another one now");
        }
        var mirrored = origin.amount().negated();
        if (!line.amount().equals(mirrored)) {
            findings.differs("It takes back " + line.amount().negated() + " of " + origin.amount() + ", " + name);
        }
        return findings.recomputed(line, ProofCheck.How.MIRRORED, mirrored, null);
    }

    /** By the proration rule and version that the proof names, whatever the contract's are now. */
    private ProofCheck ledger(KeptLine line, JsonNode proof, Findings findings) {
        var facts = files.read(List.of(line.contractId())).get(0);
        ProrationRule rule;
        try {
            rule = ProrationRule.of(
                    proof.path("rule").asText(), proof.path("ruleVersion").asInt());
        } catch (IllegalArgumentException unknown) {
            return findings.notRecomputable(line, String.valueOf(unknown.getMessage()));
        }
        ruleNow(facts, rule, findings);
        var now = new Recomputation(line, proof, facts, facts.terms().by(rule)).result();
        now.ifPresentOrElse(result -> compare(line, proof, result, findings), () -> gone(line, findings));
        return findings.recomputed(
                line,
                ProofCheck.How.RECOMPUTED,
                now.map(Recomputation.Result::amount).orElse(null),
                now.map(result -> Sha256.of(result.proof())).orElse(null));
    }

    private static void ruleNow(ContractFacts facts, ProrationRule then, Findings findings) {
        var contract = facts.terms().contract();
        if (!contract.prorationRule().equals(then.name()) || contract.prorationRuleVersion() != then.version()) {
            findings.contextDiffers("The line was prorated by " + then.name() + ", version " + then.version()
                    + "; its contract has " + contract.prorationRule() + ", version "
                    + contract.prorationRuleVersion() + " now");
        }
    }

    private void gone(KeptLine line, Findings findings) {
        findings.differs("Nothing of what the line bills would be billed now: its changes were archived, its"
                + " subscription moved to another contract, or its contract ends before");
        findings.differ(archived(line));
    }

    private void compare(KeptLine line, JsonNode proof, Recomputation.Result now, Findings findings) {
        if (!line.proof().equals(now.proof()) && ProofDifference.between(proof, reader.parsed(now.proof()), findings)) {
            findings.differ(archived(line));
        }
        if (!line.amount().equals(now.amount())) {
            findings.differs("The line amounts to " + line.amount() + ", the ledger makes it " + now.amount());
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
}
