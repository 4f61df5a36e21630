package io.tenantry.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.shared.Stale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ETagsTest {

    @Test
    void takesBackWhatItGave() {
        var etag = ETags.ok("body", 17).getHeaders().getETag();

        assertThat(etag).isEqualTo("\"17\"");
        assertThat(ETags.expected(etag)).isEqualTo(17);
        assertThat(ETags.expected(" \"0\" ")).isZero();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "*"})
    void asksForTheVersionWhereNoneIsNamed(String ifMatch) {
        assertThatThrownBy(() -> ETags.expected(ifMatch))
                .isInstanceOf(PreconditionMissing.class)
                .hasMessageContaining("send its ETag along as If-Match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"3\"", "3", "\"abc\"", "\"3\", \"4\"", "\"99999999999999999999\""})
    void matchesNothingByAForeignTag(String ifMatch) {
        assertThatThrownBy(() -> ETags.expected(ifMatch)).isInstanceOf(Stale.class);
    }
}
