package io.tenantry.console;

import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.subscription.BillingStatus;
import io.tenantry.subscription.BulkOutcome;
import io.tenantry.subscription.LicenseChangeFilter;
import io.tenantry.subscription.LicenseChangeSelection;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.ProvisioningStatus;
import io.tenantry.subscription.ScheduledChangeFilter;
import io.tenantry.subscription.ScheduledLicenseChanges;
import io.tenantry.subscription.ScheduledStatus;
import io.tenantry.subscription.WaitingFor;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** The changes of all subscriptions that somebody has to look at, and the scheduled ones. */
@Controller
class ChangePages {

    private static final int PAGE = 50;

    private final LicenseChanges changes;
    private final ScheduledLicenseChanges scheduled;

    ChangePages(LicenseChanges changes, ScheduledLicenseChanges scheduled) {
        this.changes = changes;
        this.scheduled = scheduled;
    }

    /** What the list is narrowed down to; empty fields leave it open. */
    record Narrowed(
            @Nullable ProvisioningStatus status,
            @Nullable BillingStatus billing,
            @Nullable WaitingFor waiting,
            @Nullable String customer) {

        LicenseChangeFilter filter() {
            var name = customer == null || customer.isBlank() ? null : customer.strip();
            return new LicenseChangeFilter(status, billing, waiting, null, name, null, null);
        }
    }

    @GetMapping("/license-changes")
    String list(Narrowed narrowed, @RequestParam(defaultValue = "0") int page, Model model) {
        model.addAttribute("changes", changes.all(narrowed.filter(), new Paging(page, PAGE)));
        model.addAttribute("narrowed", narrowed);
        model.addAttribute("statuses", ProvisioningStatus.values());
        model.addAttribute("billings", BillingStatus.values());
        model.addAttribute("waits", WaitingFor.values());
        return "license-changes";
    }

    /** A change is shown in its ledger. */
    @GetMapping("/license-changes/{number}")
    String show(@PathVariable String number) {
        var subscription = changes.get(number).change().subscriptionNumber();
        return "redirect:/subscriptions/" + UriUtils.encodePathSegment(subscription, "UTF-8") + "#" + number;
    }

    @PostMapping("/license-changes/archive")
    String archive(Form form, Model model, HttpServletResponse response) {
        try {
            model.addAttribute("outcomes", moved(form));
        } catch (Refused refused) {
            model.addAttribute("outcomes", List.<BulkOutcome>of());
            model.addAttribute("again", form.all());
            PageFrame.refuse(refused, model, response);
        }
        return "license-changes-done";
    }

    private List<BulkOutcome> moved(Form form) {
        var chosen = LicenseChangeSelection.of(form.ticked("change"));
        var reason = form.textOrEmpty("reason");
        return "unarchive".equals(form.textOrNone("act"))
                ? changes.unarchiveAll(chosen, reason)
                : changes.archiveAll(chosen, reason);
    }

    @GetMapping("/scheduled-changes")
    String scheduled(
            @RequestParam(required = false) @Nullable ScheduledStatus status,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        model.addAttribute("changes", scheduled.all(new ScheduledChangeFilter(status, null), new Paging(page, PAGE)));
        model.addAttribute("status", status);
        model.addAttribute("statuses", ScheduledStatus.values());
        return "scheduled-changes";
    }
}
