package io.tenantry.invoicing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.invoicing.DraftReviewView;
import io.tenantry.invoicing.DraftReviews;
import io.tenantry.shared.Page;
import io.tenantry.shared.web.ETags;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/draft-reviews")
@Tag(name = "Draft reviews", description = "Drafts that were held back, and what a person decides on them")
class DraftReviewsController {

    private final DraftReviews reviews;

    DraftReviewsController(DraftReviews reviews) {
        this.reviews = reviews;
    }

    record Billing(
            @Schema(description = "References of the drafts to bill; all if left out") @Nullable
                    Set<@NotBlank String> references) {}

    record DraftsVoiding(
            @NotBlank String reason,
            @Schema(description = "References of the drafts to void; all if left out") @Nullable
                    Set<@NotBlank String> references) {}

    record NextInvoiceDate(@NotNull LocalDate date, @NotBlank String reason) {}

    @GetMapping
    @Operation(summary = "The contracts with drafts that wait for a person, the one that waits longest first")
    ResponseEntity<Page<DraftReviewView.Summary>> list(@ParameterObject PageQuery page) {
        return Pages.ok(reviews.list(page.paging()));
    }

    @GetMapping("/{contract}")
    @Operation(summary = "A contract's held drafts, their service periods side by side")
    ResponseEntity<DraftReviewView> get(@PathVariable String contract) {
        return answer(reviews.get(contract));
    }

    @PostMapping("/{contract}/bill")
    @Operation(summary = "Bill held drafts, the oldest cycle first; they go out")
    ResponseEntity<DraftReviewView> bill(
            @PathVariable String contract,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody Billing billing) {
        return answer(reviews.bill(contract, ETags.expected(ifMatch), billing.references()));
    }

    @PostMapping("/{contract}/void")
    @Operation(summary = "Void held drafts; what they held is owed again and comes back with the next run")
    ResponseEntity<DraftReviewView> voidDrafts(
            @PathVariable String contract,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody DraftsVoiding voiding) {
        return answer(reviews.voidDrafts(contract, ETags.expected(ifMatch), voiding.reason(), voiding.references()));
    }

    @PostMapping("/{contract}/next-invoice-date")
    @Operation(summary = "Drop the drafts and skip the cycles before a new next invoice date")
    ResponseEntity<DraftReviewView> moveNextInvoiceDate(
            @PathVariable String contract,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody NextInvoiceDate next) {
        return answer(reviews.moveNextInvoiceDate(contract, ETags.expected(ifMatch), next.date(), next.reason()));
    }

    private static ResponseEntity<DraftReviewView> answer(DraftReviewView review) {
        return ETags.ok(review, review.version());
    }
}
