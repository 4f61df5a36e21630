package io.tenantry.sync.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.shared.Page;
import io.tenantry.shared.web.ETags;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import io.tenantry.sync.MismatchView;
import io.tenantry.sync.Mismatches;
import io.tenantry.sync.Repair;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/mismatches")
@Tag(name = "Providers")
class MismatchesController {

    private final Mismatches mismatches;

    MismatchesController(Mismatches mismatches) {
        this.mismatches = mismatches;
    }

    /** @param from the day from which CORRECT_LEDGER counts; today unless said */
    record RepairWish(@NotNull Repair repair, @NotBlank String reason, @Nullable LocalDate from) {}

    @GetMapping
    @Operation(summary = "What ledger and providers say differently, the oldest first; status null shows all")
    ResponseEntity<Page<MismatchView>> list(
            @RequestParam(required = false) @Nullable String status, @ParameterObject PageQuery page) {
        return Pages.ok(mismatches.list(status, page.paging()));
    }

    @GetMapping("/{number}")
    @Operation(summary = "A mismatch with its proposed repair")
    ResponseEntity<MismatchView> get(@PathVariable String number) {
        return answer(mismatches.get(number));
    }

    @PostMapping("/{number}/repair")
    @Operation(
            summary = "Put a mismatch right in one action: adopt theirs, send ours, correct the ledger, or ignore it")
    ResponseEntity<MismatchView> repair(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody RepairWish wish) {
        var decision = new Mismatches.Decision(wish.repair(), wish.reason(), wish.from(), ETags.expected(ifMatch));
        return answer(mismatches.repair(number, decision));
    }

    private static ResponseEntity<MismatchView> answer(MismatchView mismatch) {
        return ETags.ok(mismatch, mismatch.version());
    }
}
