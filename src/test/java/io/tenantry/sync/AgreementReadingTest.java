package io.tenantry.sync;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

import io.tenantry.customer.Agreements;
import io.tenantry.provider.AgreementAcceptance;
import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.sync.SyncRegister.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agreements are read at the pace that they cost, and a provider that wants its peace gets it from everybody. */
class AgreementReadingTest {

    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");

    private Agreements agreements;
    private ProviderPace pace;
    private Provider provider;
    private AgreementReading reading;

    @BeforeEach
    void aProviderThatAnswers() {
        agreements = mock();
        pace = mock();
        provider = mock();
        given(provider.name()).willReturn("partner-center");
        given(pace.reserve(anyString(), anyInt())).willReturn(Duration.ZERO);
        reading = new AgreementReading(agreements, pace, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void paysForBothCallsThatOneTenantMayCost() {
        given(provider.agreement("tenant-1"))
                .willReturn(Optional.of(new AgreementAcceptance(LocalDate.parse("2026-11-01"), "Ada")));

        reading.look(provider, List.of(tenant(1, true), tenant(2, false)));

        then(pace).should().reserve("partner-center", 2);
        then(agreements)
                .should()
                .record(
                        "PA-1",
                        new Agreements.Acceptance(LocalDate.parse("2026-11-01"), "Ada"),
                        "Read at the provider");
        then(provider).should(never()).agreement("tenant-2");
    }

    @Test
    void whoWantsToBeLeftAloneIsAskedNoMoreByAnybodyUntilThen() {
        given(provider.agreement("tenant-1")).willThrow(new ProviderUnavailable("429", NOW.plusSeconds(57)));

        reading.look(provider, List.of(tenant(1, true), tenant(2, true)));

        then(pace).should().hold("partner-center", Duration.ofSeconds(57));
        then(provider).should(never()).agreement("tenant-2");
        then(agreements).should(never()).record(any(), any(), any());
    }

    private static Tenant tenant(int number, boolean agreementOpen) {
        return new Tenant(UUID.randomUUID(), "PA-" + number, "tenant-" + number, "Tenant " + number, 0, agreementOpen);
    }
}
