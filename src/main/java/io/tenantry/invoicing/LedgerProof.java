package io.tenantry.invoicing;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tenantry.invoicing.proration.Contribution;
import io.tenantry.invoicing.proration.Ledger;
import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Fraction;
import io.tenantry.shared.Period;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Of a line that follows from license changes.
 *
 * @param state quantity and price on the first day of the service period; null if there is none
 * @param exact the amount before it is rounded
 * @param verdict of the sales decisions, with the price version and the exchange rates
 */
record LedgerProof(
        BillingTerms terms,
        SubscriptionAccount account,
        Cycle cycle,
        List<Contribution> contributions,
        Ledger.@Nullable State state,
        Fraction exact,
        PriceVerdict verdict)
        implements Proof {

    private static final int VERSION = 4;

    @Override
    public void write(JsonGenerator json) throws IOException {
        json.writeNumberField("version", VERSION);
        json.writeStringField("contract", terms.contract().number());
        json.writeStringField("subscription", account.subscription().number());
        json.writeStringField("policy", terms.policy().name());
        json.writeStringField("rule", terms.rule().name());
        json.writeNumberField("ruleVersion", terms.rule().version());
        json.writeNumberField("changesKnown", account.ledger().lastSequence());
        json.writeNumberField("entriesKnown", account.ledger().lastEntry());
        writeLeftOut(json);
        writeCycle(json);
        writePrice(json);
        json.writeArrayFieldStart("changes");
        for (var contribution : contributions) {
            writeChange(json, contribution);
        }
        json.writeEndArray();
        writeExchange(json);
        json.writeStringField("verdict", verdict.outcome().name());
        json.writeStringField("decisions", verdict.tables());
        json.writeStringField("exact", exact.toString());
        json.writeStringField("rounding", terms.rounding());
    }

    private void writeLeftOut(JsonGenerator json) throws IOException {
        if (account.ledger().leftOut().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("leftOut");
        for (var sequence : account.ledger().leftOut()) {
            json.writeNumber(sequence);
        }
        json.writeEndArray();
    }

    private void writeCycle(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("cycle");
        json.writeNumberField("number", cycle.number());
        writePeriod(json, cycle.period());
        json.writeEndObject();
    }

    private void writePrice(JsonGenerator json) throws IOException {
        if (state == null) {
            return;
        }
        json.writeObjectFieldStart("price");
        json.writeNumberField("quantity", state.quantity());
        json.writeStringField("unitPrice", state.price().amount().amount().toPlainString());
        json.writeNumberField("unitMonths", state.price().months());
        var item = verdict.priceListItem();
        if (item != null) {
            json.writeStringField("priceListItem", item.id());
            json.writeStringField("priceFrom", item.validFrom());
        }
        json.writeEndObject();
    }

    /** The prices above are converted; these are the rates of the cycle's start that they were converted at. */
    private void writeExchange(JsonGenerator json) throws IOException {
        if (verdict.rates().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("exchangeRates");
        for (var rate : new TreeMap<>(verdict.rates()).values()) {
            json.writeStartObject();
            json.writeStringField("from", rate.from());
            json.writeStringField("to", rate.to());
            json.writeStringField("rate", rate.rate().stripTrailingZeros().toPlainString());
            json.writeStringField("validFrom", rate.validFrom().toString());
            json.writeStringField("source", rate.source());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeChange(JsonGenerator json, Contribution contribution) throws IOException {
        var change = contribution.change();
        json.writeStartObject();
        json.writeStringField("number", change.number());
        json.writeStringField("effective", change.effective().toString());
        json.writeNumberField("quantityDelta", change.quantityDelta());
        json.writeArrayFieldStart("parts");
        for (var part : contribution.parts()) {
            writePart(json, part);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writePart(JsonGenerator json, Contribution.Part part) throws IOException {
        var share = part.share();
        json.writeStartObject();
        json.writeStringField("monthly", part.monthly().toString());
        writePeriod(json, share.active());
        json.writeNumberField("days", share.active().days());
        json.writeStringField("workings", share.workings());
        json.writeStringField("months", share.months().toString());
        json.writeEndObject();
    }

    private static void writePeriod(JsonGenerator json, Period period) throws IOException {
        json.writeStringField("from", period.from().toString());
        json.writeStringField("to", period.to().toString());
    }
}
