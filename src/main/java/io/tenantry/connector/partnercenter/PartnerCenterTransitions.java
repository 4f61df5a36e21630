package io.tenantry.connector.partnercenter;

import io.tenantry.connector.partnercenter.PartnerCenterApi.Eligibility;
import io.tenantry.connector.partnercenter.PartnerCenterApi.Problem;
import io.tenantry.connector.partnercenter.PartnerCenterApi.Transition;
import io.tenantry.connector.partnercenter.PartnerCenterApi.TransitionEvent;
import io.tenantry.connector.partnercenter.PartnerCenterApi.TransitionTarget;
import io.tenantry.provider.ChangeOutcome;
import io.tenantry.provider.ProductOrder;
import io.tenantry.provider.ProviderRejected;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Moves a subscription to another product. The whole of it moves, so that it keeps its id; users' licences move along
 * where Partner Center allows it.
 */
final class PartnerCenterTransitions {

    private static final String WITH_LICENSES = "transition_with_license_transfer";

    private final PartnerCenterApi api;
    private final PartnerCenterErrors errors;

    PartnerCenterTransitions(PartnerCenterApi api, PartnerCenterErrors errors) {
        this.api = api;
        this.errors = errors;
    }

    ChangeOutcome move(ProductOrder order) {
        var present = api.subscription(order.tenantId(), order.subscriptionId());
        if (PartnerCenterWords.partNumber(present.offerId()).equals(order.partNumber())) {
            return ChangeOutcome.APPLIED;
        }
        var target = targetOf(order);
        var transition = new Transition(
                Objects.requireNonNullElse(present.offerId(), ""),
                order.subscriptionId(),
                target.catalogItemId(),
                order.quantity(),
                order.term(),
                PartnerCenterWords.billingCycle(order.billingPlan()),
                typeOf(order, target),
                null);
        var requestId = RequestIds.derived(order.requestId(), "transition to " + target.catalogItemId());
        return outcome(api.transition(order.tenantId(), order.subscriptionId(), requestId, transition));
    }

    private TransitionTarget targetOf(ProductOrder order) {
        return api.transitionTargets(order.tenantId(), order.subscriptionId()).all().stream()
                .filter(target ->
                        PartnerCenterWords.partNumber(target.catalogItemId()).equals(order.partNumber()))
                .findFirst()
                .orElseThrow(() -> new ProviderRejected(
                        "no-transition",
                        "Subscription " + order.subscriptionId() + " cannot be moved to " + order.partNumber()
                                + ": Partner Center offers no such move; order the product anew"));
    }

    private static String typeOf(ProductOrder order, TransitionTarget target) {
        return eligibilities(target)
                .filter(Eligibility::isEligible)
                .map(Eligibility::transitionType)
                .max(Comparator.comparing(WITH_LICENSES::equals))
                .orElseThrow(() -> new ProviderRejected(
                        "not-eligible",
                        "Subscription " + order.subscriptionId() + " cannot be moved to " + order.partNumber()
                                + " now: " + reasons(target)));
    }

    private static String reasons(TransitionTarget target) {
        var reasons = eligibilities(target)
                .flatMap(eligibility -> problems(eligibility.errors()))
                .map(problem -> problem.description() + " (" + problem.code() + ")")
                .distinct()
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? "Partner Center gives no reason" : reasons;
    }

    /** @param transition null if the provider answered 202 */
    private ChangeOutcome outcome(@Nullable Transition transition) {
        var events =
                transition == null || transition.events() == null ? List.<TransitionEvent>of() : transition.events();
        for (var event : events) {
            if (event.status().equalsIgnoreCase("Failed") && event.name().equalsIgnoreCase("Conversion")) {
                throw failure(event);
            }
        }
        var done = transition != null
                && events.stream().noneMatch(event -> event.status().equalsIgnoreCase("Started"));
        return done ? ChangeOutcome.APPLIED : ChangeOutcome.PENDING;
    }

    private RuntimeException failure(TransitionEvent event) {
        var problem = problems(event.errors()).findFirst().orElse(new Problem(null, null));
        return errors.error(
                HttpURLConnection.HTTP_BAD_REQUEST,
                Objects.requireNonNullElse(problem.code(), "conversion-failed"),
                Objects.requireNonNullElse(problem.description(), "the conversion failed"));
    }

    private static Stream<Eligibility> eligibilities(TransitionTarget target) {
        return Stream.ofNullable(target.eligibilities()).flatMap(List::stream);
    }

    private static Stream<Problem> problems(@Nullable List<Problem> problems) {
        return Stream.ofNullable(problems).flatMap(List::stream);
    }
}
