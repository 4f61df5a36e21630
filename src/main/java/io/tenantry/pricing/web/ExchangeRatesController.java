package io.tenantry.pricing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.pricing.ExchangeRateView;
import io.tenantry.pricing.ExchangeRates;
import io.tenantry.pricing.NewExchangeRate;
import io.tenantry.shared.Page;
import io.tenantry.shared.web.MediaTypes;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/exchange-rates")
@Tag(name = "Exchange rates", description = "What a currency costs in another, from which day on")
class ExchangeRatesController {

    private final ExchangeRates rates;

    ExchangeRatesController(ExchangeRates rates) {
        this.rates = rates;
    }

    /**
     * Which rates are asked for.
     *
     * @param day only rates that begin on it
     */
    record RateQuery(@Nullable String from, @Nullable String to, @Nullable LocalDate day) {}

    /** @param rate what one unit of {@code from} costs in {@code to}, such as 0.9215 for USD in EUR */
    record ExchangeRateBody(
            @NotBlank String from,
            @NotBlank String to,
            @NotNull LocalDate validFrom,
            @NotNull BigDecimal rate,
            @NotBlank String source) {}

    @GetMapping
    @Operation(summary = "Exchange rates by pair, the newest first")
    ResponseEntity<Page<ExchangeRateView>> list(@ParameterObject RateQuery query, @ParameterObject PageQuery page) {
        return Pages.ok(rates.list(new ExchangeRates.Filter(query.from(), query.to(), query.day()), page.paging()));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Enter a rate",
            description = "It holds from its day until the next one of its pair begins. A rate is never rewritten.")
    ResponseEntity<ExchangeRateView> enter(@Valid @RequestBody ExchangeRateBody body) {
        var rate =
                rates.enter(new NewExchangeRate(body.from(), body.to(), body.validFrom(), body.rate(), body.source()));
        var where = "/api/v1/exchange-rates?from=" + rate.from() + "&to=" + rate.to() + "&day=" + rate.validFrom();
        return ResponseEntity.created(URI.create(where)).body(rate);
    }

    @PostMapping(path = "/import", consumes = MediaTypes.CSV_VALUE)
    @Operation(
            summary = "Load a file of rates, wholly or not at all",
            description = "Columns: from, to, valid_from, rate, source. Loading the same file again changes nothing.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaTypes.CSV_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    ExchangeRates.Loaded load(InputStream file) {
        return rates.load(file);
    }
}
