package io.tenantry.subscription.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.shared.web.ETags;
import io.tenantry.subscription.AddOns;
import io.tenantry.subscription.BillAt;
import io.tenantry.subscription.ParentChangeView;
import io.tenantry.subscription.SubscriptionView;
import io.tenantry.subscription.TreeView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/subscriptions/{number}")
@Tag(name = "Subscriptions")
class AddOnsController {

    private final AddOns addOns;

    AddOnsController(AddOns addOns) {
        this.addOns = addOns;
    }

    record ParentBody(
            @Nullable @Schema(description = "The true base subscription; none unless given") String parentNumber,
            @Nullable @Schema(description = "So many for each of the parent's; does not follow unless given")
                    Integer ratio,
            @NotBlank @Schema(description = "Kept with the link") String reason) {}

    record VisibilityBody(
            @NotNull @Schema(description = "Print it although it costs nothing of its own") Boolean showOnInvoice,
            @NotNull Boolean displayOnPortal,
            @NotNull @Schema(description = "PARENT rolls a billable add-on up into its parent's line") BillAt billAt,
            @NotBlank @Schema(description = "Kept") String reason) {

        AddOns.Visibility visibility() {
            return new AddOns.Visibility(showOnInvoice, displayOnPortal, billAt);
        }
    }

    @GetMapping("/tree")
    @Operation(summary = "The whole tree of base, add-ons and their add-ons, with what each of them waits for")
    TreeView tree(@PathVariable String number) {
        return addOns.tree(number);
    }

    @GetMapping("/parent-changes")
    @Operation(summary = "Who hung a subscription where and why, the latest first")
    List<ParentChangeView> history(@PathVariable String number) {
        return addOns.history(number);
    }

    @PutMapping("/parent")
    @Operation(summary = "Hang a subscription below its true base, below none, or by another ratio")
    ResponseEntity<SubscriptionAnswer> hang(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody ParentBody body) {
        var act = new AddOns.Act(body.reason().strip(), ETags.expected(ifMatch));
        return answer(addOns.hang(number, body.parentNumber(), body.ratio(), act));
    }

    @PutMapping("/visibility")
    @Operation(summary = "Show or hide a subscription on invoice and portal, and choose the line that bills it")
    ResponseEntity<SubscriptionAnswer> show(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody VisibilityBody body) {
        var act = new AddOns.Act(body.reason().strip(), ETags.expected(ifMatch));
        return answer(addOns.show(number, body.visibility(), act));
    }

    private static ResponseEntity<SubscriptionAnswer> answer(SubscriptionView subscription) {
        return ETags.ok(SubscriptionAnswer.of(subscription), subscription.version());
    }
}
