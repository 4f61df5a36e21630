package io.tenantry.invoicing;

import io.tenantry.invoicing.ContractPreview.Draft;
import io.tenantry.invoicing.ContractPreview.Line;
import io.tenantry.shared.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What changed between a plan and now, in the words of a billing manager. */
final class PlanDifference {

    /** What makes a line the same line, whatever it amounts to. */
    private record Identity(
            Period invoice, String kind, @Nullable String subscription, @Nullable String change, Period service) {}

    private final ContractPreview planned;
    private final ContractPreview now;
    private final List<String> words = new ArrayList<>();

    private PlanDifference(ContractPreview planned, ContractPreview now) {
        this.planned = planned;
        this.now = now;
    }

    /** Empty if, and only if, both would write the same. */
    static List<String> between(ContractPreview planned, ContractPreview now) {
        if (PlanContent.of(planned).equals(PlanContent.of(now))) {
            return List.of();
        }
        var difference = new PlanDifference(planned, now);
        difference.outcome();
        difference.lines();
        difference.drafts();
        difference.rest();
        return difference.words;
    }

    private void outcome() {
        if (!planned.outcome().equals(now.outcome())) {
            words.add("it was to be " + said(planned) + " and is " + said(now) + " now");
        }
    }

    private static String said(ContractPreview preview) {
        var outcome = preview.outcome().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return preview.reason().isEmpty() ? outcome : outcome + " (" + preview.reason() + ")";
    }

    private void lines() {
        var before = byIdentity(planned);
        var after = byIdentity(now);
        before.forEach((identity, line) -> {
            var other = after.get(identity);
            if (other == null) {
                words.add("line removed: " + described(line));
            } else if (!line.equals(other) && !sameButPosition(line, other)) {
                words.add("line changed: " + described(line) + " is now " + worth(other));
            }
        });
        after.forEach((identity, line) -> {
            if (!before.containsKey(identity)) {
                words.add("line added: " + described(line));
            }
        });
    }

    private void drafts() {
        var before = byPeriod(planned);
        var after = byPeriod(now);
        before.forEach((period, draft) -> {
            var other = after.get(period);
            if (other == null) {
                words.add("invoice removed: " + period + " of " + draft.total());
            } else {
                compare(draft, other);
            }
        });
        after.forEach((period, draft) -> {
            if (!before.containsKey(period)) {
                words.add("invoice added: " + period + " of " + draft.total());
            }
        });
    }

    private void compare(Draft before, Draft after) {
        if (!before.total().equals(after.total())) {
            words.add("total of " + before.period() + " changed: " + before.total() + " is now " + after.total());
        } else if (!before.taxes().equals(after.taxes())) {
            words.add("taxes of " + before.period() + " changed");
        }
        if (!Objects.equals(before.reviewReason(), after.reviewReason())) {
            words.add(
                    after.reviewReason() == null
                            ? "the invoice of " + after.period() + " need not wait for a person any more"
                            : "the invoice of " + after.period() + " waits for a person: " + after.reviewReason());
        }
        if (!before.waivers().equals(after.waivers())) {
            words.add("credits not given changed in " + before.period());
        }
    }

    private void rest() {
        if (!planned.waivers().equals(now.waivers())) {
            words.add("credits not given changed");
        }
        if (!planned.setAside().equals(now.setAside()) || !planned.heldBack().equals(now.heldBack())) {
            words.add("what cannot be billed changed: "
                    + (now.setAside().isEmpty() ? "everything can be now" : String.join("; ", now.setAside())));
        }
        if (!planned.nextInvoiceDate().equals(now.nextInvoiceDate())) {
            words.add("next invoice date changed: " + planned.nextInvoiceDate() + " is now " + now.nextInvoiceDate());
        }
        if (words.isEmpty()) {
            words.add("details of its lines changed; look at a new preview");
        }
    }

    private static Map<Identity, Line> byIdentity(ContractPreview preview) {
        var lines = new LinkedHashMap<Identity, Line>();
        for (var draft : preview.drafts()) {
            for (var line : draft.lines()) {
                lines.put(
                        new Identity(
                                draft.period(),
                                line.kind(),
                                line.subscriptionNumber(),
                                line.changeNumber(),
                                line.servicePeriod()),
                        line);
            }
        }
        return lines;
    }

    private static Map<Period, Draft> byPeriod(ContractPreview preview) {
        var drafts = new LinkedHashMap<Period, Draft>();
        preview.drafts().forEach(draft -> drafts.put(draft.period(), draft));
        return drafts;
    }

    /** A line that only moved because another came before it is the same line. */
    private static boolean sameButPosition(Line line, Line other) {
        return PlanLines.worth(line).equals(PlanLines.worth(other))
                && line.settles().equals(other.settles());
    }

    private static String described(Line line) {
        return PlanLines.described(line);
    }

    private static String worth(Line line) {
        return PlanLines.worth(line);
    }
}
