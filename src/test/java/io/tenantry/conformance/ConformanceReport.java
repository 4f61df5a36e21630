package io.tenantry.conformance;

import java.util.List;

/** What became of the cases of a file. A case that cannot be reckoned has failed. */
record ConformanceReport(List<Verdict> verdicts) {

    static ConformanceReport of(List<ConformanceCase> cases) {
        return new ConformanceReport(
                cases.stream().map(ConformanceReport::examine).toList());
    }

    List<Verdict> failures() {
        return verdicts.stream().filter(verdict -> !verdict.passed()).toList();
    }

    /** {@code 150 passed, 0 failed}. */
    String summary() {
        var failed = failures().size();
        return verdicts.size() - failed + " passed, " + failed + " failed";
    }

    private static Verdict examine(ConformanceCase row) {
        try {
            var expected = row.requiredNumber("expected_amount");
            var answer = Kind.of(row).answer(row);
            return new Verdict(row, answer.agreesWith(expected), answer.amount(), answer.workings());
        } catch (RuntimeException unusable) {
            return new Verdict(row, false, null, String.valueOf(unusable.getMessage()));
        }
    }
}
