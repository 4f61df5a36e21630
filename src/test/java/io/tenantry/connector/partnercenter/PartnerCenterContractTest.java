package io.tenantry.connector.partnercenter;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.tenantry.connector.Environment;
import io.tenantry.connector.ProviderContract;
import io.tenantry.connector.Settings;
import io.tenantry.connector.consent.Consents;
import io.tenantry.decision.DecisionTables;
import io.tenantry.provider.Provider;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Partner Center keeps to the port. */
class PartnerCenterContractTest extends ProviderContract {

    @Override
    protected Provider connect() {
        Consents consents = mock();
        given(consents.current(anyString(), anyString())).willReturn(Optional.empty());
        var settings = Settings.of(
                PartnerCenterProperties.class,
                "tenantry.partner-center",
                Map.of("base-url", world.url(), "login-url", world.url(), "page-size", 2, "read-timeout", "10s"));
        var configuration = new PartnerCenterConfiguration();
        var token = configuration.partnerCenterToken(settings, consents, Clock.systemUTC());
        var errors = configuration.partnerCenterErrors(DecisionTables.providerErrorLane(), token, Clock.systemUTC());
        var partnerCenter = configuration.partnerCenter(Settings.in(Environment.SANDBOX), settings, token, errors);
        partnerCenter.verifyConnectivity();
        return partnerCenter;
    }

    @Override
    protected String tenant(String domain) {
        return world.tenant(domain);
    }

    @Override
    protected String partNumber() {
        return "CFQ7TTC0LFLZ:0002";
    }

    @Override
    protected String soldOut() {
        return "CFQ7TTC0XXXX:0001";
    }

    @Override
    protected String placing() {
        return "/**/checkout";
    }

    @Override
    protected String setting() {
        return "/**/subscriptions/*";
    }

    @Override
    protected String settingMethod() {
        return "PATCH";
    }
}
