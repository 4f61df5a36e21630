package io.tenantry.charge.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.charge.NewNonRecurringItem;
import io.tenantry.charge.NonRecurringItemView;
import io.tenantry.charge.NonRecurringItems;
import io.tenantry.contract.BillingContracts;
import io.tenantry.shared.Money;
import io.tenantry.shared.Page;
import io.tenantry.shared.Refused;
import io.tenantry.shared.web.ETags;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/non-recurring-items")
@Tag(name = "Non-recurring items", description = "What a contract is charged once, beside its subscriptions")
class NonRecurringItemsController {

    private final NonRecurringItems items;
    private final BillingContracts contracts;

    NonRecurringItemsController(NonRecurringItems items, BillingContracts contracts) {
        this.items = items;
        this.contracts = contracts;
    }

    /**
     * Which items are asked for.
     *
     * @param status OPEN, BILLED or CANCELLED
     */
    record ItemQuery(@Nullable String contract, @Nullable String status) {}

    /**
     * An item as it is sent.
     *
     * @param contractNumber needed for a new item; an item never moves to another contract
     * @param provider of the product; partner-center if left out
     * @param currency the contract's if left out
     * @param discountPercent none if left out
     * @param taxable true if left out
     */
    record NonRecurringItemBody(
            @Nullable String contractNumber,
            @NotBlank String name,
            @Nullable String description,
            @Nullable String provider,
            @Nullable String productPartNumber,
            @NotNull Integer quantity,
            @NotNull BigDecimal unitPrice,
            @Nullable String currency,
            @Nullable BigDecimal discountPercent,
            @Nullable Boolean taxable,
            @NotNull LocalDate invoiceOn,
            @Nullable LocalDate expiresOn) {

        NewNonRecurringItem in(String contractCurrency) {
            return new NewNonRecurringItem(
                    name,
                    description,
                    provider,
                    productPartNumber,
                    quantity,
                    Money.of(unitPrice, currency == null ? contractCurrency : currency),
                    discountPercent == null ? BigDecimal.ZERO : discountPercent,
                    taxable == null || taxable,
                    invoiceOn,
                    expiresOn);
        }
    }

    record Cancellation(@NotBlank String reason) {}

    @GetMapping
    @Operation(summary = "Non-recurring items by number")
    ResponseEntity<Page<NonRecurringItemView>> list(@ParameterObject ItemQuery query, @ParameterObject PageQuery page) {
        return Pages.ok(items.list(new NonRecurringItems.Filter(query.contract(), query.status()), page.paging()));
    }

    @GetMapping("/{number}")
    @Operation(summary = "A non-recurring item")
    ResponseEntity<NonRecurringItemView> get(@PathVariable String number) {
        return answer(items.get(number));
    }

    @PostMapping
    @Operation(summary = "Add an item; the next invoice of its contract on or after its day takes it along, once")
    ResponseEntity<NonRecurringItemView> add(@Valid @RequestBody NonRecurringItemBody body) {
        var contract = body.contractNumber();
        if (contract == null) {
            throw new Refused("invalid-item", "Say which contract is charged: contractNumber is missing");
        }
        var item = items.add(contract, body.in(contracts.get(contract).currency()));
        return ETags.created("/api/v1/non-recurring-items/" + item.number(), item, item.version());
    }

    @PutMapping("/{number}")
    @Operation(summary = "Change an item that stands on no invoice")
    ResponseEntity<NonRecurringItemView> change(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody NonRecurringItemBody body) {
        var version = ETags.expected(ifMatch);
        var contract = items.get(number).contractNumber();
        if (body.contractNumber() != null && !body.contractNumber().equals(contract)) {
            throw new Refused(
                    "invalid-item",
                    "Item " + number + " belongs to " + contract + " and cannot move; cancel it and add another");
        }
        return answer(items.change(number, body.in(contracts.get(contract).currency()), version));
    }

    @PostMapping("/{number}/cancel")
    @Operation(summary = "Do not charge an item that stands on no invoice")
    ResponseEntity<NonRecurringItemView> cancel(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody Cancellation body) {
        return answer(items.cancel(number, body.reason(), ETags.expected(ifMatch)));
    }

    private static ResponseEntity<NonRecurringItemView> answer(NonRecurringItemView item) {
        return ETags.ok(item, item.version());
    }
}
