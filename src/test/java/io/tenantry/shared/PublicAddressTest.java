package io.tenantry.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

    @Test
    void aPageIsWhereTheInstallationIsReached() {
        var address = new PublicAddress("https://tenantry.example", "8080");

        assertThat(address.of("/cases/CASE-000017")).isEqualTo("https://tenantry.example/cases/CASE-000017");
        assertThat(address.told()).contains(URI.create("https://tenantry.example"));
    }

    @Test
    void aPathBehindAProxyIsKeptAndTheLastSlashIsNotDoubled() {
        var address = new PublicAddress(" https://example.com/tenantry/ ", "8080");

        assertThat(address.of("/cases")).isEqualTo("https://example.com/tenantry/cases");
    }

    @Test
    void untilSomebodySaysWhereItIsOnlyThisMachineReachesIt() {
        var address = new PublicAddress("", "8081");

        assertThat(address.of("/cases")).isEqualTo("http://localhost:8081/cases");
        assertThat(address.told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenantry.example",
                "ftp://tenantry.example",
                "https://",
                "https://a b",
                "https://x/?page=1",
                "https://me:secret@x"
            })
    void whatCannotBeOpenedDoesNotStart(String told) {
        assertThatThrownBy(() -> new PublicAddress(told, "8080"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tenantry.public-url '" + told + "'")
                .hasMessageContaining("https://tenantry.example");
    }
}
