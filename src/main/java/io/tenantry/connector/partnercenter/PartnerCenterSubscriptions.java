package io.tenantry.connector.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.connector.partnercenter.PartnerCenterErrors.StaleEtag;
import io.tenantry.connector.partnercenter.PartnerCenterResources.Page;
import io.tenantry.connector.partnercenter.PartnerCenterResources.Subscription;
import io.tenantry.provider.ChangeOutcome;
import io.tenantry.provider.NextTerm;
import io.tenantry.provider.ProductOrder;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.provider.QuantityOrder;
import io.tenantry.provider.TermOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tenants' subscriptions: read, and changed by sending them back whole, as they were read, but for what is meant to
 * change. What is left out would be deleted there.
 */
final class PartnerCenterSubscriptions {

    /** What a subscription that does not exist, or exists no more, is answered with. */
    private static final String NO_SUCH_SUBSCRIPTION = "20003";

    private final PartnerCenterApi api;
    private final PartnerCenterCatalog catalog;

    PartnerCenterSubscriptions(PartnerCenterApi api, PartnerCenterCatalog catalog) {
        this.api = api;
        this.catalog = catalog;
    }

    List<ProviderSubscription> of(String tenantId) {
        List<Subscription> all = new ArrayList<>();
        String continuation = null;
        do {
            Page<Subscription> page = api.subscriptions(tenantId, Page.seek(continuation), continuation);
            all.addAll(page.all());
            continuation = page.continuation();
        } while (continuation != null);
        return all.stream().map(PartnerCenterWords::subscription).toList();
    }

    /** Only the subscription may be missing: a tenant that is not known is no answer to the question. */
    Optional<ProviderSubscription> find(String tenantId, String subscriptionId) {
        try {
            return Optional.of(PartnerCenterWords.subscription(api.subscription(tenantId, subscriptionId)));
        } catch (PartnerCenterErrors.Missing missing) {
            if (missing.code().equals(NO_SUCH_SUBSCRIPTION)) {
                return Optional.empty();
            }
            throw missing;
        }
    }

    /** One that is gone has no seats: that says nothing of any other target, but it is all that a target of none wants. */
    ChangeOutcome change(QuantityOrder order) {
        var target = new Target(order.tenantId(), order.subscriptionId(), RequestIds.guid(order.requestId()));
        try {
            return change(target, new QuantityEdit(order));
        } catch (PartnerCenterErrors.Missing gone) {
            if (order.targetQuantity() == 0 && gone.code().equals(NO_SUCH_SUBSCRIPTION)) {
                return ChangeOutcome.APPLIED;
            }
            throw gone;
        }
    }

    ChangeOutcome change(TermOrder order) {
        var target = new Target(order.tenantId(), order.subscriptionId(), RequestIds.guid(order.requestId()));
        return change(target, new TermEdit(order, nextItem(order)));
    }

    /** Of a subscription that has the product already. */
    ChangeOutcome lengthen(ProductOrder order) {
        var requestId = RequestIds.derived(order.requestId(), "term " + order.term());
        return change(new Target(order.tenantId(), order.subscriptionId(), requestId), new LongerTermEdit(order));
    }

    private @Nullable String nextItem(TermOrder order) {
        var next = order.nextTerm();
        if (next == null || next.equals(NextTerm.AS_NOW)) {
            return null;
        }
        var country =
                api.customer(order.tenantId()).billingProfile().defaultAddress().country();
        return catalog.itemOf(next.partNumber(), next.term(), next.billingPlan(), country);
    }

    private record Target(String tenantId, String subscriptionId, String requestId) {}

    /** If somebody was quicker, it is read once more and the change is made in what is there now. */
    private ChangeOutcome change(Target target, SubscriptionEdit edit) {
        try {
            return tryChange(target, edit);
        } catch (StaleEtag overtaken) {
            return tryChange(target, edit);
        }
    }

    /** What is answered counts, not that something is: it must show the change, or it is looked up later. */
    private ChangeOutcome tryChange(Target target, SubscriptionEdit edit) {
        var subscription = whole(target);
        if (edit.isIn(subscription)) {
            return ChangeOutcome.APPLIED;
        }
        edit.requireUnedited(subscription);
        var etag = edit.wantsEtag() ? quoted(subscription) : null;
        // After any answer, that of a stale etag too, Partner Center wants a request id of its own for the next try.
        var requestId = etag == null ? target.requestId() : RequestIds.derived(target.requestId(), etag);
        edit.makeIn(subscription);
        var answer = api.update(target.tenantId(), target.subscriptionId(), requestId, etag, subscription);
        return answer != null && edit.isIn(answer) ? ChangeOutcome.APPLIED : ChangeOutcome.PENDING;
    }

    /** Half a subscription must not be sent back as if it were the whole. */
    private ObjectNode whole(Target target) {
        var subscription = api.wholeSubscription(target.tenantId(), target.subscriptionId());
        var complete = subscription.path("id").asText().equalsIgnoreCase(target.subscriptionId())
                && subscription.path("quantity").isIntegralNumber()
                && !subscription.path("status").asText().isBlank();
        if (!complete) {
            throw new ProviderUnavailable("Partner Center's answer is not the whole of subscription "
                    + target.subscriptionId() + ": id, quantity or status is missing; nothing was changed");
        }
        return subscription;
    }

    /** New-commerce subscriptions may come without one. */
    private static @Nullable String quoted(ObjectNode subscription) {
        var etag = subscription.path("attributes").path("etag").asText("").replace("\"", "");
        return etag.isEmpty() ? null : "\"" + etag + "\"";
    }
}
