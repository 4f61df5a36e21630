package io.tenantry.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.ScenarioTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

class FixesIT extends ScenarioTest {

    @Autowired
    private Fixes fixes;

    @Autowired
    private CaseBook book;

    @Autowired
    private CaseWatch watch;

    @Test
    void haveAMakerEach() {
        assertThat(fixes.makers()).containsOnlyKeys(Fix.values());
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
