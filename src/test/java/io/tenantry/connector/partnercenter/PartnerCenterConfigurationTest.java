package io.tenantry.connector.partnercenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.mock;

import io.tenantry.connector.Environment;
import io.tenantry.connector.Settings;
import io.tenantry.provider.Provider;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerCenterConfigurationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.partnercenter.microsoft.com",
                "https://API.PartnerCenter.Microsoft.COM/",
                "https://api.partnercenter.microsoft.com.:443/v1",
                "https://localhost@api.partnercenter.microsoft.com",
                "https://api.partner.microsoft.com",
                "http://microsoft.com",
                "https://partner.partnercenterapi.microsoftonline.cn"
            })
    void aSandboxNeverReachesProduction(String url) {
        assertThatIllegalStateException()
                .isThrownBy(() -> build(Environment.SANDBOX, Map.of("base-url", url)))
                .withMessage("tenantry.environment is SANDBOX, but tenantry.partner-center.base-url is '" + url
                        + "', which is production; point it at a sandbox or set tenantry.environment to PRODUCTION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://login.microsoftonline.com", "https://login.partner.microsoftonline.cn"})
    void aSandboxNeverSendsItsSecretToProduction(String url) {
        assertThatIllegalStateException()
                .isThrownBy(() -> build(Environment.SANDBOX, Map.of("login-url", url)))
                .withMessageContaining("tenantry.partner-center.login-url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8090", "http://127.0.0.1", "https://notmicrosoft.com", "http://sandbox:80"})
    void aSandboxReachesASandbox(String url) {
        assertThat(build(Environment.SANDBOX, Map.of("base-url", url)).name()).isEqualTo("partner-center");
    }

    @Test
    void productionReachesProduction() {
        var settings = Map.<String, Object>of(
                "base-url",
                "https://api.partnercenter.microsoft.com",
                "login-url",
                "https://login.microsoftonline.com");

        assertThat(build(Environment.PRODUCTION, settings).name()).isEqualTo("partner-center");
    }

    @Test
    void namesTheSettingThatHoldsNoAddress() {
        assertThatIllegalStateException()
                .isThrownBy(() -> build(Environment.PRODUCTION, Map.of("base-url", "partnercenter")))
                .withMessage("tenantry.partner-center.base-url is 'partnercenter', which names no host; give it as"
                        + " https://host[:port]");
    }

    private static Provider build(Environment environment, Map<String, Object> settings) {
        return new PartnerCenterConfiguration()
                .partnerCenter(
                        Settings.in(environment),
                        Settings.of(PartnerCenterProperties.class, "tenantry.partner-center", settings),
                        mock(),
                        mock());
    }
}
