package io.tenantry.connector.partnercenter;

import io.tenantry.connector.partnercenter.PartnerCenterResources.CompanyProfile;
import io.tenantry.connector.partnercenter.PartnerCenterResources.CustomTermEndDate;
import io.tenantry.connector.partnercenter.PartnerCenterResources.Customer;
import io.tenantry.connector.partnercenter.PartnerCenterResources.Page;
import io.tenantry.provider.AgreementAcceptance;
import io.tenantry.provider.ChangeOutcome;
import io.tenantry.provider.Connectivity;
import io.tenantry.provider.CustomTermEnd;
import io.tenantry.provider.HintRegistration;
import io.tenantry.provider.LicenseOrder;
import io.tenantry.provider.MovedProduct;
import io.tenantry.provider.PlacedOrder;
import io.tenantry.provider.ProductOrder;
import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderAccountData;
import io.tenantry.provider.ProviderAccountPage;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.provider.QuantityOrder;
import io.tenantry.provider.TermOrder;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Microsoft Partner Center as our provider. */
final class PartnerCenterProvider implements Provider {

    /** What a list answers, with status 400, to a continuation after its last page. */
    private static final String NO_MORE_RECORDS = "2000";

    private final PartnerCenterApi api;
    private final PartnerCenterAgreements agreements;
    private final PartnerCenterSubscriptions subscriptions;
    private final PartnerCenterOrders orders;
    private final PartnerCenterTransitions transitions;
    private final PartnerCenterWebhook webhook;
    private final PartnerCenterToken token;
    private final int pageSize;

    PartnerCenterProvider(PartnerCenterApi api, PartnerCenterErrors errors, PartnerCenterToken token, int pageSize) {
        var catalog = new PartnerCenterCatalog(api);
        this.api = api;
        this.agreements = new PartnerCenterAgreements(api);
        this.subscriptions = new PartnerCenterSubscriptions(api, catalog);
        this.orders = new PartnerCenterOrders(api, errors, catalog, subscriptions);
        this.transitions = new PartnerCenterTransitions(api, errors, subscriptions);
        this.webhook = new PartnerCenterWebhook(api);
        this.token = token;
        this.pageSize = pageSize;
    }

    @Override
    public String name() {
        return PartnerCenterToken.SYSTEM;
    }

    @Override
    public ProviderAccountPage accounts(@Nullable String continuation) {
        try {
            var page = api.customers(pageSize, Page.seek(continuation), continuation);
            return new ProviderAccountPage(
                    page.all().stream().map(PartnerCenterProvider::account).toList(), page.continuation());
        } catch (ProviderRejected end) {
            if (continuation != null && end.code().equals(NO_MORE_RECORDS)) {
                return new ProviderAccountPage(List.of(), null);
            }
            throw end;
        }
    }

    @Override
    public Optional<String> registrationNumber(String tenantId) {
        return Optional.ofNullable(api.customer(tenantId).companyProfile())
                .map(CompanyProfile::organizationRegistrationNumber)
                .map(String::strip)
                .filter(number -> !number.isEmpty());
    }

    @Override
    public Optional<AgreementAcceptance> agreement(String tenantId) {
        return agreements.of(tenantId);
    }

    @Override
    public List<ProviderSubscription> subscriptions(String tenantId) {
        return subscriptions.of(tenantId);
    }

    @Override
    public Optional<ProviderSubscription> subscription(String tenantId, String subscriptionId) {
        return subscriptions.find(tenantId, subscriptionId);
    }

    @Override
    public String prepareOrder(LicenseOrder order) {
        return orders.prepare(order);
    }

    @Override
    public PlacedOrder placeOrder(String tenantId, String preparedOrder, String requestId) {
        return orders.place(tenantId, preparedOrder, requestId);
    }

    @Override
    public List<PlacedOrder> boughtLike(String tenantId, String preparedOrder) {
        return orders.boughtLike(tenantId, preparedOrder);
    }

    @Override
    public PlacedOrder order(String tenantId, String orderId) {
        return orders.order(tenantId, orderId);
    }

    @Override
    public ChangeOutcome changeQuantity(QuantityOrder order) {
        return subscriptions.change(order);
    }

    @Override
    public MovedProduct changeProduct(ProductOrder order) {
        return transitions.move(order);
    }

    @Override
    public MovedProduct moved(ProductOrder order, Instant since) {
        return transitions.moved(order, since);
    }

    @Override
    public Optional<ProviderRejected> givenUp(ProductOrder order, Instant since) {
        return transitions.givenUp(order, since);
    }

    @Override
    public ChangeOutcome changeTerm(TermOrder order) {
        return subscriptions.change(order);
    }

    @Override
    public List<CustomTermEnd> customTermEnds(String tenantId, String term) {
        List<CustomTermEndDate> all = new ArrayList<>();
        String continuation = null;
        do {
            var page = api.customTermEndDates(tenantId, term, Page.seek(continuation), continuation);
            all.addAll(page.all());
            continuation = page.continuation();
        } while (continuation != null);
        return all.stream().map(PartnerCenterWords::customTermEnd).toList();
    }

    @Override
    public boolean tellsOfChanges() {
        return true;
    }

    @Override
    public HintRegistration tellAt(URI here, boolean replacing) {
        return webhook.register(here, replacing);
    }

    @Override
    public Connectivity renewConsent(String refreshToken) {
        try {
            token.renewWith(refreshToken);
        } catch (ProviderUnavailable refused) {
            return new Connectivity(
                    false, Objects.requireNonNullElse(refused.getMessage(), "Partner Center's sign-in is silent"));
        }
        return verifyConnectivity();
    }

    @Override
    public Connectivity verifyConnectivity() {
        try {
            token.renew();
            api.customers(1, null, null);
            return new Connectivity(true, "Partner Center answers; " + consentWords());
        } catch (ProviderRejected | ProviderUnavailable trouble) {
            return new Connectivity(
                    false, Objects.requireNonNullElse(trouble.getMessage(), "Partner Center is silent"));
        }
    }

    private String consentWords() {
        return token.consent()
                .map(consent ->
                        "the consent of " + consent.consentedAt() + " was last renewed at " + consent.issuedAt())
                .orElse("signed in as the application alone, without a user's consent");
    }

    private static ProviderAccountData account(Customer customer) {
        var profile = customer.companyProfile();
        if (profile == null) {
            return new ProviderAccountData(customer.id(), "", "");
        }
        return new ProviderAccountData(
                customer.id(),
                Objects.requireNonNullElse(profile.companyName(), ""),
                Objects.requireNonNullElse(profile.domain(), ""));
    }
}
