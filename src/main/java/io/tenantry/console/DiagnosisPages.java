package io.tenantry.console;

import io.tenantry.diagnosis.Diagnoses;
import io.tenantry.diagnosis.Question;
import io.tenantry.diagnosis.Symptom;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is wrong with an invoice, asked by what one sees. */
@Controller
class DiagnosisPages {

    private final Diagnoses diagnoses;

    DiagnosisPages(Diagnoses diagnoses) {
        this.diagnoses = diagnoses;
    }

    @GetMapping("/diagnoses")
    String diagnose(
            @RequestParam(defaultValue = "") String symptom,
            @RequestParam(defaultValue = "") String invoice,
            @RequestParam(defaultValue = "") String contract,
            @RequestParam(defaultValue = "") String subscription,
            @RequestParam(required = false) @Nullable LocalDate date,
            Model model) {
        var asked = new Question(given(invoice), given(contract), given(subscription), date);
        model.addAttribute("symptoms", Symptom.values());
        model.addAttribute("symptom", symptom);
        model.addAttribute("asked", asked);
        model.addAttribute("diagnosis", symptom.isEmpty() ? null : diagnoses.diagnose(Symptom.of(symptom), asked));
        return "diagnosis";
    }

    private static @Nullable String given(String value) {
        return value.isBlank() ? null : value.strip();
    }
}
