package io.tenantry.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.ScenarioTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

class FixesIT extends ScenarioTest {

    private static final int MANY = 1_000;

    @Autowired
    private Fixes fixes;

    @Autowired
    private CaseBook book;

    @Autowired
    private CaseWatch watch;

    @Autowired
    private Cases cases;

    @Test
    void haveAMakerEach() {
        assertThat(fixes.makers()).containsOnlyKeys(Fix.values());
    }

    /** Two whose symptom is gone and who do not hear of it; each turn has room for one. */
    @Test
    void oneWhoDoesNotAnswerKeepsNoOtherCaseWaiting() {
        var first = opened();
        var second = opened();

        var woken = new ArrayList<String>();
        while (Collections.frequency(woken, first) < 2 && woken.size() < MANY) {
            woken.addAll(watch.gone(Symptom.STEP_STOPPED, 1));
        }

        assertThat(woken).containsSubsequence(first, second, first);
        runJobs();
        assertThat(cases.get(first).remediation().closedHow()).isEqualTo("SYMPTOM_GONE");
        assertThat(cases.get(second).remediation().closedHow()).isEqualTo("SYMPTOM_GONE");
    }

    private String opened() {
        var subject = "NONE-" + UUID.randomUUID() + "/step";
        cases.observe(Symptom.STEP_STOPPED, subject, "It stopped, and went on since");
        return book.openOf(subject).get(0);
    }

    /** A statement that the database does not understand would stop every scan. */
    @ParameterizedTest
    @EnumSource(Symptom.class)
    void areForSymptomsThatTheDatabaseCanTell(Symptom symptom) {
        assertThat(book.found(symptom, 1)).isNotNull();
        assertThat(watch.gone(symptom, 1)).isNotNull();
        assertThat(book.shown(symptom, "NONE-" + UUID.randomUUID())).isEmpty();
    }
}
