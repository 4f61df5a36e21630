package io.tenantry.remediation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.remediation.CaseDetails;
import io.tenantry.remediation.CaseFilter;
import io.tenantry.remediation.CaseView;
import io.tenantry.remediation.Cases;
import io.tenantry.remediation.Fact;
import io.tenantry.remediation.Fix;
import io.tenantry.remediation.Symptom;
import io.tenantry.shared.Page;
import io.tenantry.shared.web.ETags;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/cases")
@Tag(name = "Cases", description = "What is not as it should be, why, and the fix in one call")
class CasesController {

    private final Cases cases;

    CasesController(Cases cases) {
        this.cases = cases;
    }

    record Which(
            @Nullable Symptom symptom,
            @Parameter(description = "Code of a cause, such as PARENT_FAILED") @Nullable String cause,
            @Parameter(description = "Number of the thing, such as LCL-000017") @Nullable String subject,
            @Parameter(description = "operator, billing-manager or administrator") @Nullable String role,
            @Parameter(description = "Only open ones, or only closed ones") @Nullable Boolean open) {

        CaseFilter filter() {
            return new CaseFilter(symptom, cause, subject, role, open);
        }
    }

    record NewCase(@NotNull Symptom symptom, @NotBlank String subject, @NotBlank String seen) {}

    record FixWish(@NotNull Fix fix, @Nullable Map<String, String> inputs, @NotBlank String reason) {}

    record Closing(@NotBlank String reason) {}

    record Word(String code, String title, String meaning) {}

    record Vocabulary(List<Word> symptoms, List<Word> facts, List<Word> fixes) {}

    @GetMapping
    @Operation(summary = "The cases, the one due first on top")
    ResponseEntity<Page<CaseView>> all(@ParameterObject Which which, @ParameterObject PageQuery page) {
        return Pages.ok(cases.all(which.filter(), page.paging()));
    }

    @GetMapping("/vocabulary")
    @Operation(
            summary = "Symptoms, facts and fixes that the table remediation-path may name",
            description = "What a process owner needs to write a row of the table")
    Vocabulary vocabulary() {
        return new Vocabulary(
                Arrays.stream(Symptom.values())
                        .map(symptom -> new Word(symptom.name(), symptom.title(), symptom.meaning()))
                        .toList(),
                Arrays.stream(Fact.values())
                        .map(fact -> new Word(fact.key(), fact.kind().name(), fact.meaning()))
                        .toList(),
                Arrays.stream(Fix.values())
                        .map(fix -> new Word(fix.name(), fix.title(), fix.meaning()))
                        .toList());
    }

    @GetMapping("/{number}")
    @Operation(summary = "A case with its evidence and history")
    ResponseEntity<CaseDetails> get(@PathVariable String number) {
        return answer(cases.get(number));
    }

    @PostMapping
    @Operation(
            summary = "Open a case for something that you have met",
            description = "Answers the one that is open already, if there is one")
    ResponseEntity<CaseDetails> open(@Valid @RequestBody NewCase wish) {
        return ResponseEntity.status(HttpStatus.CREATED).body(cases.open(wish.symptom(), wish.subject(), wish.seen()));
    }

    @PostMapping("/{number}/fixes")
    @Operation(summary = "Make one of the case's fixes; it is verified by fresh evidence")
    ResponseEntity<CaseDetails> fix(
            @PathVariable String number,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody FixWish wish,
            HttpServletRequest request) {
        var inputs = Objects.requireNonNullElse(wish.inputs(), Map.<String, String>of());
        return answer(cases.act(
                new Cases.FixRequest(number, wish.fix(), inputs, wish.reason(), ETags.expected(ifMatch)),
                roles(request)));
    }

    @PostMapping("/{number}/close")
    @Operation(summary = "Close a case although its symptom may stay")
    ResponseEntity<CaseDetails> close(
            @PathVariable String number,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody Closing closing,
            HttpServletRequest request) {
        return answer(cases.close(number, closing.reason(), ETags.expected(ifMatch), roles(request)));
    }

    @PostMapping("/{number}/look")
    @Operation(summary = "Gather the evidence anew and ask the table again")
    ResponseEntity<CaseDetails> look(@PathVariable String number) {
        return ResponseEntity.accepted().body(cases.lookAgain(number));
    }

    private static Predicate<String> roles(HttpServletRequest request) {
        return role -> request.isUserInRole("ADMINISTRATOR")
                || request.isUserInRole(role.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static ResponseEntity<CaseDetails> answer(CaseDetails details) {
        return ETags.ok(details, details.remediation().version());
    }
}
