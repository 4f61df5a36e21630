package io.tenantry.sandbox.partnercenter;

import io.tenantry.sandbox.http.SandboxEndpoint;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The price sheet of a market, as a file. */
@SandboxEndpoint
public final class PriceSheetEndpoint {

    private static final Pattern KEYS = Pattern.compile("Market='([A-Za-z]{2})',\\s*PricesheetView='(\\w+)'");

    private final Catalog catalog;

    public PriceSheetEndpoint(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping("/v1.0/sales/pricesheets({keys})/$value")
    ResponseEntity<byte[]> sheet(@PathVariable String keys) {
        var parsed = KEYS.matcher(keys);
        if (!parsed.matches()) {
            throw Refusal.badRequest(2000, "Name the sheet as (Market='US',PricesheetView='updatedlicensebased').");
        }
        var market = parsed.group(1);
        if (!parsed.group(2).equalsIgnoreCase("updatedlicensebased")) {
            throw Refusal.notFound(404, "The sandbox has the view 'updatedlicensebased' only.");
        }
        var sheet = catalog.sheet(market)
                .orElseThrow(() -> Refusal.notFound(404, "There is no price sheet of the market " + market + "."));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment()
                                .filename("price-sheet-" + market + ".csv")
                                .build()
                                .toString())
                .body(sheet.getBytes(StandardCharsets.UTF_8));
    }
}
