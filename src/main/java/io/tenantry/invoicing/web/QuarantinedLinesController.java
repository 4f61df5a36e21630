package io.tenantry.invoicing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.invoicing.QuarantinedLineView;
import io.tenantry.invoicing.QuarantinedLines;
import io.tenantry.shared.Page;
import io.tenantry.shared.web.ETags;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/quarantined-lines")
@Tag(name = "Quarantined lines", description = "What runs could not bill, why, and who can put it right")
class QuarantinedLinesController {

    private final QuarantinedLines lines;

    QuarantinedLinesController(QuarantinedLines lines) {
        this.lines = lines;
    }

    /**
     * Which lines are asked for.
     *
     * @param code PRICE_MISSING, UNIT_REJECTED, CURRENCY_REJECTED or LEDGER_NEGATIVE
     * @param open only open or only closed ones; all if left out
     */
    record LineQuery(
            @Nullable String contract, @Nullable String subscription, @Nullable String code, @Nullable Boolean open) {}

    record Closing(@NotBlank String reason) {}

    @GetMapping
    @Operation(
            summary = "Quarantined lines, the oldest first",
            description = "A repaired line is billed by the next run by itself, and closed by that.")
    ResponseEntity<Page<QuarantinedLineView>> list(@ParameterObject LineQuery query, @ParameterObject PageQuery page) {
        var filter = new QuarantinedLines.Filter(query.contract(), query.subscription(), query.code(), query.open());
        return Pages.ok(lines.list(filter, page.paging()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "A quarantined line")
    ResponseEntity<QuarantinedLineView> get(@PathVariable UUID id) {
        return answer(lines.get(id));
    }

    @PostMapping("/{id}/close")
    @Operation(summary = "Say that a line may stay unbilled; it leaves the list of what is to be repaired")
    ResponseEntity<QuarantinedLineView> close(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody Closing body) {
        return answer(lines.close(id, body.reason(), ETags.expected(ifMatch)));
    }

    private static ResponseEntity<QuarantinedLineView> answer(QuarantinedLineView line) {
        return ETags.ok(line, line.version());
    }
}
