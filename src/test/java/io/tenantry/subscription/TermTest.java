package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.shared.Refused;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermTest {

    @ParameterizedTest(name = "{1} from {0}: on {2} the last renewal was {3}, the next is {4}")
    @CsvSource({
        "2025-03-03, P1Y, 2025-03-03,           , 2026-03-03",
        "2025-03-03, P1Y, 2026-03-02,           , 2026-03-03",
        "2025-03-03, P1Y, 2026-03-03, 2026-03-03, 2026-03-03",
        "2025-03-03, P1Y, 2026-03-11, 2026-03-03, 2027-03-03",
        "2025-03-03, P3Y, 2027-01-01,           , 2028-03-03",
        "2026-01-31, P1M, 2026-02-28, 2026-02-28, 2026-02-28",
        "2026-01-31, P1M, 2026-03-30, 2026-02-28, 2026-03-31",
        "2024-02-29, P1Y, 2025-02-28, 2025-02-28, 2025-02-28",
        "2024-02-29, P1Y, 2028-02-29, 2028-02-29, 2028-02-29",
        "2026-05-01, P1M, 2026-04-01,           , 2026-06-01"
    })
    void renewsFromItsStartAndNeverFromARenewal(
            LocalDate start, String term, LocalDate day, LocalDate last, LocalDate next) {
        var renewals = Term.of(start, null, term);

        assertThat(renewals.lastRenewal(day).orElse(null)).isEqualTo(last);
        assertThat(renewals.nextRenewal(day).orElse(null)).isEqualTo(next);
    }

    @ParameterizedTest(name = "on {0} the last renewal was {1}, the next is {2}")
    @CsvSource({
        "2025-06-01,           , 2026-02-15",
        "2026-02-15, 2026-02-15, 2026-02-15",
        "2026-03-01, 2026-02-15, 2027-02-15"
    })
    void believesTheProvidersEndOfTheTerm(LocalDate day, LocalDate last, LocalDate next) {
        var renewals = Term.of(LocalDate.parse("2025-03-03"), LocalDate.parse("2026-02-14"), "P1Y");

        assertThat(renewals.lastRenewal(day).orElse(null)).isEqualTo(last);
        assertThat(renewals.nextRenewal(day).orElse(null)).isEqualTo(next);
    }

    @Test
    void neverRenewsWithoutATerm() {
        var renewals = Term.of(LocalDate.parse("2025-03-03"), null, "");

        assertThat(renewals.lastRenewal(LocalDate.parse("2030-01-01"))).isEmpty();
        assertThat(renewals.nextRenewal(LocalDate.parse("2025-01-01"))).isEmpty();
    }

    @Test
    void renewsOnceWhereOnlyTheEndIsKnown() {
        var renewals = Term.of(LocalDate.parse("2025-03-03"), LocalDate.parse("2026-02-14"), "odd");

        assertThat(renewals.nextRenewal(LocalDate.parse("2025-03-03"))).contains(LocalDate.parse("2026-02-15"));
        assertThat(renewals.lastRenewal(LocalDate.parse("2027-01-01"))).contains(LocalDate.parse("2026-02-15"));
        assertThat(renewals.nextRenewal(LocalDate.parse("2027-01-01"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"P2Y, MONTHLY, P2Y", "P1M, ANNUAL, longer", "P1Y, WEEKLY, WEEKLY", "P1Y, TRIENNIAL, longer"})
    void refusesWhatIsNotSold(String term, String plan, String named) {
        assertThatThrownBy(() -> Term.requireSellable(term, plan))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource({"P1M, MONTHLY", "P1Y, MONTHLY", "P1Y, ANNUAL", "P3Y, TRIENNIAL"})
    void sellsTheProvidersTerms(String term, String plan) {
        assertThatCode(() -> Term.requireSellable(term, plan)).doesNotThrowAnyException();
    }
}
