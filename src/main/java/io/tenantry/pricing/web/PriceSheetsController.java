package io.tenantry.pricing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.pricing.LoadedPriceSheet;
import io.tenantry.pricing.PriceSheets;
import io.tenantry.shared.web.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/v1/price-sheets")
@Tag(name = "Pricing", description = "At what price, per currency and day")
class PriceSheetsController {

    private final PriceSheets priceSheets;

    PriceSheetsController(PriceSheets priceSheets) {
        this.priceSheets = priceSheets;
    }

    @PostMapping(consumes = MediaTypes.CSV_VALUE)
    @Operation(
            summary = "Load a price sheet of Partner Center, wholly or not at all",
            description = "The price list is named after currency and market unless priceList says otherwise. Errors "
                    + "come with line and column. Loading the same sheet again changes nothing.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaTypes.CSV_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    LoadedPriceSheet load(@RequestParam(required = false) @Nullable String priceList, InputStream sheet) {
        return priceSheets.load(sheet, priceList);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Load a price sheet of Partner Center from a form")
    LoadedPriceSheet loadForm(
            @RequestParam(required = false) @Nullable String priceList, @RequestPart("file") MultipartFile file)
            throws IOException {
        try (var sheet = file.getInputStream()) {
            return priceSheets.load(sheet, priceList);
        }
    }
}
