package io.tenantry.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provider.ProviderRejected;
import org.junit.jupiter.api.Test;

class BusinessErrorsTest {

    private static final class Missing extends ProviderRejected {

        Missing() {
            super("20003", "Not found");
        }
    }

    @Test
    void nameAConnectorsOwnKindOfRefusalAsTheDiagramKnowsIt() {
        assertThat(BusinessErrors.of(new Missing()).getErrorCode()).isEqualTo("ProviderRejected");
        assertThat(BusinessErrors.of(new ProviderRejected("1", "No")).getErrorCode())
                .isEqualTo("ProviderRejected");
    }

    @Test
    void keepTheWordsAsFarAsTheyFit() {
        assertThat(BusinessErrors.of(new ProviderRejected("1", "No")).getMessage())
                .isEqualTo("No (1)");
        assertThat(BusinessErrors.of(new ProviderRejected("1", "n".repeat(3_000)))
                        .getMessage())
                .hasSize(2_000)
                .endsWith("…");
    }
}
