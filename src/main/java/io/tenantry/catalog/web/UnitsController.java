package io.tenantry.catalog.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.catalog.UnitView;
import io.tenantry.catalog.Units;
import io.tenantry.shared.web.ETags;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
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
@RequestMapping("/api/v1/units")
@Tag(name = "Catalog")
class UnitsController {

    private final Units units;

    UnitsController(Units units) {
        this.units = units;
    }

    record NewUnit(@NotBlank String unit, @NotNull Integer months) {}

    record Months(@NotNull Integer months) {}

    @GetMapping
    @Operation(summary = "Unit Mapping: how many months each sales unit covers")
    List<UnitView> all() {
        return units.all();
    }

    @GetMapping("/{unit}")
    @Operation(summary = "A mapped unit")
    ResponseEntity<UnitView> get(@PathVariable String unit) {
        return answer(units.get(unit));
    }

    @PostMapping
    @Operation(summary = "Map a new unit, such as SEMI_ANNUAL to 6 months")
    ResponseEntity<UnitView> map(@Valid @RequestBody NewUnit body) {
        var unit = units.map(body.unit(), body.months());
        return ETags.created("/api/v1/units/" + unit.unit(), unit, unit.version());
    }

    @PutMapping("/{unit}")
    @Operation(summary = "Correct how many months a unit covers")
    ResponseEntity<UnitView> change(
            @PathVariable String unit,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody Months body) {
        return answer(units.change(unit, body.months(), ETags.expected(ifMatch)));
    }

    private static ResponseEntity<UnitView> answer(UnitView unit) {
        return ETags.ok(unit, unit.version());
    }
}
