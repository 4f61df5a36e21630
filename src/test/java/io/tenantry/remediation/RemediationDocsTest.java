package io.tenantry.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What process owners may write into the table is told from the code, so that it cannot go stale. Run it with {@code
 * -Dremediation.write=true} to write the page anew.
 */
class RemediationDocsTest {

    private static final Path PAGE = Path.of("src/docs/remediation.md");

    @Test
    void tellsEverySymptomFactAndFix() throws IOException {
        var page = page();
        if (Boolean.getBoolean("remediation.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("Run RemediationDocsTest with -Dremediation.write=true")
                .hasContent(page);
    }

    private static String page() {
        var page = new StringBuilder(
                """
                # Words of the table `remediation-path`

                A row of `dmn/remediation-path.dmn` names a symptom, a condition in FEEL over facts, and what follows: cause,
                words, fixes, role, and whether the first fix is made by itself. The first row that fits answers. Each fact
                can be used in each row by its name, whether a row uses it already or not; one that does not apply or that
                nobody knows is null, and a comparison with null is false. In words, `{fact}` is filled from the evidence.
                A changed table counts for the next look at a case; the case keeps which row of which version decided.
                Roles are `operator`, `billing-manager` and `administrator`. This page is written from the code.

                ## Symptoms

                | Symptom | What it means |
                |---|---|
                """);
        for (var symptom : Symptom.values()) {
            page.append("| `%s` | %s |\n".formatted(symptom, symptom.meaning()));
        }
        page.append("\n## Facts\n\n| Fact | Kind | What it is |\n|---|---|---|\n");
        for (var fact : Fact.values()) {
            page.append("| `%s` | %s | %s |\n"
                    .formatted(
                            fact.key(),
                            fact.kind()
                                    .name()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', '/'),
                            fact.meaning()));
        }
        page.append("\n## Fixes\n\n| Fix | Button | What it does |\n|---|---|---|\n");
        for (var fix : Fix.values()) {
            page.append("| `%s` | %s | %s |\n".formatted(fix, fix.title(), fix.meaning()));
        }
        return page.toString();
    }
}
