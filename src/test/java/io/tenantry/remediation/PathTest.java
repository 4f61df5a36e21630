package io.tenantry.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTest {

    @Test
    void aRowThatNamesAFixAndWhoMayMakeItIsFollowed() {
        assertThat(path("REQUEUE, WAIT", "operator").objection()).isNull();
        assertThat(path("BILL_DRAFTS,VOID_DRAFTS", "billing-manager").objection())
                .isNull();
        assertThat(path("BILL_DRAFTS", "administrator").objection()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "REQUEUE, boss, the role 'boss'",
        "REQUEU, operator, 'the fix [REQUEU], which does not exist'",
        "'', operator, does not exist",
        "'REQUEUE,BILL_DRAFTS', operator, 'the fix [BILL_DRAFTS], which the role ''operator'' may not make'",
        "RUN_BILLING, operator, may not make"
    })
    void aRowThatCannotBeFollowedSaysWhy(String fixes, String role, String words) {
        assertThat(path(fixes, role).objection()).contains(words);
    }

    private static Path path(String fixes, String role) {
        return new Path("CAUSE", "Words", fixes, role, false, 1, "row");
    }
}
