package io.tenantry.console;

import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.subscription.AddOns;
import io.tenantry.subscription.LicenseChangeDetails;
import io.tenantry.subscription.LicenseChangeView;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.ScheduledChangeFilter;
import io.tenantry.subscription.ScheduledLicenseChanges;
import io.tenantry.subscription.SubscriptionStatus;
import io.tenantry.subscription.Subscriptions;
import io.tenantry.subscription.TermChanges;
import io.tenantry.subscription.TermEnd;
import io.tenantry.subscription.TermView;
import io.tenantry.subscription.Terms;
import io.tenantry.subscription.TreeView;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.util.UriUtils;

/** What the page of a subscription shows, and how an act on it ends: back on the page, or with a refusal beside its form. */
@Component
class SubscriptionPage {

    private static final Paging MANY = new Paging(0, Paging.MAX_SIZE);
    private static final List<String> TERMS = List.of("P1M", "P1Y", "P3Y");

    private final Subscriptions subscriptions;
    private final LicenseChanges changes;
    private final ScheduledLicenseChanges scheduled;
    private final Terms terms;
    private final TermChanges termChanges;
    private final AddOns addOns;

    SubscriptionPage(
            Subscriptions subscriptions,
            LicenseChanges changes,
            ScheduledLicenseChanges scheduled,
            Terms terms,
            TermChanges termChanges,
            AddOns addOns) {
        this.subscriptions = subscriptions;
        this.changes = changes;
        this.scheduled = scheduled;
        this.terms = terms;
        this.termChanges = termChanges;
        this.addOns = addOns;
    }

    /**
     * A form that was sent.
     *
     * @param section of the page that it stands in
     * @param typed what was typed, by field; shown again if it is refused
     */
    record Sent(String number, String section, Map<String, String> typed) {}

    String show(String number, Model model) {
        var term = terms.of(number);
        var ledger = changes.ledgerWithHistory(number);
        model.addAttribute("subscription", subscriptions.get(number));
        model.addAttribute("ledger", ledger);
        model.addAttribute(
                "scheduled",
                scheduled.all(new ScheduledChangeFilter(null, number), MANY).items());
        model.addAttribute("preview", null);
        model.addAttribute("term", term);
        model.addAttribute("termEnds", termEnds(term));
        model.addAttribute("openMoves", openMoves(ledger, term));
        var tree = addOns.tree(number);
        model.addAttribute("tree", tree);
        model.addAttribute("here", find(tree, number).orElse(tree));
        model.addAttribute("parents", addOns.history(number));
        model.addAttribute("refusedAt", "");
        model.addAttribute("typed", Map.of());
        return "subscription";
    }

    /** A refusal is said on the page itself, beside what it is about. */
    String act(Sent sent, Runnable act, Model model, HttpServletResponse response) {
        try {
            act.run();
            return "redirect:/subscriptions/" + UriUtils.encodePathSegment(sent.number(), "UTF-8");
        } catch (Refused refused) {
            var page = show(sent.number(), model);
            model.addAttribute("refusedAt", sent.section());
            model.addAttribute("typed", Map.of(sent.section(), sent.typed()));
            PageFrame.refuse(refused, model, response);
            return page;
        }
    }

    /** The days on which its next term may end, by the length of that; none where nothing renews. */
    private Map<String, List<TermEnd>> termEnds(TermView term) {
        var ends = new LinkedHashMap<String, List<TermEnd>>();
        if (term.status() == SubscriptionStatus.ACTIVE && term.autoRenew() && term.termEnd() != null) {
            TERMS.forEach(length -> ends.put(length, termChanges.termEnds(term.number(), length)));
        }
        return ends;
    }

    private static Optional<TreeView> find(TreeView node, String number) {
        return node.number().equals(number)
                ? Optional.of(node)
                : node.below().stream()
                        .flatMap(child -> find(child, number).stream())
                        .findFirst();
    }

    /**
     * The changes that are to take seats out and have not: one that was refused can be taken back, one that waits can be
     * called off unless it may be at the provider, which is said then.
     */
    private static List<LicenseChangeView> openMoves(List<LicenseChangeDetails> ledger, TermView term) {
        var leaving =
                term.replacedBy().stream().map(TermView.Replacement::leaving).toList();
        return ledger.stream()
                .map(LicenseChangeDetails::change)
                .filter(change -> !change.provisioningStatus().isSettled())
                .filter(change -> leaving.contains(change.number()))
                .toList();
    }
}
