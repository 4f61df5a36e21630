package io.tenantry.contract.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.contract.BillingContractTerms;
import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.BillingContracts;
import io.tenantry.contract.ProrationRules;
import io.tenantry.customer.CustomerView;
import io.tenantry.customer.Customers;
import io.tenantry.pricing.PriceLists;
import io.tenantry.shared.FieldRefused;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.Refused;
import io.tenantry.shared.web.ETags;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/billing-contracts")
@Tag(name = "Billing contracts", description = "On which terms a customer is billed")
class BillingContractsController {

    private final BillingContracts contracts;
    private final Customers customers;
    private final PriceLists priceLists;
    private final ProrationRules rules;

    BillingContractsController(
            BillingContracts contracts, Customers customers, PriceLists priceLists, ProrationRules rules) {
        this.contracts = contracts;
        this.customers = customers;
        this.priceLists = priceLists;
        this.rules = rules;
    }

    record Deactivation(@NotBlank String reason) {}

    @GetMapping
    @Operation(summary = "Billing contracts by number, of all customers or one")
    ResponseEntity<Page<BillingContractAnswer>> all(
            @RequestParam(required = false) @Nullable String customer, @ParameterObject PageQuery page) {
        var found = customer == null ? contracts.all(page.paging()) : contracts.of(customer, page.paging());
        return Pages.ok(found.map(this::inWords));
    }

    @GetMapping("/{number}")
    @Operation(summary = "A billing contract")
    ResponseEntity<BillingContractAnswer> get(@PathVariable String number) {
        return answer(contracts.get(number));
    }

    @PostMapping
    @Operation(summary = "Open a billing contract; its next invoice date follows from start, policy and offset")
    ResponseEntity<BillingContractAnswer> create(@Valid @RequestBody BillingContractBody body) {
        var customerNumber = body.customerNumber();
        if (customerNumber == null) {
            throw new FieldRefused(
                    "invalid-contract", "customerNumber", "Say whose contract it is: customerNumber is missing");
        }
        var contract = contracts.create(customerNumber, terms(body, customers.get(customerNumber)));
        return ETags.created("/api/v1/billing-contracts/" + contract.number(), inWords(contract), contract.version());
    }

    @PutMapping("/{number}")
    @Operation(summary = "Change the terms; once a cycle was invoiced, start, frequency, policy and currency are fixed")
    ResponseEntity<BillingContractAnswer> change(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody BillingContractBody body) {
        var version = ETags.expected(ifMatch);
        var owner = contracts.get(number).customerNumber();
        if (body.customerNumber() != null && !body.customerNumber().equals(owner)) {
            throw new Refused(
                    "invalid-contract",
                    "Billing contract " + number + " belongs to " + owner + " and cannot move to another customer");
        }
        return answer(contracts.change(number, terms(body, customers.get(owner)), version));
    }

    @PutMapping("/{number}/toggles")
    @Operation(summary = "Decide what happens by itself after each invoice")
    ResponseEntity<BillingContractAnswer> automate(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody BillingContractBody.Toggles toggles) {
        return answer(contracts.automate(number, toggles.toggles(), ETags.expected(ifMatch)));
    }

    @PostMapping("/{number}/deactivation")
    @Operation(summary = "End the billing of a contract for good")
    ResponseEntity<BillingContractAnswer> deactivate(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody Deactivation body) {
        return answer(contracts.deactivate(number, body.reason(), ETags.expected(ifMatch)));
    }

    private BillingContractTerms terms(BillingContractBody body, CustomerView customer) {
        var name = body.priceList();
        if (name == null) {
            return body.terms(customer, null);
        }
        var list = priceLists.find(name).orElseThrow(() -> new NotFound("Price list", "'" + name + "'"));
        return body.terms(customer, list.id());
    }

    private ResponseEntity<BillingContractAnswer> answer(BillingContractView contract) {
        return ETags.ok(inWords(contract), contract.version());
    }

    private BillingContractAnswer inWords(BillingContractView contract) {
        return new BillingContractAnswer(contract, rules.of(contract));
    }
}
