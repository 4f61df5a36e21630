package io.tenantry.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.decision.ProviderErrorLane.Lane;
import org.camunda.bpm.engine.DecisionService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderErrorLaneTest extends DecisionTest {

    private ProviderErrorLane lanes;

    ProviderErrorLaneTest() {
        super(ProviderErrorLane.DECISION);
    }

    @Override
    void bind(DecisionService decisions) {
        lanes = new ProviderErrorLane(decisions);
    }

    @ParameterizedTest(name = "HTTP {1} with code {2}: {3} by rule {0}")
    @CsvSource(
            textBlock =
                    """
            noAnswer,             0,   '',     UNAVAILABLE
            stillAtWork,          409, 800060, PENDING
            stillAtWork,          409, 800064, PENDING
            stillAtWork,          409, 800082, PENDING
            stillAtWork,          409, 900278, PENDING
            cartSubmittedAlready, 400, 800065, PENDING
            cartGone,             404, 800008, PENDING
            overtaken,            400, 2055,   UNAVAILABLE
            availabilityChanged,  404, 400019, UNAVAILABLE
            consentWanted,        403, 900329, UNAVAILABLE
            consentWanted,        401, 900420, UNAVAILABLE
            notSignedIn,          401, '',     UNAVAILABLE
            timedOutThere,        408, '',     UNAVAILABLE
            throttled,            429, '',     UNAVAILABLE
            providerBroken,       500, '',     UNAVAILABLE
            providerBroken,       503, 3000,   UNAVAILABLE
            notTheProvidersWords, 403, '',     UNAVAILABLE
            notTheProvidersWords, 404, '',     UNAVAILABLE
            definiteNo,           400, 800090, REJECTED
            definiteNo,           400, 2002,   REJECTED
            definiteNo,           403, 13605,  REJECTED
            definiteNo,           404, 20003,  REJECTED
            definiteNo,           409, 900999, REJECTED
            definiteNo,           422, x,      REJECTED
            anythingElse,         302, '',     UNAVAILABLE
            anythingElse,         204, 1,      UNAVAILABLE
            """)
    void decides(String rule, int httpStatus, String errorCode, Lane lane) {
        var verdict = lanes.choose(httpStatus, errorCode);

        assertThat(verdict.lane()).isEqualTo(lane);
        assertThat(verdict.reason()).endsWith(".");
        assertThat(rulesThatHit()).containsExactly(rule);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 199, 226, 300, 399, 599, 600, 999, -1})
    void neverTakesAnUnknownStatusForARefusal(int httpStatus) {
        var verdict = lanes.choose(httpStatus, "4711");

        assertThat(verdict.lane()).isEqualTo(Lane.UNAVAILABLE);
    }
}
