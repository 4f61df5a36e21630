package io.tenantry.connector.partnercenter;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.provider.NextTerm;
import io.tenantry.provider.ProviderAccountData;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.RefundWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartnerCenterProviderTest extends PartnerCenterTest {

    @Test
    void readsTenantsPageByPageUntilNoTokenIsLeft() {
        MICROSOFT.stubFor(get(urlEqualTo("/v1/customers?size=2")).willReturn(recorded(200, "customers-first.json")));
        MICROSOFT.stubFor(get(urlEqualTo("/v1/customers?size=2&seekOperation=Next"))
                .willReturn(recorded(200, "customers-last.json")));

        var first = provider.accounts(null);
        var last = provider.accounts(first.continuation());

        assertThat(first.accounts())
                .containsExactly(
                        new ProviderAccountData(TENANT, "Contoso GmbH", "contoso.onmicrosoft.com"),
                        new ProviderAccountData("45916f92-e9c3-4ed2-b8c2-d87aa129905f", "", ""));
        assertThat(requests("GET", "/v1/customers").get(1).getHeader("MS-ContinuationToken"))
                .isEqualTo("token+of/page=2");
        assertThat(last.accounts()).extracting(ProviderAccountData::name).containsExactly("Fabrikam Ltd");
        assertThat(last.continuation()).isNull();
    }

    @Test
    void findsTheTokenInTheLinkWhereTheBodyHasNone() {
        answers("/v1/customers", recorded(200, "customers-link-only.json"));

        var page = provider.accounts(null);

        assertThat(page.continuation()).isEqualTo("token+of/page=2");
    }

    @Test
    void takesCode2000AfterAPageForTheEndOfTheList() {
        answers("/v1/customers", recorded(400, "error-no-more-records.json"));

        var page = provider.accounts("some token");

        assertThat(page.accounts()).isEmpty();
        assertThat(page.continuation()).isNull();
        assertThatExceptionOfType(ProviderRejected.class).isThrownBy(() -> provider.accounts(null));
    }

    @Test
    void translatesASubscription() {
        answers(SUBSCRIPTION_PATH, recorded(200, "subscription.json"));

        var subscription = provider.subscription(TENANT, SUBSCRIPTION);

        assertThat(subscription)
                .contains(new ProviderSubscription(
                        SUBSCRIPTION,
                        "34b37d7340cc",
                        "CFQ7TTC0LH18:0001",
                        "Contoso office",
                        15,
                        "active",
                        "P1Y",
                        "MONTHLY",
                        true,
                        false,
                        Instant.parse("2021-01-14T16:57:14.498252Z"),
                        LocalDate.parse("2022-01-13"),
                        null,
                        List.of(new RefundWindow(10, Instant.parse("2021-01-24T20:39:17.182697Z"))),
                        Instant.parse("2021-01-21T16:57:15Z"),
                        new NextTerm("CFQ7TTC0LH18:0001", 7, "P1Y", "ANNUAL", null),
                        null));
    }

    @Test
    void listsSubscriptionsOfOldAndNewCommerce() {
        answers("/v1/customers/" + TENANT + "/subscriptions", recorded(200, "subscriptions.json"));

        var subscriptions = provider.subscriptions(TENANT);

        assertThat(subscriptions)
                .containsExactly(
                        new ProviderSubscription(
                                SUBSCRIPTION,
                                "34b37d7340cc",
                                "CFQ7TTC0LH18:0001",
                                "Microsoft 365 Business Basic",
                                15,
                                "active",
                                "P3Y",
                                "TRIENNIAL",
                                true,
                                false,
                                Instant.parse("2021-01-14T16:57:14.498252Z"),
                                LocalDate.parse("2022-01-13"),
                                null),
                        new ProviderSubscription(
                                "83ef9d05-4169-4ef9-9657-0e86b1eab1de",
                                "",
                                "031C9E47-4802-4248-838E-778FB1D2CC05",
                                "nickname",
                                1,
                                "suspended",
                                "",
                                "",
                                false,
                                true,
                                Instant.parse("2017-07-31T00:00:00Z"),
                                null,
                                SUBSCRIPTION));
    }

    @Test
    void findsNoSubscriptionWherePartnerCenterHasNone() {
        answers(SUBSCRIPTION_PATH, recorded(404, "error-subscription-missing.json"));

        assertThat(provider.subscription(TENANT, SUBSCRIPTION)).isEmpty();
    }

    private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder error(
            int status, String code, String words) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"code\":\"" + code + "\",\"description\":\"" + words + "\",\"source\":\"PartnerFD\"}");
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) new ObjectMapper()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(text);
    }
}
