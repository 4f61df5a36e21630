package io.tenantry.diagnosis.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.diagnosis.Diagnoses;
import io.tenantry.diagnosis.Diagnosis;
import io.tenantry.diagnosis.Question;
import io.tenantry.diagnosis.Symptom;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/diagnoses")
@Tag(name = "Diagnoses", description = "Why an invoice is not as somebody expects it")
class DiagnosesController {

    private final Diagnoses diagnoses;

    DiagnosesController(Diagnoses diagnoses) {
        this.diagnoses = diagnoses;
    }

    record About(
            @Parameter(description = "Legal number or our reference") @Nullable String invoice,
            @Parameter(description = "Contract number") @Nullable String contract,
            @Parameter(description = "Subscription number") @Nullable String subscription,
            @Parameter(description = "A day of the cycle in question") @Nullable LocalDate date) {

        Question question() {
            return new Question(invoice, contract, subscription, date);
        }
    }

    @GetMapping("/{symptom}")
    @Operation(
            summary = "The facts behind a symptom, and which known causes apply",
            description = "Symptoms are invoice-shows-a-write-in, looks-double-billed, line-or-credit-is-missing,"
                    + " not-generated and wrong-price. One of invoice, contract and subscription is needed")
    Diagnosis diagnose(@PathVariable String symptom, @ParameterObject About about) {
        return diagnoses.diagnose(Symptom.of(symptom), about.question());
    }
}
