package io.tenantry.subscription.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.shared.Page;
import io.tenantry.shared.web.ETags;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.ReductionPreview;
import io.tenantry.subscription.ReductionPreviews;
import io.tenantry.subscription.RequestedChange;
import io.tenantry.subscription.SubscriptionFilter;
import io.tenantry.subscription.SubscriptionStatus;
import io.tenantry.subscription.SubscriptionView;
import io.tenantry.subscription.Subscriptions;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
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
@RequestMapping("/api/v1/subscriptions")
@Tag(name = "Subscriptions", description = "What is licensed. Quantity and price are the sum of the license changes")
class SubscriptionsController {

    private final Subscriptions subscriptions;
    private final LicenseChanges changes;
    private final ReductionPreviews reductions;

    SubscriptionsController(Subscriptions subscriptions, LicenseChanges changes, ReductionPreviews reductions) {
        this.subscriptions = subscriptions;
        this.changes = changes;
        this.reductions = reductions;
    }

    /** Which subscriptions are asked for; all where nothing is said. */
    record Query(@Nullable SubscriptionStatus status, @Nullable String customer, @Nullable String contract) {}

    @GetMapping
    @Operation(summary = "Subscriptions by number, of all or one status, customer or contract")
    ResponseEntity<Page<SubscriptionAnswer>> all(@ParameterObject Query query, @ParameterObject PageQuery page) {
        var filter = new SubscriptionFilter(query.status(), query.customer(), query.contract());
        return Pages.ok(subscriptions.all(filter, page.paging()).map(SubscriptionAnswer::of));
    }

    @GetMapping("/{number}")
    @Operation(summary = "A subscription, with what keeps it from being billed")
    ResponseEntity<SubscriptionAnswer> get(@PathVariable String number) {
        return answer(subscriptions.get(number));
    }

    @PostMapping
    @Operation(summary = "Order a subscription or add-on; it awaits provisioning")
    ResponseEntity<SubscriptionAnswer> create(@Valid @RequestBody SubscriptionBody body) {
        var subscription = subscriptions.create(body.order(), body.placement());
        return ETags.created(
                "/api/v1/subscriptions/" + subscription.number(),
                SubscriptionAnswer.of(subscription),
                subscription.version());
    }

    @PostMapping("/{number}/changes")
    @Operation(summary = "Change quantity, price or product, or deactivate: now, on a date or on renewal")
    ResponseEntity<RequestedChange> change(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody ChangeBody body) {
        var version = ETags.expected(ifMatch);
        return created(changes.request(body.of(subscriptions.get(number), version)));
    }

    @PostMapping("/{number}/price-changes")
    @Operation(
            summary = "Change the price: now, on a date or on renewal",
            description = "No licence moves by it; what orders or ends some is a change")
    ResponseEntity<RequestedChange> changePrice(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody PriceChangeBody body) {
        var version = ETags.expected(ifMatch);
        return created(changes.request(body.of(subscriptions.get(number), version)));
    }

    @PostMapping("/{number}/corrections")
    @Operation(summary = "Put right what was wrong with the sale: contract, product, sales unit or price")
    ResponseEntity<SubscriptionAnswer> correct(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody CorrectionBody body) {
        return answer(subscriptions.correct(number, body.correction(), ETags.expected(ifMatch)));
    }

    @GetMapping("/{number}/reduction-window")
    @Operation(
            summary = "Whether the quantity may be reduced on a day, before it is ordered",
            description =
                    "Our windows (QRB, QRW) over the whole tree of base and add-ons, and the provider's own, read live")
    ReductionPreview reductionWindow(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable Integer quantity,
            @RequestParam(required = false) @Nullable LocalDate on) {
        return reductions.preview(number, quantity, on);
    }

    @PostMapping("/{number}/requeue")
    @Operation(summary = "Set all failed and stuck changes back to Awaiting, in their order; answers their numbers")
    List<String> requeue(@PathVariable String number, @Valid @RequestBody Reason why) {
        return changes.requeueAll(number, why.reason().strip());
    }

    @GetMapping("/{number}/ledger")
    @Operation(summary = "All license changes in their order, each with the running sum")
    List<ChangeAnswer> ledger(@PathVariable String number) {
        return changes.ledger(number).stream().map(ChangeAnswer::of).toList();
    }

    private static ResponseEntity<RequestedChange> created(RequestedChange change) {
        var kind = change.scheduled() ? "scheduled-license-changes" : "license-changes";
        return ResponseEntity.created(URI.create("/api/v1/" + kind + "/" + change.changeNumber()))
                .body(change);
    }

    private static ResponseEntity<SubscriptionAnswer> answer(SubscriptionView subscription) {
        return ETags.ok(SubscriptionAnswer.of(subscription), subscription.version());
    }
}
