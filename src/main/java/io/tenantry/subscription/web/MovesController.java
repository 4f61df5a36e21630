package io.tenantry.subscription.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.shared.web.ETags;
import io.tenantry.subscription.AddOns;
import io.tenantry.subscription.MoveCommand;
import io.tenantry.subscription.MoveTakenBack;
import io.tenantry.subscription.Moved;
import io.tenantry.subscription.SubscriptionMoves;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.math.BigDecimal;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/subscriptions/{number}")
@Tag(name = "Subscriptions")
class MovesController {

    private final SubscriptionMoves moves;

    MovesController(SubscriptionMoves moves) {
        this.moves = moves;
    }

    record MoveBody(
            @NotBlank @Schema(description = "productId:skuId that it goes on as; the present one for another term")
                    String partNumber,
            @Nullable @Schema(description = "How many seats move; all unless given") Integer quantity,
            @NotBlank @Schema(example = "P1Y") String term,
            @NotBlank @Schema(example = "MONTHLY") String billingPlan,
            @Nullable @Schema(description = "That bills the new one; the present one unless given")
                    String contractNumber,
            @Nullable @Schema(description = "Of the new one; the present one unless given") String salesUnit,
            @Nullable @Schema(description = "Of one sales unit; the price list's unless given") BigDecimal unitPrice,
            @Nullable String currency,
            @NotBlank @Schema(description = "Kept with the move") String reason) {

        MoveCommand command(String number, long version) {
            return new MoveCommand(
                    number,
                    partNumber,
                    quantity,
                    term,
                    billingPlan,
                    contractNumber,
                    salesUnit,
                    Amounts.money(unitPrice, currency),
                    reason.strip(),
                    version);
        }
    }

    record ReplacedBody(
            @NotBlank @Schema(description = "The subscription that goes on as this one") String oldNumber,
            @NotBlank @Schema(description = "Kept with the link") String reason) {}

    @PostMapping("/moves")
    @Operation(summary = "Let a subscription, or some of its seats, go on as another: an upgrade, or a longer term")
    ResponseEntity<Moved> move(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody MoveBody body) {
        return created(moves.move(body.command(number, ETags.expected(ifMatch))));
    }

    @PostMapping("/replacements")
    @Operation(summary = "Say that this subscription goes on from another one; the change was made at the provider")
    ResponseEntity<Moved> replaces(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody ReplacedBody body) {
        var act = new AddOns.Act(body.reason().strip(), ETags.expected(ifMatch));
        return created(moves.replaced(number, body.oldNumber(), act));
    }

    @PostMapping("/moves/{change}/reversal")
    @Operation(summary = "Take a move back that came to nothing: the old one goes on, the new one never was")
    MoveTakenBack takeBack(@PathVariable String number, @PathVariable String change, @Valid @RequestBody Reason why) {
        return moves.takeBack(number, change, why.reason().strip());
    }

    private static ResponseEntity<Moved> created(Moved moved) {
        return ResponseEntity.created(URI.create("/api/v1/subscriptions/" + moved.newSubscription()))
                .body(moved);
    }
}
