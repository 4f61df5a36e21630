package io.tenantry.connector.partnercenter;

import io.tenantry.connector.partnercenter.PartnerCenterResources.WebhookRegistration;
import io.tenantry.provider.HintRegistration;
import io.tenantry.provider.ProviderRejected;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Has Partner Center tell us of changes. It knows one address for each partner: one that is ours is kept up to date, one
 * that is somebody else's is not taken away unasked. Events that others chose for the address stay chosen.
 */
final class PartnerCenterWebhook {

    static final String PATH = "/webhooks/partner-center";

    /** What we read again; and the one that Partner Center tries an address with. */
    private static final List<String> WANTED = List.of("subscription-updated", "test-created");

    private final PartnerCenterApi api;

    PartnerCenterWebhook(PartnerCenterApi api) {
        this.api = api;
    }

    HintRegistration register(URI here, boolean replacing) {
        var address = here + PATH;
        var known = registered();
        if (known.isPresent() && isTold(known.get(), address)) {
            return told(known.get());
        }
        if (known.isPresent() && !replacing && !known.get().webhookUrl().endsWith(PATH)) {
            throw new ProviderRejected(
                    "webhook-elsewhere",
                    "Partner Center tells of changes at " + known.get().webhookUrl()
                            + " and knows one address only; register ours in its place by a person's decision, or let that"
                            + " one pass the events on");
        }
        var events = new TreeSet<>(offered());
        var wish = new WebhookRegistration(address, List.of(), true);
        if (known.isEmpty()) {
            return told(api.registerWebhook(wish.with(events)));
        }
        events.addAll(known.get().events());
        return told(api.changeWebhook(wish.with(events)));
    }

    private Optional<WebhookRegistration> registered() {
        try {
            return Optional.of(api.webhook());
        } catch (PartnerCenterErrors.Missing none) {
            return Optional.empty();
        }
    }

    /** What Partner Center does not offer any more must not keep it from telling the rest. */
    private List<String> offered() {
        var offered = api.webhookEvents();
        if (!offered.contains(WANTED.get(0))) {
            throw new ProviderRejected(
                    "event-unknown",
                    "Partner Center offers the events " + offered + " and not '" + WANTED.get(0)
                            + "'; without it the nightly comparison sees to everything");
        }
        return WANTED.stream().filter(offered::contains).toList();
    }

    private static boolean isTold(WebhookRegistration known, String address) {
        return known.webhookUrl().equals(address)
                && known.events().contains(WANTED.get(0))
                && known.signatureTokenToMsSignatureHeader();
    }

    private static HintRegistration told(WebhookRegistration known) {
        return new HintRegistration(known.webhookUrl(), known.events());
    }
}
