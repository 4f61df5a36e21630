package io.tenantry.tax.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.shared.web.ETags;
import io.tenantry.tax.NewTaxRate;
import io.tenantry.tax.TaxRateView;
import io.tenantry.tax.TaxServiceView;
import io.tenantry.tax.TaxServices;
import io.tenantry.tax.TaxServices.Description;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
@RequestMapping("/api/v1/tax-services")
@Tag(name = "Tax services", description = "How invoices are taxed: by dated rates, not at all, or by another engine")
class TaxServicesController {

    private final TaxServices services;

    TaxServicesController(TaxServices services) {
        this.services = services;
    }

    /**
     * @param type RATE_BASED, NONE or EXTERNAL
     * @param overseas whether customers of a country without any rate are invoiced without tax; off if left out
     */
    record NewService(
            @NotBlank String code, @NotBlank String name, @NotBlank String type, @Nullable Boolean overseas) {}

    record Changed(@NotBlank String name, @NotNull Boolean overseas) {}

    /** The words are those of the answer; {@code from} is the first day, {@code to} the first one not any more. */
    record TaxRateBody(
            @NotBlank String productCategory,
            @Nullable String country,
            @Nullable String region,
            @NotBlank String code,
            @NotNull BigDecimal rate,
            @NotBlank String name,
            @Nullable String exemptionReason,
            @NotNull LocalDate from,
            @Nullable LocalDate to) {

        NewTaxRate toRate() {
            return new NewTaxRate(productCategory, country, region, code, rate, name, exemptionReason, from, to);
        }
    }

    /** @param on the first day that the rate is not in force any more */
    record TaxRateEnd(@NotNull LocalDate on) {}

    @GetMapping
    @Operation(summary = "All tax services by code")
    List<TaxServiceView> all() {
        return services.all();
    }

    @GetMapping("/{code}")
    @Operation(summary = "A tax service")
    ResponseEntity<TaxServiceView> get(@PathVariable String code) {
        return answer(services.get(code));
    }

    @PostMapping
    @Operation(summary = "Open a tax service")
    ResponseEntity<TaxServiceView> open(@Valid @RequestBody NewService body) {
        var described = new Description(body.name(), Boolean.TRUE.equals(body.overseas()));
        var service = services.open(body.code(), body.type(), described);
        return ETags.created("/api/v1/tax-services/" + service.code(), service, service.version());
    }

    @PutMapping("/{code}")
    @Operation(summary = "Change a tax service's name, and whether it sells overseas without tax")
    ResponseEntity<TaxServiceView> change(
            @PathVariable String code,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody Changed body) {
        return answer(services.change(code, new Description(body.name(), body.overseas()), ETags.expected(ifMatch)));
    }

    @GetMapping("/{code}/rates")
    @Operation(summary = "A tax service's dated rates")
    List<TaxRateView> rates(@PathVariable String code) {
        return services.rates(code);
    }

    @PostMapping("/{code}/rates")
    @Operation(
            summary = "Enter a rate",
            description = "A rate is never rewritten: a change of rate ends one and enters the next. Overlapping ones "
                    + "are refused.")
    ResponseEntity<TaxRateView> enter(@PathVariable String code, @Valid @RequestBody TaxRateBody body) {
        return ResponseEntity.created(URI.create("/api/v1/tax-services/" + code + "/rates"))
                .body(services.enter(code, body.toRate()));
    }

    @PostMapping("/{code}/rates/{id}/end")
    @Operation(summary = "End a rate")
    TaxRateView end(@PathVariable String code, @PathVariable UUID id, @Valid @RequestBody TaxRateEnd body) {
        return services.end(code, id, body.on());
    }

    private static ResponseEntity<TaxServiceView> answer(TaxServiceView service) {
        return ETags.ok(service, service.version());
    }
}
