package io.tenantry.contract.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.contract.ProrationRuleView;
import io.tenantry.contract.ProrationRules;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/proration-rules")
@Tag(name = "Billing contracts")
class ProrationRulesController {

    private final ProrationRules rules;

    ProrationRulesController(ProrationRules rules) {
        this.rules = rules;
    }

    @GetMapping
    @Operation(summary = "The conventions by which a part of a cycle can be charged, each with a worked example")
    List<ProrationRuleView> all() {
        return rules.all();
    }

    @GetMapping("/{name}")
    @Operation(summary = "The versions of a proration rule, the newest first")
    List<ProrationRuleView> versions(@PathVariable String name) {
        return rules.versions(name);
    }
}
