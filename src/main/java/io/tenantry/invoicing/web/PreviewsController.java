package io.tenantry.invoicing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.invoicing.ContractPreview;
import io.tenantry.invoicing.Previews;
import io.tenantry.shared.BusinessCalendar;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/billing-contracts/{number}/preview")
@Tag(name = "Previews", description = "What a run would write, without writing it")
class PreviewsController {

    private final Previews previews;
    private final BusinessCalendar calendar;

    PreviewsController(Previews previews, BusinessCalendar calendar) {
        this.previews = previews;
        this.calendar = calendar;
    }

    @GetMapping
    @Operation(summary = "What a run on a day would write for a contract; nothing is written")
    ContractPreview preview(
            @PathVariable String number,
            @Parameter(description = "The day of the run; today if it is left out")
                    @RequestParam(required = false)
                    @Nullable
                    LocalDate asOf) {
        return previews.preview(number, asOf == null ? calendar.today() : asOf);
    }
}
