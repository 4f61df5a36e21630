package io.tenantry.monitoring.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.monitoring.Dashboards;
import io.tenantry.monitoring.OpenIncident;
import io.tenantry.monitoring.OpenTask;
import io.tenantry.monitoring.Queues;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Monitoring", description = "What waits for somebody")
class QueuesController {

    private final Dashboards dashboards;

    QueuesController(Dashboards dashboards) {
        this.dashboards = dashboards;
    }

    @GetMapping("/queues")
    @Operation(summary = "How much waits in each queue")
    Queues queues() {
        return dashboards.queues();
    }

    @GetMapping("/incidents")
    @Operation(summary = "The steps without a try left, newest first, at most 200")
    List<OpenIncident> incidents() {
        return dashboards.incidents();
    }

    @GetMapping("/tasks")
    @Operation(summary = "The user tasks that wait for somebody, at most 200")
    List<OpenTask> tasks() {
        return dashboards.tasks();
    }

    @GetMapping("/saved-views/{name}")
    @Operation(summary = "The rows of a saved view, at most 200")
    List<Map<String, Object>> savedView(@PathVariable String name) {
        return dashboards.savedView(name);
    }
}
