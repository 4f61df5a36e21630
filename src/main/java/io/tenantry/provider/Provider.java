package io.tenantry.provider;

import io.tenantry.shared.Refused;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider that provisions licences on our order, such as Microsoft Partner Center.
 *
 * <p>Every call ends in one of three ways: it returns; it throws {@link ProviderRejected}, a definite no that a repeat
 * cannot change; or it throws {@link ProviderUnavailable}, where the outcome may be unknown and the same call with the
 * same request id is safe. Nothing behind this port retries by itself.
 */
public interface Provider {

    /** The provider's name in our system, such as {@code partner-center}. */
    String name();

    /** One page of the tenants that accepted us as their reseller; {@code null} asks for the first page. */
    ProviderAccountPage accounts(@Nullable String continuation);

    /**
     * The number under which the tenant's company is registered or taxed, as far as the provider knows it: it says whose
     * the tenant may be.
     */
    default Optional<String> registrationNumber(String tenantId) {
        return Optional.empty();
    }

    /**
     * The customer's acceptance of the provider's own agreement; empty if it has not accepted.
     *
     * @throws ProviderUnavailable if it cannot be told, which is no answer to the question
     */
    Optional<AgreementAcceptance> agreement(String tenantId);

    /** All subscriptions of a tenant, whatever their status; a status that we do not know is given as it is written. */
    List<ProviderSubscription> subscriptions(String tenantId);

    /**
     * One subscription, which is also the look-up when the outcome of a change is unknown. Empty if the tenant has none
     * of that id (any more): that says nothing of its quantity, least of all that it is 0.
     *
     * @throws ProviderRejected if it is the tenant that the provider does not know
     */
    Optional<ProviderSubscription> subscription(String tenantId, String subscriptionId);

    /**
     * Prepares an order without placing it. Preparing twice does no harm: only a prepared order that is placed has an
     * effect.
     *
     * @return the provider's reference of the prepared order, to be stored before it is placed
     */
    String prepareOrder(LicenseOrder order);

    /**
     * Places a prepared order. Placing the same prepared order again returns the first outcome.
     *
     * @throws AlreadyPlaced if it was placed before and the provider does not repeat the outcome, or if the provider no
     *     longer knows it and it may have been
     */
    PlacedOrder placeOrder(String tenantId, String preparedOrder, String requestId);

    /**
     * What a tenant bought since an order was prepared, of the same product and quantity: the order itself, if it was
     * placed and shows already, and what happens to look like it. Works too when the provider has forgotten the
     * prepared order.
     *
     * @throws ProviderUnavailable if it cannot be told
     */
    List<PlacedOrder> boughtLike(String tenantId, String preparedOrder);

    /**
     * What became of a placed order; used while {@link PlacedOrder#subscriptionId()} is still empty.
     *
     * @throws ProviderRejected only if the order itself came to nothing, so that it may be placed anew
     * @throws ProviderUnavailable if it cannot be told: also if it is this look that is refused
     */
    PlacedOrder order(String tenantId, String orderId);

    /** Sets the quantity to a target, never by a difference, so that a repeat is harmless. */
    ChangeOutcome changeQuantity(QuantityOrder order);

    /**
     * Moves a subscription, or some of its seats, to another product of the same family (an upgrade). What shows as done
     * is not ordered again; {@link #moved} tells which subscription has the seats.
     */
    MovedProduct changeProduct(ProductOrder order);

    /**
     * How far a move has come. It only looks and never orders, so it may be asked as often as one likes. What cannot be
     * told beyond doubt counts as under way: another subscription of the same product and size is no answer.
     *
     * @param since when the move was ordered, or before
     */
    default MovedProduct moved(ProductOrder order, Instant since) {
        return subscription(order.tenantId(), order.subscriptionId())
                .filter(held -> order.movesAll() && held.partNumber().equals(order.partNumber()))
                .map(held -> MovedProduct.to(held.subscriptionId()))
                .orElseGet(MovedProduct::pending);
    }

    /**
     * Why a move that the provider had accepted came to nothing after all; empty while that is not said. It only looks.
     *
     * @param since when the move was ordered under its present request id: what failed before is of an earlier try
     * @throws ProviderRejected if it is the look that is refused, which says nothing of the move
     */
    default Optional<ProviderRejected> givenUp(ProductOrder order, Instant since) {
        return Optional.empty();
    }

    /**
     * Suspends or reactivates, switches auto-renewal, or schedules what the next term brings. It sets a state, never
     * toggles one, so that a repeat is harmless.
     */
    ChangeOutcome changeTerm(TermOrder order);

    /**
     * The last days on which a new term of this length may end so that it ends together with others.
     *
     * @param term ISO 8601: {@code P1M}, {@code P1Y} or {@code P3Y}
     */
    List<CustomTermEnd> customTermEnds(String tenantId, String term);

    /** Whether it can tell of changes by itself. */
    default boolean tellsOfChanges() {
        return false;
    }

    /**
     * Has the provider tell of changes, from now on and of its own accord. What is registered already is left as it is.
     *
     * @param here where others reach this installation; its connector knows the path
     * @param replacing whether the address of somebody else may be replaced, for a provider may know only one
     * @return what is registered now
     * @throws ProviderRejected if it refuses the address, or tells somebody else and that is not to be replaced
     */
    default HintRegistration tellAt(URI here, boolean replacing) {
        throw new ProviderRejected("no-webhooks", name() + " tells nobody of changes by itself");
    }

    /**
     * A person has consented anew that we act for them. It is tried before it is kept.
     *
     * @param refreshToken of the new consent
     */
    default Connectivity renewConsent(String refreshToken) {
        throw new Refused(
                "no-consent", "Provider " + name() + " is spoken with by its settings, not by a person's consent");
    }

    /** Refreshes the credentials and makes the cheapest call there is. */
    Connectivity verifyConnectivity();
}
