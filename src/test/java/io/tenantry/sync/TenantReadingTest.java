package io.tenantry.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.sync.Reading.Answer;
import io.tenantry.sync.SyncRegister.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One tenant that is refused, silent or throttled stops no other. */
class TenantReadingTest {

    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");

    private ProviderPace pace;
    private Provider provider;
    private TenantReading reading;

    @BeforeEach
    void aProviderThatAnswers() {
        pace = mock();
        provider = mock();
        given(provider.name()).willReturn("partner-center");
        given(pace.reserve(any(), anyInt())).willReturn(Duration.ZERO);
        given(pace.interval()).willReturn(Duration.ZERO);
        reading = new TenantReading(pace, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aThrottledTenantIsTriedAgainWhenItMayBeAndCountsAsTried() {
        var again = NOW.plusSeconds(60);

        var readings = read(tenant -> {
            throw new ProviderUnavailable("429", again);
        });

        assertThat(readings.get(0).answer()).isEqualTo(Answer.UNAVAILABLE);
        assertThat(readings.get(0).notBefore()).isEqualTo(again);
        assertThat(readings.subList(1, 4)).allMatch(each -> each.is(Answer.NOT_ASKED));
    }

    @Test
    void aRefusedTenantAndASilentOneAreNotedAndTheOthersAreRead() {
        var readings = read(tenant -> switch (tenant.number()) {
            case "PA-0" -> throw new ProviderRejected("1001", "The relationship has ended");
            case "PA-1" -> throw new ProviderUnavailable("503");
            default -> List.<ProviderSubscription>of();
        });

        assertThat(readings)
                .extracting(Reading::answer)
                .containsExactly(Answer.REJECTED, Answer.UNAVAILABLE, Answer.SEEN, Answer.SEEN);
        assertThat(readings.get(0).words()).contains("The relationship has ended");
    }

    @Test
    void threeSilentTenantsInARowAreTheProviderItself() {
        assertThatThrownBy(() -> read(tenant -> {
                    throw new ProviderUnavailable("503");
                }))
                .isInstanceOf(ProviderUnavailable.class)
                .hasMessageContaining("No tenant could be read");
    }

    private List<Reading> read(java.util.function.Function<Tenant, List<ProviderSubscription>> question) {
        var tenants = IntStream.range(0, 4)
                .mapToObj(index -> new Tenant(UUID.randomUUID(), "PA-" + index, "t" + index, "T", 0, false))
                .toList();
        return reading.read(provider, tenants, question);
    }
}
