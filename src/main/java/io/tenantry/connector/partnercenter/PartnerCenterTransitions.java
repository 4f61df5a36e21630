package io.tenantry.connector.partnercenter;

import io.tenantry.connector.partnercenter.PartnerCenterResources.Eligibility;
import io.tenantry.connector.partnercenter.PartnerCenterResources.Problem;
import io.tenantry.connector.partnercenter.PartnerCenterResources.Subscription;
import io.tenantry.connector.partnercenter.PartnerCenterResources.Transition;
import io.tenantry.connector.partnercenter.PartnerCenterResources.TransitionEvent;
import io.tenantry.connector.partnercenter.PartnerCenterResources.TransitionTarget;
import io.tenantry.provider.ChangeOutcome;
import io.tenantry.provider.MovedProduct;
import io.tenantry.provider.ProductOrder;
import io.tenantry.provider.ProviderRejected;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Moves subscriptions to another product. One that moves as a whole keeps its id; some of its seats become a second
 * subscription, or join one that is there. Users' licences move along where Partner Center allows it.
 *
 * <p>As a whole means with all seats that it has there: if our ledger says 38 and somebody has bought 4 more since, 42
 * move. A transition of 38 would split it, and the next try would split it again.
 */
final class PartnerCenterTransitions {

    private static final String WITH_LICENSES = "transition_with_license_transfer";
    private static final String CONVERSION = "Conversion";
    private static final String FAILED = "Failed";
    private static final String NO_CODE = "conversion-failed";
    private static final String NO_WORDS = "the conversion failed";
    private static final String DELETED = "deleted";

    /** The provider's clock may be behind ours. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final PartnerCenterApi api;
    private final PartnerCenterErrors errors;
    private final PartnerCenterSubscriptions subscriptions;

    PartnerCenterTransitions(
            PartnerCenterApi api, PartnerCenterErrors errors, PartnerCenterSubscriptions subscriptions) {
        this.api = api;
        this.errors = errors;
        this.subscriptions = subscriptions;
    }

    MovedProduct move(ProductOrder order) {
        var present = api.subscription(order.tenantId(), order.subscriptionId());
        if (hasMoved(present, order)
                && (order.movesAll()
                        || !madeSince(order, order.since().minus(CLOCKS_DIFFER)).isEmpty())) {
            return order.movesAll() ? MovedProduct.to(order.subscriptionId()) : MovedProduct.pending();
        }
        if (order.movesAll() && isProduct(present, order)) {
            return subscriptions.lengthen(order) == ChangeOutcome.APPLIED
                    ? MovedProduct.to(order.subscriptionId())
                    : MovedProduct.pending();
        }
        checkSeats(present, order);
        var target = targetOf(order);
        var transition = new Transition(
                Objects.requireNonNullElse(present.offerId(), ""),
                order.subscriptionId(),
                target.catalogItemId(),
                order.intoSubscriptionId(),
                order.movesAll() ? present.seats() : order.quantity(),
                order.term(),
                PartnerCenterWords.billingCycle(order.billingPlan()),
                typeOf(order, target),
                null);
        var requestId = RequestIds.derived(order.requestId(), "transition to " + target.catalogItemId());
        var answer = api.transition(order.tenantId(), order.subscriptionId(), requestId, transition);
        if (!isDone(answer)) {
            return MovedProduct.pending();
        }
        return order.movesAll() ? MovedProduct.to(order.subscriptionId()) : MovedProduct.pending();
    }

    /** Looks, and orders nothing. How many seats are left tells nothing: somebody may have changed them since. */
    MovedProduct moved(ProductOrder order, Instant since) {
        if (order.movesAll()) {
            return hasMoved(api.subscription(order.tenantId(), order.subscriptionId()), order)
                    ? MovedProduct.to(order.subscriptionId())
                    : MovedProduct.pending();
        }
        var earliest = since.minus(CLOCKS_DIFFER);
        var made = madeSince(order, earliest);
        return made.isEmpty() ? MovedProduct.pending() : target(order, made, earliest);
    }

    /**
     * What was accepted and came to nothing later, the history alone tells: its last word since we asked counts. A failure
     * of before is that of an earlier try and may not end this one, so here no clock is given the benefit of the doubt.
     */
    Optional<ProviderRejected> givenUp(ProductOrder order, Instant since) {
        return api.transitions(order.tenantId(), order.subscriptionId()).all().stream()
                .filter(transition -> isOf(order, transition))
                .flatMap(PartnerCenterTransitions::conversions)
                .filter(event -> !at(event).isBefore(since))
                .reduce((earlier, later) -> at(later).isBefore(at(earlier)) ? earlier : later)
                .filter(last -> last.status().equalsIgnoreCase(FAILED))
                .map(PartnerCenterTransitions::problem)
                .map(problem -> new ProviderRejected(
                        Objects.requireNonNullElse(problem.code(), NO_CODE),
                        Objects.requireNonNullElse(problem.description(), NO_WORDS)));
    }

    private static Stream<TransitionEvent> conversions(Transition transition) {
        return Stream.ofNullable(transition.events())
                .flatMap(List::stream)
                .filter(event -> event.name().equalsIgnoreCase(CONVERSION) && event.timestamp() != null);
    }

    private static Instant at(TransitionEvent event) {
        return PartnerCenterWords.instant("transition", String.valueOf(event.timestamp()));
    }

    private List<Transition> madeSince(ProductOrder order, Instant earliest) {
        return api.transitions(order.tenantId(), order.subscriptionId()).all().stream()
                .filter(transition -> isOf(order, transition) && isDoneSince(transition, earliest))
                .toList();
    }

    private static boolean isOf(ProductOrder order, Transition transition) {
        return (order.movesAll() || transition.quantity() == order.quantity())
                && PartnerCenterWords.partNumber(transition.toCatalogItemId()).equals(order.partNumber());
    }

    private static boolean isDoneSince(Transition transition, Instant earliest) {
        return conversions(transition)
                .filter(event -> event.status().equalsIgnoreCase("Completed"))
                .anyMatch(event -> !at(event).isBefore(earliest));
    }

    /**
     * The history names the new subscription now and then; else it is the only new one that looks like it, or, where the
     * seats of the new one were changed since, the only new one of the product.
     */
    private MovedProduct target(ProductOrder order, List<Transition> made, Instant earliest) {
        if (order.intoSubscriptionId() != null) {
            return MovedProduct.to(order.intoSubscriptionId());
        }
        var named = made.stream()
                .map(Transition::toSubscriptionId)
                .filter(id -> id != null && !id.isBlank() && !id.equalsIgnoreCase(order.subscriptionId()))
                .reduce((earlier, later) -> later);
        if (named.isPresent()) {
            return MovedProduct.to(named.get());
        }
        var fresh = subscriptions.of(order.tenantId()).stream()
                .filter(other -> !other.subscriptionId().equals(order.subscriptionId()))
                .filter(other -> other.partNumber().equals(order.partNumber()))
                .filter(other -> !other.startedAt().isBefore(earliest))
                .toList();
        var alike = fresh.stream()
                .filter(other -> other.quantity() == order.quantity())
                .toList();
        var possible = alike.isEmpty() ? fresh : alike;
        return possible.size() == 1 ? MovedProduct.to(possible.get(0).subscriptionId()) : MovedProduct.pending();
    }

    /** The state tells, not the answer to an earlier call, which may have been lost. */
    private static boolean hasMoved(Subscription present, ProductOrder order) {
        if (order.movesAll()) {
            return isProduct(present, order) && !PartnerCenterWords.isShorter(present.termDuration(), order.term());
        }
        var deleted = DELETED.equalsIgnoreCase(present.status());
        return order.remaining() == 0 ? deleted : !deleted && present.seats() == order.remaining();
    }

    private static boolean isProduct(Subscription present, ProductOrder order) {
        return PartnerCenterWords.partNumber(present.offerId()).equals(order.partNumber());
    }

    /** Otherwise a repeat could not tell whether the seats have moved. */
    private static void checkSeats(Subscription present, ProductOrder order) {
        if (!order.movesAll() && present.seats() != order.quantity() + order.remaining()) {
            throw new ProviderRejected(
                    "seats-differ",
                    "Subscription " + order.subscriptionId() + " has " + present.seats()
                            + " seats at Partner Center, of which " + order.quantity() + " cannot move and "
                            + order.remaining() + " stay; sync it and order the move anew");
        }
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
    private boolean isDone(@Nullable Transition transition) {
        var events =
                transition == null || transition.events() == null ? List.<TransitionEvent>of() : transition.events();
        for (var event : events) {
            if (event.status().equalsIgnoreCase(FAILED) && event.name().equalsIgnoreCase(CONVERSION)) {
                throw failure(event);
            }
        }
        return transition != null
                && events.stream().noneMatch(event -> event.status().equalsIgnoreCase("Started"));
    }

    private RuntimeException failure(TransitionEvent event) {
        var problem = problem(event);
        return errors.error(
                HttpURLConnection.HTTP_BAD_REQUEST,
                Objects.requireNonNullElse(problem.code(), NO_CODE),
                Objects.requireNonNullElse(problem.description(), NO_WORDS));
    }

    private static Problem problem(TransitionEvent event) {
        return problems(event.errors()).findFirst().orElse(new Problem(null, null));
    }

    private static Stream<Eligibility> eligibilities(TransitionTarget target) {
        return Stream.ofNullable(target.eligibilities()).flatMap(List::stream);
    }

    private static Stream<Problem> problems(@Nullable List<Problem> problems) {
        return Stream.ofNullable(problems).flatMap(List::stream);
    }
}
