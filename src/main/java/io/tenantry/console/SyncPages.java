package io.tenantry.console;

import io.tenantry.invoicing.ChangeImpacts;
import io.tenantry.monitoring.Dashboards;
import io.tenantry.monitoring.ProcessTrace;
import io.tenantry.shared.Paging;
import io.tenantry.sync.ProviderSyncView;
import io.tenantry.sync.ProviderSyncs;
import io.tenantry.sync.SyncFindings;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The syncs and their reports: what was seen, adopted, changed and ended, and what each is worth. */
@Controller
class SyncPages {

    private static final int PAGE = 25;
    private static final Paging SHORT = new Paging(0, 20);

    private final ProviderSyncs syncs;
    private final SyncFindings findings;
    private final ChangeImpacts impacts;
    private final Dashboards dashboards;

    SyncPages(ProviderSyncs syncs, SyncFindings findings, ChangeImpacts impacts, Dashboards dashboards) {
        this.syncs = syncs;
        this.findings = findings;
        this.impacts = impacts;
        this.dashboards = dashboards;
    }

    @GetMapping("/provider-syncs")
    String list(@RequestParam(defaultValue = "0") int page, Model model) {
        model.addAttribute("syncs", syncs.list(new Paging(page, PAGE)));
        model.addAttribute("findings", findings.open(SHORT));
        return "provider-syncs";
    }

    @PostMapping("/provider-syncs")
    String request(@RequestParam(defaultValue = "false") boolean compareOnly) {
        var numbers = syncs.request(null, !compareOnly);
        return numbers.size() == 1 ? "redirect:/provider-syncs/" + numbers.get(0) : "redirect:/provider-syncs";
    }

    @GetMapping("/provider-syncs/{number}")
    String sync(@PathVariable String number, @RequestParam(defaultValue = "0") int page, Model model) {
        var sync = syncs.get(number);
        var changes = syncs.changes(number, new Paging(page, PAGE));
        model.addAttribute("sync", sync);
        model.addAttribute("changes", changes);
        model.addAttribute(
                "impacts",
                impacts.of(changes.items().stream()
                        .map(ProviderSyncView.Change::changeNumber)
                        .toList()));
        model.addAttribute("troubles", syncs.troubles(number, SHORT));
        model.addAttribute("findings", findings.of(number, SHORT));
        model.addAttribute("incidents", dashboards.incidents(number));
        model.addAttribute(
                "process",
                dashboards.processes(List.of(number)).stream()
                        .findFirst()
                        .map(ProcessTrace::processInstanceId)
                        .orElse(null));
        return "provider-sync";
    }

    @GetMapping("/sync-findings")
    String findings(@RequestParam(defaultValue = "0") int page, Model model) {
        model.addAttribute("findings", findings.open(new Paging(page, PAGE)));
        return "sync-findings";
    }
}
