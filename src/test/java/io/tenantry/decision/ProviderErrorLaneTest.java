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

    /** Every code of the manual that is a refusal of the request, and of nothing else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2000", "2001", "2002", "2006", "2011", "2054", "2085", "2091", "10000", "10001", "10002", "10003",
                "10004", "10006", "10007", "10008", "10009", "10010", "10012", "10015", "13605", "20002", "20003",
                "27009", "400013", "400018", "400041", "60003", "600002", "600049", "600050", "600051", "600061",
                "800009", "800017", "800018", "800020", "800023", "800025", "800063", "800066", "800067", "800069",
                "800070", "800073", "800074", "800075", "800077", "800088", "800089", "800090", "800091", "800093",
                "800095", "800096", "800097", "800107", "800121", "800122", "900117", "900203", "900206", "900213",
                "900214", "900236", "900242", "900244", "900245", "900246", "900257", "900258", "900259", "900260",
                "900261", "900263", "900267", "900268", "900269", "900270", "900275", "900277", "900279", "900280",
                "900311"
            })
    void givesThePersonEveryRefusalOfTheManual(String code) {
        assertThat(lanes.choose(400, code).lane()).isEqualTo(Lane.REJECTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 199, 226, 300, 399, 599, 600, 999, -1})
    void neverTakesAnUnknownStatusForARefusal(int httpStatus) {
        var verdict = lanes.choose(httpStatus, "4711");

        assertThat(verdict.lane()).isEqualTo(Lane.UNAVAILABLE);
    }
}
